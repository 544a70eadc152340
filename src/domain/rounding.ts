/** Division of integers with a named rounding: exact, whatever the size of the product. */

export const ROUNDINGS = ["half_up", "half_even", "down", "up"] as const;
export type Rounding = (typeof ROUNDINGS)[number];

/**
 * `a × b ÷ c`, rounded once. All three are integers, `c` above 0, `a × b` not negative.
 * `half_up` 12.5 → 13, `half_even` 12.5 → 12, `down` 12.9 → 12, `up` 12.1 → 13.
 */
export function multiplyDivide(a: number, b: number, c: number, rounding: Rounding): number {
  const product = a * b;
  if (!Number.isSafeInteger(product)) return Number(divideBig(BigInt(a) * BigInt(b), BigInt(c), rounding));
  // The double nearest to product ÷ c never reaches the next integer: that is at least 1/c away, and 1/c is above half an ulp
  // of the quotient as long as product is below 2^53. So the floor is exact (and much cheaper than %).
  const floor = Math.floor(product / c);
  const rest = product - floor * c;
  return rest === 0 ? floor : floor + roundsUp(rest, c, floor, rounding);
}

// `rest` and `c` are below 2^53, but their double need not be: c - rest compares without overflow.
function roundsUp(rest: number, c: number, floor: number, rounding: Rounding): 0 | 1 {
  switch (rounding) {
    case "down":
      return 0;
    case "up":
      return 1;
    case "half_up":
      return rest >= c - rest ? 1 : 0;
    case "half_even":
      if (rest === c - rest) return floor % 2 === 0 ? 0 : 1;
      return rest > c - rest ? 1 : 0;
  }
}

function divideBig(n: bigint, d: bigint, rounding: Rounding): bigint {
  const floor = n / d;
  const twice = (n % d) * 2n;
  switch (rounding) {
    case "down":
      return floor;
    case "up":
      return twice > 0n ? floor + 1n : floor;
    case "half_up":
      return twice >= d ? floor + 1n : floor;
    case "half_even":
      if (twice === d) return floor % 2n === 0n ? floor : floor + 1n;
      return twice > d ? floor + 1n : floor;
  }
}
