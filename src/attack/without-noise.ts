/** Numbers that are round but for the last digits of a sum, as what they are. */

/** Digits of a round number, and how far from one rounding takes a sum, relatively. */
const ROUND_DIGITS = 12;
const NOISE = 1e-14;

/** An object with its fractional numbers cleaned: 0.9999999999999997 is 1, and 1 / 3 stays as it is. */
export function withoutNoise<T extends object>(figures: T): T {
  const cleaned = Object.entries(figures).map(([key, figure]) => [
    key,
    typeof figure === "number" ? clean(figure) : figure,
  ]);
  return Object.fromEntries(cleaned) as T;
}

function clean(number: number): number {
  if (Number.isInteger(number)) return number;
  const round = Number(number.toPrecision(ROUND_DIGITS));
  return Math.abs(round - number) <= NOISE * Math.abs(number) ? round : number;
}
