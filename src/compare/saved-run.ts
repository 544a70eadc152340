/** An earlier `promosim replay --out` as the before side: its figures from report.json, what each row got from outcomes.csv. */
import { Buffer } from "node:buffer";
import { parse as parseCsv } from "csv-parse/sync";
import { parse as parseJson } from "lossless-json";
import { parseAmount } from "../domain/money.js";
import { InputError } from "../domain/problem.js";
import type { InputSummary } from "../report/document.js";
import { CAMPAIGN_FIGURES, type SideFigures, TOTAL_FIGURES } from "./figures.js";
import type { PairedCampaign } from "./pairing.js";
import { nothingSeen, type Seen } from "./seen.js";

export interface SavedFiles {
  /** The folder's name, for messages. */
  readonly name: string;
  readonly report: Uint8Array;
  readonly outcomes: Uint8Array;
}

export interface SavedReport {
  readonly name: string;
  readonly seed: string;
  readonly currency: string;
  readonly timezone: string;
  readonly inputs: readonly InputSummary[];
  readonly campaigns: readonly PairedCampaign[];
  readonly figures: SideFigures;
}

/** @throws InputError for a file that is no report of this tool */
export function readSavedReport({ name, report }: SavedFiles): SavedReport {
  try {
    return parseReport(name, Buffer.from(report).toString("utf8"));
  } catch (error) {
    if (error instanceof InputError) throw error;
    throw savedProblem("not-a-report", `${name}/report.json`, "the file is no report of promosim replay");
  }
}

/** A problem of a saved run as a whole. */
export function savedProblem(code: string, file: string, message: string): InputError {
  const hint = "write it anew with promosim replay --out, and give the same log and options";
  return new InputError([{ code, severity: "error", message, at: { file, line: 0, column: 0 }, hint }]);
}

type Json = Record<string, unknown>;

function parseReport(name: string, text: string): SavedReport {
  const document = parseJson(text, null, (digits) =>
    /^-?\d+$/.test(digits) ? BigInt(digits) : Number(digits),
  ) as Json;
  if (document.schema_version !== 1n) throw new TypeError("another schema");
  const totals = document.totals as Json;
  const campaigns = document.campaigns as Json[];
  const contributions = big(totals.contributions_minor as Json);
  const refunded = big(totals.refunded_contributions_minor as Json);
  return {
    name,
    seed: word(document.seed),
    currency: word((document.currency as Json).code),
    timezone: word(document.timezone),
    inputs: (document.inputs as Json[]).map(({ role, file, sha256 }) => ({
      role: word(role) as InputSummary["role"],
      file: word(file),
      sha256: word(sha256),
    })),
    campaigns: campaigns.map((campaign) => ({
      id: word(campaign.id),
      sponsors: Object.keys(campaign.contributions_minor as Json),
    })),
    figures: {
      totals: pick(totals, TOTAL_FIGURES),
      campaigns: new Map(campaigns.map((campaign) => [word(campaign.id), pick(campaign, CAMPAIGN_FIGURES)])),
      sponsors: new Map(
        [...contributions].map(([sponsor, minor]) => [
          sponsor,
          { contributions_minor: minor, refunded_contributions_minor: refunded.get(sponsor) ?? 0n },
        ]),
      ),
    },
  };
}

function pick<Name extends string>(from: Json, names: Readonly<Record<Name, unknown>>): Record<Name, bigint> {
  const entries = Object.keys(names).map((name) => [name, integer(from[name])]);
  return Object.fromEntries(entries) as Record<Name, bigint>;
}

function big(from: Json): Map<string, bigint> {
  return new Map(Object.entries(from).map(([name, value]) => [name, integer(value)]));
}

function integer(value: unknown): bigint {
  if (typeof value !== "bigint") throw new TypeError("no whole number");
  return value;
}

function word(value: unknown): string {
  if (typeof value !== "string") throw new TypeError("no text");
  return value;
}

/** What a row of the log is called in outcomes.csv. */
export interface RowName {
  readonly id: string;
  readonly time: string;
  readonly type: "payment" | "refund";
}

/** Walks through outcomes.csv beside a replay of the same log. */
export class SavedOutcomes {
  readonly seen: Seen = nothingSeen();
  private readonly file: string;
  private readonly lines: Iterator<readonly string[]>;
  private readonly columns: ReadonlyMap<string, number>;
  private next: readonly string[] | null;

  /** `places`: by id, the campaign's place in the pairing. */
  constructor(
    { name, outcomes }: SavedFiles,
    private readonly places: ReadonlyMap<string, number>,
    private readonly exponent: number,
  ) {
    this.file = `${name}/outcomes.csv`;
    this.lines = records(outcomes);
    this.columns = new Map((this.advance() ?? []).map((column, i) => [column, i]));
    for (const column of COLUMNS) if (!this.columns.has(column)) throw this.foreign(`has no column "${column}"`);
    this.next = this.advance();
  }

  /**
   * Puts into `seen` what became of a row: of a refund that is not in the file, that it was turned down.
   * @throws InputError where a payment is not the file's next one
   */
  read(row: RowName): void {
    const { seen } = this;
    seen.decline = null;
    seen.count = 0;
    seen.discountMinor = seen.cashbackMinor = seen.payableMinor = 0;
    if (this.next === null || !this.isOf(row)) {
      if (row.type === "payment")
        throw this.foreign(`does not have the payment "${row.id}" of ${row.time} in its place`);
      seen.kind = "rejected";
      return;
    }
    seen.kind = row.type;
    seen.discountMinor = this.amount(row.type === "payment" ? "discount" : "refunded_discount");
    seen.cashbackMinor = this.amount("cashback");
    seen.payableMinor = this.amount("payable");
    if (this.cell("outcome") === "declined") seen.decline = this.cell("reason");
    const used = this.cell("campaigns");
    if (used !== "") this.readUses(used);
    this.next = this.advance();
  }

  /** Of `id=amount; id=amount`; an id may itself hold what parts two of them. */
  private readUses(used: string): void {
    const { seen, places, exponent } = this;
    let text = "";
    for (const piece of used.split("; ")) {
      text = text === "" ? piece : `${text}; ${piece}`;
      const at = text.lastIndexOf("=");
      // What a spreadsheet would take for a formula has an apostrophe in the file.
      const id = text.slice(0, at);
      const place = places.get(id) ?? (id.startsWith("'") ? places.get(id.slice(1)) : undefined);
      const minor = parseAmount(text.slice(at + 1), exponent);
      if (place === undefined || typeof minor === "string") continue;
      seen.campaigns[seen.count] = place;
      seen.amountsMinor[seen.count] = minor;
      seen.count++;
      text = "";
    }
    if (text !== "") this.unknown(text);
  }

  /** @throws InputError if the file has more rows than the log */
  finish(): void {
    if (this.next !== null) throw this.foreign("has rows that the log lacks");
  }

  private isOf({ id, time, type }: RowName): boolean {
    const found = this.cell("transaction_id");
    // What a spreadsheet would take for a formula has an apostrophe in the file.
    return (found === id || found === `'${id}`) && this.cell("timestamp") === time && this.cell("type") === type;
  }

  private cell(column: (typeof COLUMNS)[number]): string {
    return this.next?.[this.columns.get(column) as number] ?? "";
  }

  private amount(column: (typeof COLUMNS)[number]): number {
    const minor = parseAmount(this.cell(column), this.exponent);
    if (typeof minor === "string") throw this.foreign(`has "${this.cell(column)}" as ${column}`);
    return minor;
  }

  private unknown(used: string): never {
    throw this.foreign(`names a campaign that report.json lacks: "${used}"`);
  }

  private advance(): readonly string[] | null {
    try {
      const { value, done } = this.lines.next();
      return done === true ? null : value;
    } catch {
      throw this.foreign("is no CSV");
    }
  }

  private foreign(what: string): InputError {
    return savedProblem("not-the-same-run", this.file, `the file ${what}`);
  }
}

const COLUMNS = [
  "transaction_id",
  "timestamp",
  "type",
  "outcome",
  "reason",
  "discount",
  "cashback",
  "payable",
  "campaigns",
  "refunded_discount",
] as const;

const LINE_FEED = 10;

/** Records of a CSV file as promosim writes it; a line break inside quotes belongs to its record. */
function* records(bytes: Uint8Array): Generator<readonly string[]> {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  for (let from = 0; from < buffer.length; ) {
    let end = lineEnd(buffer, from);
    let text = buffer.toString("utf8", from, end);
    while (end < buffer.length && (text.split('"').length - 1) % 2 === 1) {
      end = lineEnd(buffer, end + 1);
      text = buffer.toString("utf8", from, end);
    }
    yield text.includes('"') ? (parseCsv(text) as string[][])[0] : text.split(",");
    from = end + 1;
  }
}

function lineEnd(buffer: Buffer, from: number): number {
  const at = buffer.indexOf(LINE_FEED, from);
  return at === -1 ? buffer.length : at;
}
