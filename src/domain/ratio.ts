/** Percentages as exact fractions: `12.5%` is 125/1000. */
import { parseDecimal } from "./decimal.js";

export interface Ratio {
  /** Integer from 0, to `denominator` but for shares that may be above 100%. */
  readonly numerator: number;
  /** A power of ten from 100 to 10^15. */
  readonly denominator: number;
}

export type RatioFault = "no_percent_sign" | "not_a_percentage" | "out_of_range" | "too_many_decimals";

/** Decimals that a percentage may carry: keeps numerator and denominator below 2^53. */
const MAX_DECIMALS = 13;

/** The fraction that a text such as `12.5%` writes, from 0% to `most` times 100%; or what is wrong with it. */
export function parsePercentage(text: string, most = 1): Ratio | RatioFault {
  const signed = text.endsWith("%");
  const decimal = parseDecimal(signed ? text.slice(0, -1).trimEnd() : text);
  if (decimal === null) return "not_a_percentage";
  if (!signed) return "no_percent_sign";
  if (decimal.scale > MAX_DECIMALS) return "too_many_decimals";
  const denominator = 10 ** (decimal.scale + 2);
  if (decimal.units < 0n || decimal.units > BigInt(denominator) * BigInt(most)) return "out_of_range";
  if (decimal.units > Number.MAX_SAFE_INTEGER) return "too_many_decimals";
  return { numerator: Number(decimal.units), denominator };
}

/** `12.5%` for 125/1000. */
export function formatRatio(ratio: Ratio): string {
  const scale = Math.round(Math.log10(ratio.denominator)) - 2;
  const digits = String(ratio.numerator).padStart(scale + 1, "0");
  const whole = scale === 0 ? digits : `${digits.slice(0, -scale)}.${digits.slice(-scale)}`;
  return `${scale === 0 ? whole : whole.replace(/\.?0+$/, "")}%`;
}
