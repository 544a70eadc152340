/** Cuts UTF-8 bytes into records and cells in one pass: a line without a quote is never copied, and no cell becomes a string. */
import { isUtf8 } from "node:buffer";
import { readHeader } from "./read-header.js";
import { type Cells, findRecordEnd, MAX_BYTES, splitQuoted } from "./split-quoted.js";
import { trimStart } from "./trim-bytes.js";

const LF = 0x0a;
const CR = 0x0d;
const QUOTE = 0x22;
const SLICE = 2 ** 18;

const PLAIN = 0;
const DELIMITER = 1;
const BREAK = 2;
const QUOTED = 3;

/** One record; the object and its arrays are reused for the next. Cell i is `bytes[starts[i] … ends[i])`, not trimmed. */
export interface RecordView extends Cells {
  /** Line of the file on which it starts, from 1. */
  line: number;
  /** The record as it stands in the file, without its last line break. */
  raw: Uint8Array;
  rawFrom: number;
  rawTo: number;
}

export interface RecordSink {
  /** Whether a header that holds `name` is likely to have been cut at the right delimiter. */
  recognises(name: string): boolean;
  /** The header's cells, trimmed. Called once, before any record. Throws `InputError` if the file can't be read with them. */
  header(names: readonly string[]): void;
  record(view: RecordView): void;
  /** A record that has no cells to speak of; only its place and raw bytes are set. */
  broken(view: RecordView, reason: "bad_encoding" | "wrong_number_of_cells"): void;
}

export class RecordReader {
  private readonly buffer = new Uint8Array(MAX_BYTES + 2 * SLICE + 1);
  /** Unread bytes are `[from, fill)`; `from` is the start of a record. */
  private from = 0;
  private fill = 0;
  private line = 1;
  private headerRead = false;
  /** True in a file whose lines end in CR alone; LF ends a line too, then. */
  private crBreaks = false;
  /** The last line break read was a CR: an LF right after it belongs to it. */
  private afterCr = false;
  /** Inside a line that was too long and has been rejected. */
  private skipping = false;
  private delimiter = 0;
  private columns = 0;
  private readonly kinds = new Uint8Array(256);
  private scratch: Uint8Array | null = null;
  private readonly view: RecordView;

  constructor(
    private readonly file: string,
    private readonly sink: RecordSink,
  ) {
    const none = new Int32Array(0);
    this.view = { bytes: this.buffer, starts: none, ends: none, line: 0, raw: this.buffer, rawFrom: 0, rawTo: 0 };
  }

  push(chunk: Uint8Array): void {
    for (let at = 0; at < chunk.length; at += SLICE) {
      const slice = chunk.subarray(at, at + SLICE);
      this.buffer.copyWithin(0, this.from, this.fill);
      this.fill -= this.from;
      this.from = 0;
      this.buffer.set(slice, this.fill);
      this.fill += slice.length;
      this.drain(false);
    }
  }

  /** Reads what is left. Throws `InputError` if there was no header. */
  finish(): void {
    const last = this.fill === 0 ? LF : this.buffer[this.fill - 1];
    if (last !== LF && !(this.crBreaks && last === CR)) this.buffer[this.fill++] = LF;
    this.drain(true);
  }

  private drain(final: boolean): void {
    if (!this.headerRead && !this.readHeader(final)) return;
    const limit = this.lastBreak() + 1;
    if (limit > this.from) this.scan(limit, final);
    if (this.fill - this.from > MAX_BYTES) this.dropLongLine();
  }

  private readHeader(final: boolean): boolean {
    const header = readHeader(this.file, this.buffer, this.fill, final, (name) => this.sink.recognises(name));
    if (header === null) return false;
    this.headerRead = true;
    this.from = header.end;
    this.line = header.nextLine;
    this.delimiter = header.delimiter;
    this.crBreaks = header.crBreaks;
    this.afterCr = header.crBreaks;
    this.columns = header.names.length;
    this.view.starts = new Int32Array(this.columns);
    this.view.ends = new Int32Array(this.columns);
    this.kinds[header.delimiter] = DELIMITER;
    this.kinds[LF] = BREAK;
    if (header.crBreaks) this.kinds[CR] = BREAK;
    this.kinds[QUOTE] = QUOTED;
    this.sink.header(header.names);
    return true;
  }

  /** Index of the last line break not yet read, −1 without one. */
  private lastBreak(): number {
    const unread = this.buffer.subarray(this.from, this.fill);
    const lf = unread.lastIndexOf(LF);
    const last = this.crBreaks ? Math.max(lf, unread.lastIndexOf(CR)) : lf;
    return last < 0 ? -1 : last + this.from;
  }

  /** Reads the records in `[from, limit)`; the byte before `limit` is a line break, which ends every inner loop. */
  private scan(limit: number, final: boolean): void {
    const { buffer, kinds, view, columns } = this;
    const { starts, ends } = view;
    const highest = Math.max(QUOTE, this.delimiter);
    const suspect = !isUtf8(buffer.subarray(this.from, limit));
    let at = this.from;
    while (at < limit) {
      if (this.afterCr && buffer[at] === LF) at++;
      this.afterCr = false;
      if (at >= limit) break;
      const start = at;
      let cell = 0;
      starts[0] = start;
      let kind = PLAIN;
      for (; ; at++) {
        const byte = buffer[at];
        if (byte > highest) continue; // letters and digits, mostly: spares them the table
        kind = kinds[byte];
        if (kind === PLAIN) continue;
        if (kind !== DELIMITER) break;
        if (cell < columns) ends[cell] = at;
        if (++cell < columns) starts[cell] = at + 1;
      }
      if (kind === QUOTED && !this.skipping) {
        at = this.readQuoted(start, limit, suspect, final);
        if (at < 0) {
          this.from = start;
          return;
        }
        continue;
      }
      while (kinds[buffer[at]] !== BREAK) at++; // a quote in a line that is being skipped
      const end = at > start && buffer[at - 1] === CR && buffer[at] === LF ? at - 1 : at;
      if (cell < columns) ends[cell] = end;
      this.afterCr = buffer[at] === CR;
      at++;
      const line = this.line++;
      if (this.skipping) {
        this.skipping = false;
        continue;
      }
      view.line = line;
      view.rawFrom = start;
      view.rawTo = end;
      if (end - start > MAX_BYTES) this.sink.broken(view, "wrong_number_of_cells");
      else if (cell === 0 && trimStart(buffer, start, end) === end) continue;
      else if (suspect && !isUtf8(buffer.subarray(start, end))) this.sink.broken(view, "bad_encoding");
      else if (cell + 1 !== columns) this.sink.broken(view, "wrong_number_of_cells");
      else this.sink.record(view);
    }
    this.from = limit;
  }

  /** Reads the record at `start`, which has a quote on its first line. Returns where the next one starts, or −1 to wait for more bytes. */
  private readQuoted(start: number, limit: number, suspect: boolean, final: boolean): number {
    const { buffer, view, crBreaks } = this;
    const end = findRecordEnd(buffer, start, limit, crBreaks);
    if (end === "needs_more" && !final && this.fill - start < MAX_BYTES) return -1;
    view.line = this.line;
    view.rawFrom = start;
    if (typeof end === "object") {
      const to = withoutCr(buffer, start, end.at);
      const { starts, ends } = view;
      this.scratch ??= new Uint8Array(MAX_BYTES);
      const count = splitQuoted(buffer, start, to, this.delimiter, { bytes: this.scratch, starts, ends });
      if (count === this.columns) {
        view.rawTo = to;
        this.line += end.lines;
        this.afterCr = buffer[end.at] === CR;
        if (suspect && !isUtf8(buffer.subarray(start, to))) {
          this.sink.broken(view, "bad_encoding");
        } else {
          view.bytes = this.scratch;
          this.sink.record(view);
          view.bytes = buffer;
        }
        return end.at + 1;
      }
    }
    let first = start;
    while (this.kinds[buffer[first]] !== BREAK) first++;
    view.rawTo = withoutCr(buffer, start, first);
    this.line++;
    this.afterCr = buffer[first] === CR;
    const bad = suspect && view.rawTo - start <= MAX_BYTES && !isUtf8(buffer.subarray(start, view.rawTo));
    this.sink.broken(view, bad ? "bad_encoding" : "wrong_number_of_cells");
    return first + 1;
  }

  /** The line at `from` has outgrown the buffer: reject it now by its beginning, and read on after its end. */
  private dropLongLine(): void {
    const { view, buffer } = this;
    if (!this.skipping) {
      view.line = this.line;
      view.rawFrom = this.from;
      view.rawTo = this.fill;
      this.sink.broken(view, "wrong_number_of_cells");
    }
    this.skipping = true;
    // One byte stays, so that a CR here and an LF in the next chunk are still seen together.
    buffer[0] = buffer[this.fill - 1];
    this.from = 0;
    this.fill = 1;
  }
}

function withoutCr(bytes: Uint8Array, from: number, to: number): number {
  return to > from && bytes[to] === LF && bytes[to - 1] === CR ? to - 1 : to;
}
