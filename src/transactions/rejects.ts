/** The records of one file that could not be used: kept with their text, and counted against what is let pass. */
import { Buffer } from "node:buffer";
import { InputError } from "../domain/problem.js";
import { formatRatio, type Ratio } from "../domain/ratio.js";
import type { Reject } from "./columns.js";
import type { RecordView } from "./split-records.js";

/** Bytes of a record that are kept; a longer text is cut and ends in `…`. */
const MAX_TEXT_BYTES = 65_536;
const MAX_EXCERPT = 160;

export type MaxRejects = { readonly count: number } | { readonly share: Ratio } | null;

export class Rejects {
  readonly list: Reject[] = [];
  /** Rejected on the user's word (`--negative skip`): in the list, not counted as a fault of the file. */
  private forgiven = 0;

  constructor(
    /** As the user gave it, for messages. */
    private readonly name: string,
    /** As it stands in `Reject.file`. */
    private readonly file: string,
    private readonly strict: boolean,
  ) {}

  /** `cell` is the index of the bad cell, −1 where the record as a whole is bad. */
  add(view: RecordView, reason: string, column: string, cell: number): void {
    const reject = {
      file: this.file,
      line: view.line,
      column,
      reason,
      text: rawText(view.raw, view.rawFrom, view.rawTo),
    };
    this.list.push(reject);
    if (!this.strict) return;
    throw new InputError([
      {
        code: "rejected-row",
        severity: "error",
        message: column === "" ? `this row is rejected: ${reason}` : `this row is rejected: ${reason} in ${column}`,
        at: { file: this.name, line: view.line, column: columnOf(view, cell) },
        hint: "correct the row, or run without --strict to leave it out",
        excerpt: excerptOf(reject.text),
      },
    ]);
  }

  addForgiven(view: RecordView, reason: string, column: string): void {
    this.forgiven++;
    this.list.push({
      file: this.file,
      line: view.line,
      column,
      reason,
      text: rawText(view.raw, view.rawFrom, view.rawTo),
    });
  }

  /** Throws `InputError` if more were rejected than `max` lets pass of `rows`. */
  check(rows: number, max: MaxRejects): void {
    const counted = this.list.length - this.forgiven;
    if (!exceeds(counted, rows, max)) return;
    const worst = commonest(this.list);
    const first = worst[0].sample;
    throw new InputError([
      {
        code: "too-many-rejects",
        severity: "error",
        message: `${counted} of ${rows} rows are rejected, more than ${allowance(rows, max)}: the mapping of columns or values is probably wrong`,
        at: { file: this.name, line: first.line, column: 1 },
        hint: `${worst.map(describe).join("; ")}; see --map, --map-value, --negative, --anonymous, --decimal-comma, --encoding; --max-rejects lets more pass`,
        excerpt: excerptOf(first.text),
      },
    ]);
  }
}

function exceeds(counted: number, rows: number, max: MaxRejects): boolean {
  if (max === null) return counted > defaultMax(rows);
  if ("count" in max) return counted > max.count;
  return BigInt(counted) * BigInt(max.share.denominator) > BigInt(max.share.numerator) * BigInt(rows);
}

function defaultMax(rows: number): number {
  return Math.max(100, Math.floor(rows / 100));
}

function allowance(rows: number, max: MaxRejects): string {
  if (max !== null && "share" in max) return `the ${formatRatio(max.share)} that --max-rejects lets pass`;
  return max === null ? `the ${defaultMax(rows)} that are let pass` : `the ${max.count} that --max-rejects lets pass`;
}

interface Fault {
  readonly sample: Reject;
  count: number;
}

/** The three commonest reasons; ties in order of appearance. */
function commonest(list: readonly Reject[]): Fault[] {
  const faults = new Map<string, Fault>();
  for (const reject of list) {
    const key = `${reject.reason} ${reject.column}`;
    const fault = faults.get(key);
    if (fault === undefined) faults.set(key, { sample: reject, count: 1 });
    else fault.count++;
  }
  return [...faults.values()].sort((a, b) => b.count - a.count).slice(0, 3);
}

function describe({ sample, count }: Fault): string {
  const where = sample.column === "" ? "" : ` in ${sample.column}`;
  return `${count} × ${sample.reason}${where} (first on line ${sample.line})`;
}

/** The text of a record as it stands in the file, cut where it is very long. */
export function rawText(raw: Uint8Array, from: number, to: number): string {
  const text = Buffer.from(raw.buffer, raw.byteOffset + from, Math.min(to - from, MAX_TEXT_BYTES)).toString("utf8");
  return to - from > MAX_TEXT_BYTES ? `${text}…` : text;
}

function excerptOf(text: string): string {
  const line = text.split(/[\r\n]/, 1)[0];
  return line.length > MAX_EXCERPT ? `${line.slice(0, MAX_EXCERPT)}…` : line;
}

/** Where the cell starts in its line, counted in characters; 1 where quotes were taken off, for then the place is lost. */
function columnOf(view: RecordView, cell: number): number {
  if (cell < 0 || view.bytes !== view.raw) return 1;
  return [...rawText(view.raw, view.rawFrom, view.starts[cell])].length + 1;
}
