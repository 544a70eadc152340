/** A file's bytes as text, with the places of its lines. */
import { InputError, type Position, type Problem } from "../domain/problem.js";
import type { DocumentKind } from "./document-kind.js";

/** Larger files are refused before anything reads them. */
const MAX_BYTES = 4 * 1024 * 1024;

/** A text whose offsets turn into lines and columns; columns count characters (code points), from 1. */
export class Source {
  private readonly lineStarts: number[] = [0];
  private counted = { offset: -1, characters: 0 };

  constructor(
    readonly file: string,
    readonly text: string,
  ) {
    for (let at = text.indexOf("\n"); at !== -1; at = text.indexOf("\n", at + 1)) this.lineStarts.push(at + 1);
  }

  positionAt(offset: number): Position {
    let low = 0;
    let high = this.lineStarts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.lineStarts[middle] <= offset) low = middle;
      else high = middle - 1;
    }
    return { file: this.file, line: low + 1, column: this.charactersBefore(offset, this.lineStarts[low]) + 1 };
  }

  // Counts on from the place asked for last: thousands of places on one long line stay linear together.
  private charactersBefore(offset: number, lineStart: number): number {
    const { counted } = this;
    const from =
      counted.offset >= lineStart && counted.offset <= offset ? counted : { offset: lineStart, characters: 0 };
    const characters = from.characters + countCharacters(this.text.slice(from.offset, offset));
    this.counted = { offset, characters };
    return characters;
  }

  /** Offset of a line's first character; lines count from 1. */
  lineStart(line: number): number {
    return this.lineStarts[Math.min(line, this.lineStarts.length) - 1];
  }

  /** A line without its break. */
  lineText(line: number): string {
    const end = line < this.lineStarts.length ? this.lineStarts[line] - 1 : this.text.length;
    const start = this.lineStart(line);
    return this.text.slice(start, end > start && this.text[end - 1] === "\r" ? end - 1 : end);
  }

  problem(code: string, offset: number, message: string, hint?: string): Problem {
    const at = this.positionAt(offset);
    const problem: Problem = { code, severity: "error", message, at, excerpt: this.lineText(at.line) };
    return hint === undefined ? problem : { ...problem, hint };
  }
}

function countCharacters(text: string): number {
  let count = 0;
  for (const _ of text) count++;
  return count;
}

/**
 * The text of a file: UTF-8 with or without a byte order mark, up to 4 MiB, no control characters.
 * @throws InputError `file-too-large`, `invalid-utf8` or `control-character`
 */
export function readSource(file: string, bytes: Uint8Array, kind: DocumentKind): Source {
  if (bytes.length > MAX_BYTES) {
    const message = `${kind.name} may have up to ${MAX_BYTES / 1024 / 1024} MiB`;
    throw wholeFile(file, "file-too-large", message, "split it into several files, and give them all");
  }
  if (bytes.length >= 2 && ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff))) {
    throw wholeFile(file, "invalid-utf8", "the file is in UTF-16", "save it as UTF-8");
  }
  const source = new Source(file, decode(file, bytes));
  // YAML allows tab and line breaks; the others have no business in a file for people.
  const control = /[^\P{Cc}\t\n\r\x85]/u.exec(source.text);
  if (control === null) return source;
  const code = control[0].charCodeAt(0).toString(16).toUpperCase().padStart(4, "0");
  throw new InputError([
    source.problem("control-character", control.index, `control character U+${code}`, "remove it"),
  ]);
}

function decode(file: string, bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
  }
  const source = new Source(file, new TextDecoder("utf-8").decode(bytes));
  const offset = Math.max(0, source.text.indexOf("\uFFFD"));
  throw new InputError([
    source.problem("invalid-utf8", offset, "these bytes are no UTF-8 text", "save the file as UTF-8"),
  ]);
}

function wholeFile(file: string, code: string, message: string, hint: string): InputError {
  return new InputError([{ code, severity: "error", message, at: { file, line: 0, column: 0 }, hint }]);
}
