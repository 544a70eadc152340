/** Amounts of money: integers of minor units inside, decimal text outside. */
import { parseDecimal } from "./decimal.js";

/** The largest amount, in minor units: 2^53 − 1. */
export const MAX_MINOR = Number.MAX_SAFE_INTEGER;

export interface Currency {
  /** ISO 4217 code, such as `CNY`. */
  readonly code: string;
  /** Decimals of the currency: CNY 2, JPY 0, KWD 3. */
  readonly exponent: number;
}

export type AmountFault = "not_an_amount" | "too_many_decimals" | "amount_too_large";

/** Minor units of a decimal text such as `12.30`, signed; or what is wrong with it. Zeros beyond the exponent are ignored. */
export function parseAmount(text: string, exponent: number): number | AmountFault {
  const decimal = parseDecimal(text);
  if (decimal === null) return "not_an_amount";
  if (decimal.scale > exponent) return "too_many_decimals";
  const minor = decimal.units * 10n ** BigInt(exponent - decimal.scale);
  if (minor > BigInt(MAX_MINOR) || minor < -BigInt(MAX_MINOR)) return "amount_too_large";
  return Number(minor) + 0; // + 0 turns −0 into 0
}

/** `1230` at exponent 2 is `12.30`; exact for sums beyond 2^53 when given as bigint. */
export function formatMinor(minor: number | bigint, exponent: number): string {
  const digits = (minor < 0 ? -minor : minor).toString().padStart(exponent + 1, "0");
  const sign = minor < 0 ? "-" : "";
  if (exponent === 0) return sign + digits;
  return `${sign}${digits.slice(0, -exponent)}.${digits.slice(-exponent)}`;
}
