/**
 * CEL's conversions of text, as the reference implementation (cel-go) has them. The two JavaScript libraries read more, each its own:
 * `int("")` as 0, `double("0x10")` as 16, `double("")` as 0 or NaN. A text that writes no number is an error here.
 */
import { type Int64, toInt64 } from "./int64.js";

const DECIMAL = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?$/;
const SPECIAL = /^([+-]?)(?:inf|infinity)$|^nan$/i;
const INTEGER = /^[+-]?\d+$/;

const TRUE = ["1", "t", "true", "TRUE", "True"];
const FALSE = ["0", "f", "false", "FALSE", "False"];

/** Digits that an int can have with its sign; longer texts are not worth a bigint. */
const MAX_INTEGER_LENGTH = 1000;

/** `double(text)`, or null if the text is no number. */
export function textToDouble(text: string): number | null {
  if (DECIMAL.test(text)) return Number(text);
  const special = SPECIAL.exec(text);
  if (special === null) return null;
  if (special[1] === undefined) return Number.NaN;
  return special[1] === "-" ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
}

/** `int(text)`, or null if the text is no whole number of 64 bits. */
export function textToInt(text: string): Int64 | null {
  if (text.length > MAX_INTEGER_LENGTH || !INTEGER.test(text)) return null;
  return toInt64(BigInt(text));
}

/** `bool(text)`, or null if the text is neither true nor false. */
export function textToBool(text: string): boolean | null {
  if (TRUE.includes(text)) return true;
  return FALSE.includes(text) ? false : null;
}

/** `int(double)`: cut towards 0; null for what is no number or does not fit. */
export function doubleToInt(value: number): Int64 | null {
  return value > -(2 ** 63) && value < 2 ** 63 ? toInt64(BigInt(Math.trunc(value))) : null;
}

/** `string(double)`. */
export function doubleToText(value: number): string {
  if (value === Number.POSITIVE_INFINITY) return "+Inf";
  return value === Number.NEGATIVE_INFINITY ? "-Inf" : String(value);
}

/** `size(text)`: code points. */
export function countCodePoints(text: string): number {
  let count = text.length;
  for (let i = 1; i < text.length; i++) {
    if ((text.charCodeAt(i) & 0xfc00) === 0xdc00 && (text.charCodeAt(i - 1) & 0xfc00) === 0xd800) count--;
  }
  return count;
}

/** Lower case for A to Z alone, whatever the language. */
export function lowerAscii(text: string): string {
  return text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
}

/** Upper case for a to z alone. */
export function upperAscii(text: string): string {
  return text.replace(/[a-z]+/g, (letters) => letters.toUpperCase());
}
