/** Reads a damaged CSV text for the oracle (SPEC §3): a record that a quote breaks costs its first line, and reading goes on at the next. */
import type { Table } from "./case.js";

interface Attempt {
  cells: string[];
  /** Where the next record starts. */
  next: number;
}

/** `text` without a byte order mark, lines ended by LF or CRLF. Rows that are broken come out as one cell too few. */
export function readCsv(text: string, delimiter: string): Table {
  const header = readRecord(text, 0, delimiter);
  if (header === null) throw new Error("a header that is broken");
  const columns = header.cells;
  const table: Required<Pick<Table, "columns" | "rows" | "lines">> = { columns, rows: [], lines: [] };
  for (let at = header.next; at < text.length; ) {
    const lineEnd = endOfLine(text, at);
    if (text.slice(at, lineEnd).trim() === "") {
      at = lineEnd;
      continue;
    }
    const record = readRecord(text, at, delimiter);
    table.lines.push(text.slice(0, at).split("\n").length);
    if (record === null || record.cells.length !== columns.length) {
      table.rows.push([BROKEN]);
      at = lineEnd;
    } else {
      table.rows.push(record.cells);
      at = record.next;
    }
  }
  return table;
}

const BROKEN = "a record that cannot be read";

function endOfLine(text: string, at: number): number {
  const newline = text.indexOf("\n", at);
  return newline === -1 ? text.length : newline + 1;
}

function readRecord(text: string, start: number, delimiter: string): Attempt | null {
  const cells: string[] = [];
  let at = start;
  for (;;) {
    let cell = "";
    if (text[at] === '"') {
      at += 1;
      for (;;) {
        if (at >= text.length) return null;
        if (text[at] !== '"') cell += text[at++];
        else if (text[at + 1] === '"') {
          cell += '"';
          at += 2;
        } else break;
      }
      at += 1;
    } else {
      while (at < text.length && text[at] !== delimiter && text[at] !== "\n") {
        if (text[at] === '"') return null;
        cell += text[at++];
      }
      if (text[at] !== delimiter && cell.endsWith("\r")) cell = cell.slice(0, -1);
    }
    cells.push(cell);
    if (text[at] === "\r" && text[at + 1] === "\n") at += 1;
    if (at >= text.length || text[at] === "\n") return { cells, next: at + 1 };
    if (text[at] !== delimiter) return null;
    at += 1;
  }
}
