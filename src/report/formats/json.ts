/** The document as JSON: the same bytes for the same document, integers digit by digit at any size. */
import { stringify } from "lossless-json";
import type { ReportDocument } from "../document.js";

/** Characters that a terminal obeys or that turn the direction of text, and that JSON would let through as they are. */
const UNSAFE = /[\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/g;

/** Length from which a piece is handed on: less is slow to write, more is no faster. */
const PIECE_CHARS = 1 << 16;

/** Two blanks of indentation, a newline at the end; numbers that are no integers in the shortest form that reads back the same. */
export function renderJson(document: ReportDocument): string {
  return [...jsonPieces(document)].join("");
}

/** The same text piece by piece: with a line for each of a million merchants it outgrows what a string can hold. */
export function* jsonPieces(document: object): Generator<string> {
  let piece = "";
  let before = "{\n  ";
  for (const [key, value] of Object.entries(document)) {
    piece += `${before}${JSON.stringify(key)}: `;
    before = ",\n  ";
    if (!Array.isArray(value) || value.length === 0) {
      piece += indented(value, "\n  ");
      continue;
    }
    let beforeLine = "[\n    ";
    for (const line of value) {
      piece += beforeLine + indented(line, "\n    ");
      beforeLine = ",\n    ";
      if (piece.length < PIECE_CHARS) continue;
      yield piece;
      piece = "";
    }
    piece += "\n  ]";
  }
  yield `${piece}\n}\n`;
}

function indented(value: unknown, lineBreak: string): string {
  const text = stringify(value, null, 2) as string;
  // Unsafe characters stand inside strings only, where the escape means the same; line breaks only between them.
  return text.replace(UNSAFE, escapeCharacter).replaceAll("\n", lineBreak);
}

function escapeCharacter(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
}
