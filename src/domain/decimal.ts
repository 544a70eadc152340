/** Plain decimals read from their text: an optional sign, ASCII digits, at most one point between digits. Never through floats. */

const PLAIN = /^([+-]?)(\d+)(?:\.(\d+))?$/;

/** `units ÷ 10^scale`, exact; `scale` has no trailing zeros to spare (`1.50` is 15 at scale 1). */
export interface Decimal {
  readonly units: bigint;
  readonly scale: number;
}

/** Longest text taken for a number: bounds the work that one hostile cell can ask for. */
const MAX_DIGITS = 1000;

/** The decimal that `text` writes, or null if it is none. */
export function parseDecimal(text: string): Decimal | null {
  if (text.length > MAX_DIGITS) return null;
  const match = PLAIN.exec(text);
  if (match === null) return null;
  const fraction = (match[3] ?? "").replace(/0+$/, "");
  const magnitude = BigInt(match[2] + fraction);
  return { units: match[1] === "-" ? -magnitude : magnitude, scale: fraction.length };
}

/** Negative, 0 or positive as `a` is below, equal to or above `b`. */
export function compareDecimals(a: Decimal, b: Decimal): number {
  const left = a.units * 10n ** BigInt(Math.max(0, b.scale - a.scale));
  const right = b.units * 10n ** BigInt(Math.max(0, a.scale - b.scale));
  return left < right ? -1 : left > right ? 1 : 0;
}
