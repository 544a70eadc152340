/** The document as JSON: the same bytes for the same document, integers digit by digit at any size. */
import { stringify } from "lossless-json";
import type { ReportDocument } from "../document.js";

/** Characters that a terminal obeys or that turn the direction of text, and that JSON would let through as they are. */
const UNSAFE = /[\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/g;

/** Two blanks of indentation, a newline at the end; numbers that are no integers in the shortest form that reads back the same. */
export function renderJson(document: ReportDocument): string {
  const text = stringify(document, null, 2) as string;
  // They stand inside strings only, where the escape means the same character.
  return `${text.replace(UNSAFE, escapeCharacter)}\n`;
}

function escapeCharacter(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
}
