/** Matchers of the oracle (SPEC §4): one grammar for scope, payment and audience, over texts and exact decimals. */
import type { Matchers, MatcherValue } from "./case.js";

/** Looks up a column, `user.x` or `merchant.x` of one attempt; empty where it is missing. */
export type Attribute = (key: string) => string;

export function matches(matchers: Matchers | undefined, attribute: Attribute): boolean {
  if (matchers === undefined) return true;
  for (const [key, value] of Object.entries(matchers)) {
    if (key === "not") {
      for (const [inner, unwanted] of Object.entries(value as Matchers)) {
        if (holds(unwanted as MatcherValue, attribute(inner))) return false;
      }
    } else if (!holds(value as MatcherValue, attribute(key))) return false;
  }
  return true;
}

function holds(value: MatcherValue, cell: string): boolean {
  if (cell === "") return false;
  if (typeof value === "string") return cell === value;
  if (Array.isArray(value)) return value.includes(cell);
  if ("prefix" in value) {
    const prefixes = typeof value.prefix === "string" ? [value.prefix] : value.prefix;
    return prefixes.some((prefix) => cell.startsWith(prefix));
  }
  const number = decimalOf(cell);
  if (number === null) return false;
  if (value.min !== undefined && compareDecimals(number, decimalOf(value.min)) < 0) return false;
  if (value.max !== undefined && compareDecimals(number, decimalOf(value.max)) > 0) return false;
  return true;
}

interface Decimal {
  digits: bigint;
  scale: number;
}

function decimalOf(text: string): Decimal | null {
  const match = /^([+-]?)([0-9]+)(?:\.([0-9]+))?$/.exec(text);
  if (match === null) return null;
  const digits = BigInt(match[2] + (match[3] ?? ""));
  return { digits: match[1] === "-" ? -digits : digits, scale: (match[3] ?? "").length };
}

function compareDecimals(a: Decimal, b: Decimal | null): number {
  if (b === null) throw new Error("a bound that is no number");
  const left = a.digits * 10n ** BigInt(b.scale);
  const right = b.digits * 10n ** BigInt(a.scale);
  return left < right ? -1 : left > right ? 1 : 0;
}
