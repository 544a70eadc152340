/** Amounts and points from the bytes of a cell: common forms without a string, the rest by the exact rules of the domain. */
import { Buffer } from "node:buffer";
import { type AmountFault, parseAmount } from "../domain/money.js";

const ZERO = 0x30;
const PLUS = 0x2b;
const MINUS = 0x2d;
const POINT = 0x2e;
const COMMA = 0x2c;
/** Numbers of so many digits are exact in a double, whatever is done to them here. */
const EXACT_DIGITS = 15;

/** Minor units, signed, of the text in `[from, to)`; or what is wrong with it. `decimalComma` takes `12,30` and no point. */
export function parseMinor(
  bytes: Uint8Array,
  from: number,
  to: number,
  exponent: number,
  decimalComma: boolean,
): number | AmountFault {
  const mark = decimalComma ? COMMA : POINT;
  const first = bytes[from];
  let at = first === MINUS || first === PLUS ? from + 1 : from;
  const start = at;
  let value = 0;
  let decimals = -1;
  if (to - at <= EXACT_DIGITS - exponent) {
    for (; at < to; at++) {
      const digit = bytes[at] - ZERO;
      if (digit >= 0 && digit <= 9) {
        value = value * 10 + digit;
        if (decimals >= 0) decimals++;
      } else if (bytes[at] === mark && decimals < 0 && at > start) decimals = 0;
      else break;
    }
    if (at === to && at > start && decimals !== 0 && decimals <= exponent) {
      for (let scale = Math.max(decimals, 0); scale < exponent; scale++) value *= 10;
      return first === MINUS && value !== 0 ? -value : value;
    }
  }
  return parseSlowly(bytes, from, to, exponent, decimalComma);
}

function parseSlowly(
  bytes: Uint8Array,
  from: number,
  to: number,
  exponent: number,
  decimalComma: boolean,
): number | AmountFault {
  const text = decode(bytes, from, to);
  if (!decimalComma) return parseAmount(text, exponent);
  return text.includes(".") ? "not_an_amount" : parseAmount(text.replace(",", "."), exponent);
}

/** A whole number from 0 to 2^53 − 1, NaN if the text in `[from, to)` is none. A plus sign may stand before it. */
export function parsePoints(bytes: Uint8Array, from: number, to: number): number {
  const start = bytes[from] === PLUS ? from + 1 : from;
  let value = 0;
  let at = start;
  for (; at < to; at++) {
    const digit = bytes[at] - ZERO;
    if (!(digit >= 0 && digit <= 9)) return Number.NaN;
    value = value * 10 + digit;
    // Doubles grow past 2^53 before they round: the first step beyond is seen.
    if (value > Number.MAX_SAFE_INTEGER) return Number.NaN;
  }
  return at > start ? value : Number.NaN;
}

function decode(bytes: Uint8Array, from: number, to: number): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset + from, to - from).toString("utf8");
}
