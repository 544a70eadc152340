/** Names and cells from outside, made harmless: nothing of them can move a cursor, colour a terminal or turn the direction of text. */

/** Control characters, separators of lines, bidi marks and halves of surrogate pairs. */
const UNSAFE = /[\p{Cc}\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]|\p{Cs}/gu;

/** `text` with a replacement character for each that a terminal would obey, and a blank for each that breaks lines. */
export function sanitize(text: string): string {
  return text.replace(UNSAFE, (character) => (/[\t\n\r\u2028\u2029]/.test(character) ? " " : "\ufffd"));
}
