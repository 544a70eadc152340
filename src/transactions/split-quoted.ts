/** Takes a record with quotes apart: RFC 4180 read strictly here, blanks beside quotes let pass, anything doubtful put to csv-parse. */
import { Buffer } from "node:buffer";
import { CsvError, parse } from "csv-parse/sync";
import { trimStart } from "./trim-bytes.js";

const LF = 0x0a;
const CR = 0x0d;
const QUOTE = 0x22;

/** What `splitQuoted` gives for a record that a quote breaks. */
export const BROKEN = -1;
const DOUBTFUL = -2;

/** Cells of one record: cell i is `bytes[starts[i] … ends[i])`. Cells past the length of `starts` are counted and not kept. */
export interface Cells {
  bytes: Uint8Array;
  starts: Int32Array;
  ends: Int32Array;
}

/**
 * Writes the unquoted cells of the record `[from, to)` (its line break not included) into `cells`, whose `bytes` must have room
 * for as many bytes. Returns their number, or `BROKEN`.
 */
export function splitQuoted(bytes: Uint8Array, from: number, to: number, delimiter: number, cells: Cells): number {
  const count = splitStrictly(bytes, from, to, delimiter, cells);
  return count === DOUBTFUL ? arbitrate(bytes.subarray(from, to), delimiter, cells) : count;
}

function splitStrictly(bytes: Uint8Array, from: number, to: number, delimiter: number, cells: Cells): number {
  const { bytes: target, starts, ends } = cells;
  let at = from;
  let written = 0;
  for (let count = 0; ; count++) {
    if (count < starts.length) starts[count] = written;
    const start = at;
    let opened = false;
    for (; at < to && bytes[at] !== delimiter; at++) {
      if (bytes[at] === QUOTE) {
        if (trimStart(bytes, start, at) < at) return BROKEN;
        opened = true;
        break;
      }
      target[written++] = bytes[at];
    }
    if (opened) {
      written -= at - start; // blanks before the quote
      for (at++; ; at++) {
        if (at >= to) return BROKEN;
        if (bytes[at] === QUOTE) {
          if (at + 1 >= to || bytes[at + 1] !== QUOTE) break;
          at++;
        }
        target[written++] = bytes[at];
      }
      const close = ++at;
      while (at < to && bytes[at] !== delimiter && (bytes[at] === 0x20 || bytes[at] === 0x09)) at++;
      if (at < to && bytes[at] !== delimiter) return mayBeBlank(bytes[close]) ? DOUBTFUL : BROKEN;
    }
    if (count < ends.length) ends[count] = written;
    if (at >= to) return count + 1;
    at++;
  }
}

function mayBeBlank(byte: number): boolean {
  return byte <= 0x20 || byte >= 0x80;
}

/** Says what a record is that the strict reading cannot judge. */
function arbitrate(record: Uint8Array, delimiter: number, cells: Cells): number {
  let records: string[][];
  try {
    records = parse(Buffer.from(record), {
      delimiter: String.fromCharCode(delimiter),
      record_delimiter: "\n",
      trim: true,
      relax_column_count: true,
    });
  } catch (error) {
    if (error instanceof CsvError) return BROKEN;
    throw error;
  }
  if (records.length !== 1) return BROKEN;
  let written = 0;
  for (const [i, text] of records[0].entries()) {
    if (i >= cells.starts.length) break;
    cells.starts[i] = written;
    const bytes = Buffer.from(text, "utf8");
    cells.bytes.set(bytes, written);
    written += bytes.length;
    cells.ends[i] = written;
  }
  return records[0].length;
}

/** A record may run over this many bytes. */
export const MAX_BYTES = 2 ** 20;

/** Where a record with quotes ends: at its line break; or nowhere in `[from, limit)`, or nowhere within `MAX_BYTES`. */
export type RecordEnd = { readonly at: number; readonly lines: number } | "needs_more" | "unbounded";

/**
 * The first line break with an even number of quotes before it. Whatever the quotes mean, a record that is not broken ends there:
 * every quote opens, closes or stands doubled. So the search never outruns what one more line with an odd number would end.
 */
export function findRecordEnd(bytes: Uint8Array, from: number, limit: number, crBreaks: boolean): RecordEnd {
  let open = false;
  let lines = 0;
  const bound = Math.min(limit, from + MAX_BYTES);
  for (let at = from; at < bound; at++) {
    const byte = bytes[at];
    if (byte === QUOTE) open = !open;
    else if (byte === LF ? !(crBreaks && bytes[at - 1] === CR && at > from) : crBreaks && byte === CR) {
      lines++;
      if (!open) return { at, lines };
    }
  }
  return bound === limit ? "needs_more" : "unbounded";
}
