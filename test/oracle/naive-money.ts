/** Money of the oracle (SPEC §2): texts to minor units, divisions with a named rounding, splits by largest remainder, all in BigInt. */
import type { Case, Rounding } from "./case.js";

export const LARGEST_AMOUNT = 9007199254740991n;

/** The few currencies that the cases use, typed from ISO 4217. */
export const EXPONENTS: Record<string, number> = {
  CNY: 2,
  USD: 2,
  EUR: 2,
  JPY: 0,
  KRW: 0,
  KWD: 3,
  BHD: 3,
  HUF: 2,
  IDR: 2,
  IQD: 3,
};

/** The exponent of a case's currency. */
export function exponentOf(input: Case): number {
  return EXPONENTS[input.files.find((file) => file.currency !== undefined)?.currency ?? "CNY"];
}

export type AmountFault = "not_an_amount" | "too_many_decimals" | "amount_too_large";

/** Reads an amount's text as minor units; a fault is named as in SPEC §3. Below 0 is allowed here. */
export function readAmount(text: string, exponent: number): bigint | AmountFault {
  const match = /^([+-]?)([0-9]+)(?:\.([0-9]+))?$/.exec(text);
  if (match === null) return "not_an_amount";
  let decimals = match[3] ?? "";
  while (decimals.length > exponent && decimals.endsWith("0")) decimals = decimals.slice(0, -1);
  if (decimals.length > exponent) return "too_many_decimals";
  while (decimals.length < exponent) decimals += "0";
  const minor = BigInt(match[2] + decimals);
  if (minor > LARGEST_AMOUNT) return "amount_too_large";
  return match[1] === "-" ? -minor : minor;
}

/** An amount with all decimals of its currency. */
export function writeAmount(minor: bigint, exponent: number): string {
  const digits = minor.toString().padStart(exponent + 1, "0");
  return exponent === 0 ? digits : `${digits.slice(0, -exponent)}.${digits.slice(-exponent)}`;
}

/** An amount of a campaign file, which the generator only writes well. */
export function amountOf(text: string, exponent: number): bigint {
  const minor = readAmount(text, exponent);
  if (typeof minor === "string") throw new Error(`campaign amount ${text}: ${minor}`);
  return minor;
}

export interface Fraction {
  over: bigint;
  under: bigint;
}

/** `12.5%` as the fraction 125/1000. */
export function percentOf(text: string): Fraction {
  const match = /^([0-9]+)(?:\.([0-9]+))?%$/.exec(text);
  if (match === null) throw new Error(`no percentage: ${text}`);
  const decimals = match[2] ?? "";
  return { over: BigInt(match[1] + decimals), under: 100n * 10n ** BigInt(decimals.length) };
}

/** over ÷ under for numbers not below 0. */
export function divide(over: bigint, under: bigint, rounding: Rounding): bigint {
  const whole = over / under;
  const rest = over % under;
  if (rest === 0n || rounding === "down") return whole;
  if (rounding === "up") return whole + 1n;
  if (rest * 2n > under) return whole + 1n;
  if (rest * 2n < under) return whole;
  if (rounding === "half_up") return whole + 1n;
  return whole % 2n === 0n ? whole : whole + 1n;
}

/** Splits `amount` in proportion to `weights` by largest remainder; of equal remainders the one named first gets its unit first. */
export function splitByLargestRemainder(amount: bigint, weights: bigint[]): bigint[] {
  let sum = 0n;
  for (const weight of weights) sum += weight;
  if (sum === 0n) return weights.map(() => 0n);
  const parts = weights.map((weight) => (amount * weight) / sum);
  const rests = weights.map((weight) => (amount * weight) % sum);
  let missing = amount;
  for (const part of parts) missing -= part;
  while (missing > 0n) {
    let best = 0;
    for (let i = 1; i < rests.length; i++) if (rests[i] > rests[best]) best = i;
    parts[best] += 1n;
    rests[best] = -1n;
    missing -= 1n;
  }
  return parts;
}

/** Shares (`70%`) brought to whole-number weights with one denominator. */
export function shareWeights(shares: string[]): bigint[] {
  const fractions = shares.map(percentOf);
  let common = 1n;
  for (const fraction of fractions) if (fraction.under > common) common = fraction.under;
  return fractions.map((fraction) => fraction.over * (common / fraction.under));
}
