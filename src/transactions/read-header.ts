/** Finds a file's header line, its delimiter, and how its lines end. */
import { Buffer, isUtf8 } from "node:buffer";
import { InputError } from "../domain/problem.js";
import { BROKEN, findRecordEnd, MAX_BYTES, splitQuoted } from "./split-quoted.js";
import { trimStart } from "./trim-bytes.js";

const LF = 0x0a;
const CR = 0x0d;
const QUOTE = 0x22;

/** In the order in which ties between them are settled. */
const DELIMITERS = [",", ";", "\t", "|"].map((text) => text.charCodeAt(0));

export interface Header {
  /** Trimmed, as they stand in the file. */
  readonly names: readonly string[];
  readonly delimiter: number;
  /** Index of the first byte after its line break (after the CR of a CR, LF). */
  readonly end: number;
  /** Line on which the next record starts. */
  readonly nextLine: number;
  /** Lines end in CR alone. */
  readonly crBreaks: boolean;
}

/**
 * The header in `bytes[0 … fill)`; null if it takes more bytes to say. Leading blank lines are passed over. The delimiter is the
 * one that cuts out the most names that are recognised, then the one that occurs most often. Throws `InputError` when there is none.
 */
export function readHeader(
  file: string,
  bytes: Uint8Array,
  fill: number,
  final: boolean,
  recognises: (name: string) => boolean,
): Header | null {
  let line = 1;
  let from = 0;
  for (;;) {
    const next = firstBreak(bytes, from, fill);
    if (next < 0) {
      if (final)
        throw headerError(
          file,
          0,
          "empty-file",
          "the file is empty",
          "it needs a header line with the names of the columns",
        );
      return fill > MAX_BYTES ? tooLong(file, line) : null;
    }
    if (trimStart(bytes, from, next) < next) break;
    from = next + (bytes[next] === CR && bytes[next + 1] === LF ? 2 : 1);
    line++;
  }
  const crBreaks = breaksWithCr(bytes, from, fill);
  if (crBreaks === null && !final) return fill > MAX_BYTES ? tooLong(file, line) : null;
  const end = findRecordEnd(bytes, from, fill, crBreaks === true);
  if (end === "needs_more" && !final) return null;
  if (end === "unbounded" && !bytes.subarray(from, from + MAX_BYTES).includes(QUOTE)) tooLong(file, line);
  if (typeof end === "string") throw brokenHeader(file, line);
  const to = bytes[end.at] === LF && bytes[end.at - 1] === CR ? end.at - 1 : end.at;
  if (!isUtf8(bytes.subarray(from, to)))
    throw headerError(
      file,
      line,
      "bad-header-encoding",
      "the header is not valid text in the encoding of the file",
      "say which it is, such as --encoding gb18030",
    );
  const best = cut(bytes, from, to, recognises);
  if (best === null) throw brokenHeader(file, line);
  return { ...best, end: end.at + 1, nextLine: line + end.lines, crBreaks: crBreaks === true };
}

function firstBreak(bytes: Uint8Array, from: number, fill: number): number {
  for (let at = from; at < fill; at++) if (bytes[at] === LF || bytes[at] === CR) return at;
  return -1;
}

/** Whether the first line break outside quotes is a CR alone; null if that is not known yet. */
function breaksWithCr(bytes: Uint8Array, from: number, fill: number): boolean | null {
  let open = false;
  for (let at = from; at < fill; at++) {
    if (bytes[at] === QUOTE) open = !open;
    else if (open) continue;
    else if (bytes[at] === LF) return false;
    else if (bytes[at] === CR) return at + 1 < fill ? bytes[at + 1] !== LF : null;
  }
  return null;
}

function cut(
  bytes: Uint8Array,
  from: number,
  to: number,
  recognises: (name: string) => boolean,
): { names: string[]; delimiter: number } | null {
  let best: { names: string[]; delimiter: number; known: number } | null = null;
  for (const delimiter of DELIMITERS) {
    const room = to - from + 1;
    const cells = { bytes: new Uint8Array(room), starts: new Int32Array(room), ends: new Int32Array(room) };
    const count = splitQuoted(bytes, from, to, delimiter, cells);
    if (count === BROKEN) continue;
    const text = Buffer.from(cells.bytes.buffer);
    const names = Array.from({ length: count }, (_, i) => text.toString("utf8", cells.starts[i], cells.ends[i]).trim());
    const known = names.filter(recognises).length;
    if (best === null || known > best.known || (known === best.known && names.length > best.names.length))
      best = { names, delimiter, known };
  }
  return best;
}

function tooLong(file: string, line: number): never {
  throw headerError(file, line, "bad-header", "the header line is longer than 1 MiB", "is this a CSV file?");
}

function brokenHeader(file: string, line: number): InputError {
  return headerError(
    file,
    line,
    "bad-header",
    "a quote breaks the header",
    "quote whole names only, and double a quote inside them",
  );
}

function headerError(file: string, line: number, code: string, message: string, hint: string): InputError {
  return new InputError([{ code, severity: "error", message, at: { file, line, column: line === 0 ? 0 : 1 }, hint }]);
}
