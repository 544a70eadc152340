/** The best way to pool several baskets into orders, and what makes a discount proof against cuts and pools. */
import type { DiscountAt } from "./split-orders.js";

export interface Pool {
  readonly discountMinor: number;
  /** What pooling brings over an order a basket. */
  readonly gainMinor: number;
  /** Indices of the baskets, by order. */
  readonly orders: readonly (readonly number[])[];
}

/** 3^12 pairs of a set and a part of it. */
const MOST_BASKETS = 12;

/**
 * The best partition of the baskets into orders: g(S) = max over parts P of S that hold its first basket of d(P) + g(S without P). An order of its own may cost
 * something too, so fewer orders save `frictionMinor` each. Null for more than 12 baskets.
 */
export function bestPool(basketsMinor: readonly number[], discountAt: DiscountAt, frictionMinor: number): Pool | null {
  const { length } = basketsMinor;
  if (length > MOST_BASKETS) return null;
  const sets = 1 << length;
  const worths = new Float64Array(sets);
  for (let set = 1; set < sets; set++) {
    worths[set] =
      discountAt(basketsMinor.reduce((sum, basket, i) => sum + (set & (1 << i) ? basket : 0), 0)) - frictionMinor;
  }
  const best = new Float64Array(sets);
  const part = new Int32Array(sets);
  for (let set = 1; set < sets; set++) {
    const first = set & -set;
    const others = set ^ first;
    best[set] = Number.NEGATIVE_INFINITY;
    // Parts from the smallest on: of equally good ones the fewest baskets are pooled.
    for (let some = 0; ; some = (some - others) & others) {
      const worth = worths[first | some] + best[others ^ some];
      if (worth > best[set]) {
        best[set] = worth;
        part[set] = first | some;
      }
      if (some === others) break;
    }
  }
  const orders: number[][] = [];
  for (let left = sets - 1; left > 0; left ^= part[left]) {
    orders.push(basketsMinor.map((_, i) => i).filter((i) => part[left] & (1 << i)));
  }
  const apart = basketsMinor.reduce((sum, basket) => sum + discountAt(basket) - frictionMinor, 0);
  return {
    discountMinor: best[sets - 1] + orders.length * frictionMinor,
    gainMinor: best[sets - 1] - apart,
    orders,
  };
}

export interface Proof {
  /** The first two prices whose orders apart get more than one of both, smallest sum first; null where no cut gains: d is superadditive. */
  readonly cutGains: readonly [number, number] | null;
  /** The first two prices of which one order of both gets more; null where no pool gains: d is subadditive. */
  readonly poolGains: readonly [number, number] | null;
}

/**
 * Whether any cut or pool gains, at prices that are multiples of `stepMinor` up to `highestMinor`. Two orders tell: if no cut in two gains, none
 * gains, and likewise for pools. Only d(x) = bx is proof against both.
 */
export function proofAgainst(discountAt: DiscountAt, stepMinor: number, highestMinor: number): Proof {
  const steps = Math.floor(highestMinor / stepMinor);
  const discounts = Float64Array.from({ length: steps + 1 }, (_, i) => (i === 0 ? 0 : discountAt(i * stepMinor)));
  let cutGains: [number, number] | null = null;
  let poolGains: [number, number] | null = null;
  for (let sum = 2; sum <= steps && (cutGains === null || poolGains === null); sum++) {
    for (let low = 1; 2 * low <= sum; low++) {
      const apart = discounts[low] + discounts[sum - low];
      const prices = (): [number, number] => [low * stepMinor, (sum - low) * stepMinor];
      const rounding = ROUNDING * Math.abs(apart);
      if (apart > discounts[sum] + rounding) cutGains ??= prices();
      if (apart < discounts[sum] - rounding) poolGains ??= prices();
    }
  }
  return { cutGains, poolGains };
}

/** Means that differ by as little are equal. */
const ROUNDING = 1e-12;
