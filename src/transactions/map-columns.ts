/** Which cell of a record is which column: the header, `--map` and `--map-value` taken together. */
import { Buffer } from "node:buffer";
import { InputError, type Problem } from "../domain/problem.js";
import { remedy, suggest } from "../domain/suggest.js";
import { Interner } from "./intern.js";
import { KNOWN_COLUMNS } from "./known-columns.js";

const REQUIRED = ["timestamp", "user_id", "amount"];

/** Texts of a column that stand for other texts. */
export class Translation {
  private readonly keys = new Interner();
  private readonly values: (Uint8Array | null)[] = [null];
  private readonly used = new Set<number>();

  constructor(private readonly pairs: ReadonlyMap<string, string>) {
    for (const [from, to] of pairs) {
      const bytes = Buffer.from(from.trim(), "utf8");
      this.values[this.keys.intern(bytes, 0, bytes.length)] = Buffer.from(to.trim(), "utf8");
    }
  }

  /** What stands for the bytes in `[from, to)`, or null if they stand for themselves. */
  of(bytes: Uint8Array, from: number, to: number): Uint8Array | null {
    const code = this.keys.find(bytes, from, to);
    if (code < 0) return null;
    this.used.add(code);
    return this.values[code];
  }

  /** The texts that never occurred. */
  unused(): string[] {
    return [...this.pairs.keys()].filter((text) => !this.used.has(this.keys.codeOf(text.trim())));
  }
}

/** Where a column's cells are. */
export interface ColumnPlace {
  readonly name: string;
  /** Index of the cell, −1 where the file has no such column. */
  readonly index: number;
  readonly translation: Translation | null;
}

export class ColumnMap {
  private readonly translations = new Map<string, Translation>();

  constructor(
    /** Our names and attributes → index of the cell. */
    private readonly indexes: ReadonlyMap<string, number>,
    mapValues: ReadonlyMap<string, ReadonlyMap<string, string>>,
    /** Columns of the file whose name `--map` gave to another. */
    readonly hidden: readonly string[],
  ) {
    for (const [name, pairs] of mapValues) this.translations.set(name, new Translation(pairs));
  }

  get names(): Iterable<string> {
    return this.indexes.keys();
  }

  has(name: string): boolean {
    return this.indexes.has(name);
  }

  place(name: string): ColumnPlace {
    return { name, index: this.indexes.get(name) ?? -1, translation: this.translations.get(name) ?? null };
  }

  /** Texts given to `--map-value` that no cell had, as `risk.LOW`. */
  unusedValues(): string[] {
    return [...this.translations].flatMap(([name, translation]) =>
      translation.unused().map((text) => `${name}.${text}`),
    );
  }
}

export interface ColumnOptions {
  /** Ours → theirs. */
  readonly map: ReadonlyMap<string, string>;
  readonly mapValues: ReadonlyMap<string, ReadonlyMap<string, string>>;
  /** A file in which a name of `map` need not occur: the history. */
  readonly lenient: boolean;
}

/**
 * Reads a header. A column renamed by `--map` loses its own name, and wins over a column that bears the new name already: that one
 * cannot be reached. Throws one `InputError` with every problem of the header.
 */
export function mapColumns(file: string, header: readonly string[], options: ColumnOptions): ColumnMap {
  const problems: Problem[] = [];
  const report = (code: string, message: string, hint: string, line = 1): void => {
    problems.push({ code, severity: "error", message, at: { file, line, column: line }, hint });
  };
  checkRepeated(header, report);
  const known: readonly string[] = KNOWN_COLUMNS;
  const taken = new Set<string>();
  const indexes = new Map<string, number>();
  for (const [ours, theirs] of options.map) {
    if (!known.includes(ours)) {
      report("unknown-column", `--map ${ours}=${theirs}: promosim has no column "${ours}"`, remedy(ours, known), 0);
    } else if (header.includes(theirs)) {
      indexes.set(ours, header.indexOf(theirs));
      taken.add(theirs);
    } else if (!options.lenient) {
      report(
        "unmapped-column",
        `--map ${ours}=${theirs}: the header has no column "${theirs}"`,
        remedy(theirs, header),
        0,
      );
    }
  }
  const hidden = header.filter((name) => indexes.has(name) && !taken.has(name));
  for (const [index, name] of header.entries()) if (!indexes.has(name) && !taken.has(name)) indexes.set(name, index);
  if (!options.lenient) {
    const names = [...new Set([...known, ...indexes.keys()])];
    for (const column of options.mapValues.keys())
      if (!names.includes(column))
        report("unknown-column", `--map-value ${column}.…: there is no column "${column}"`, remedy(column, names), 0);
  }
  // Of a name whose mapping failed, that failure is said already.
  const missing = REQUIRED.filter((name) => !indexes.has(name) && (options.lenient || !options.map.has(name)));
  if (missing.length > 0) reportMissing(missing, header, report);
  if (problems.length > 0) throw new InputError(problems);
  return new ColumnMap(indexes, options.mapValues, hidden);
}

type Report = (code: string, message: string, hint: string) => void;

/** A repeated name is an error in every table. Columns without a name may be many: delimiters at the end of each line make them. */
export function checkRepeated(header: readonly string[], report: Report): void {
  const seen = new Set<string>();
  const told = new Set<string>();
  for (const name of header) {
    if (name !== "" && seen.has(name) && !told.has(name)) {
      told.add(name);
      report(
        "repeated-column",
        `the header names the column "${name}" more than once`,
        "rename one of them, or take it out",
      );
    }
    seen.add(name);
  }
}

const MAX_NAMES = 30;

function reportMissing(missing: readonly string[], header: readonly string[], report: Report): void {
  if (header.some((name) => name.includes("\0"))) {
    report("missing-columns", "the header is full of NUL bytes", "is the file UTF-16? say so with --encoding utf-16le");
    return;
  }
  const there = header.filter((name) => name !== "").slice(0, MAX_NAMES);
  const more = header.length > MAX_NAMES ? ", …" : "";
  const list = missing.map((name) => `"${name}"`).join(", ");
  const maps = missing.map((name) => `--map ${quoted(`${name}=${likely(name, there) ?? "<column>"}`)}`).join(" ");
  report(
    "missing-columns",
    missing.length === 1 ? `the header has no column ${list}` : `the header has no columns ${list}`,
    `it has: ${there.join(", ")}${more}; say which columns they are with ${maps}`,
  );
}

/** As a shell takes it for one word. */
function quoted(argument: string): string {
  return /\s/.test(argument) ? `"${argument}"` : argument;
}

/** The name of the header that a missing column most likely goes by: close in spelling, but for case, blanks and punctuation. */
function likely(name: string, header: readonly string[]): string | null {
  const plain = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");
  const near = suggest(plain(name), header.map(plain));
  return near === null ? null : (header.find((candidate) => plain(candidate) === near) ?? null);
}
