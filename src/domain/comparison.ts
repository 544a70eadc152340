/** Figures held against bounds: operators with their words, bounds as people write them, and exact amounts as text. */
import { type Decimal, parseDecimal } from "./decimal.js";

/** `holds` takes −1, 0 or 1 as the figure is below, equal to or above the bound; `yes` and `no` say how it then stands to it. */
export const OPERATORS = {
  ">=": { holds: (order: number) => order >= 0, yes: "at or above", no: "below" },
  "<=": { holds: (order: number) => order <= 0, yes: "at or below", no: "above" },
  ">": { holds: (order: number) => order > 0, yes: "above", no: "not above" },
  "<": { holds: (order: number) => order < 0, yes: "below", no: "not below" },
  "==": { holds: (order: number) => order === 0, yes: "equal to", no: "not equal to" },
  "!=": { holds: (order: number) => order !== 0, yes: "not equal to", no: "equal to" },
} as const;
export type Operator = keyof typeof OPERATORS;

/** Minor units of `5000.00`, or of the whole number `500000`, which is in minor units already; or what is wrong with it. */
export function parseBoundAmount(text: string, kind: "money" | "count", exponent: number): bigint | string {
  const decimal = parseDecimal(text);
  if (decimal === null) return `"${text}" is not an amount`;
  const money = text.includes(".");
  if (money && kind === "count") return "this figure is a count: write a whole number";
  if (money && decimal.scale > exponent) return `"${text}" has more decimals than the currency, which has ${exponent}`;
  return money ? decimal.units * 10n ** BigInt(exponent - decimal.scale) : decimal.units;
}

/** Minor units, maybe with a fraction, as an amount: at least the currency's decimals, more where they say something. */
export function decimalText({ units, scale }: Decimal, exponent: number, signed = false): string {
  const places = exponent + scale;
  const digits = (units < 0n ? -units : units).toString().padStart(places + 1, "0");
  const point = digits.length - places;
  const decimals = digits.slice(point);
  const kept = decimals.slice(0, exponent) + decimals.slice(exponent).replace(/0+$/, "");
  const sign = units < 0n ? "-" : signed ? "+" : "";
  return `${sign}${digits.slice(0, point).replace(/\B(?=(\d{3})+$)/g, ",")}${kept === "" ? "" : `.${kept}`}`;
}
