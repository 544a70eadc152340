/** The best cut of one basket into several orders, by what is known of the discount. */
import { bestCut, type Cut, type DiscountAt } from "./best-cut.js";

export type { Cut, DiscountAt };

export interface Tier {
  /** Lowest price of the tier, from 1. */
  readonly fromMinor: number;
  readonly discountMinor: number;
}

/** What is worth working out for a finer grid: prices on it, and prices times sizes. */
const MOST_FINE_PRICES = 10_000;
const MOST_FINE_STEPS = 20_000_000;

/**
 * Tiers that ascend in price and in discount. An order need not be larger than the start of its tier, for what is left over goes into another
 * order without making it worse: so orders but one are as large as a tier's start, over multiples of the starts' common divisor.
 * Each order after the first costs `frictionMinor`. Null where there are too many cells.
 */
export function bestCutOfTiers(
  basketMinor: number,
  tiers: readonly Tier[],
  frictionMinor: number,
  mostOrders: number,
): Cut | null {
  const reached = tiers.filter(({ fromMinor }) => fromMinor <= basketMinor);
  if (reached.length === 0) return { discountMinor: 0, gainMinor: 0, ordersMinor: [basketMinor] };
  const step = reached.map(({ fromMinor }) => fromMinor).reduce(commonDivisor);
  const discountAt: DiscountAt = (price) => reached.findLast(({ fromMinor }) => fromMinor <= price)?.discountMinor ?? 0;
  const sizes = reached.map(({ fromMinor }) => fromMinor / step);
  return bestCut(basketMinor, step, sizes, discountAt, frictionMinor, mostOrders);
}

/**
 * Any discount by price, with orders but one at multiples of about `stepMinor`, or at `bendsMinor`, prices at which the discount bends, where a grid that
 * holds those too is not too fine: then it is the best cut of orders on that grid. Null where there are too many cells.
 */
export function bestCutInSteps(
  basketMinor: number,
  stepMinor: number,
  discountAt: DiscountAt,
  frictionMinor: number,
  mostOrders: number,
  bendsMinor: readonly number[] = [],
): Cut | null {
  const cut = (gridMinor: number, sizes: readonly number[]) =>
    bestCut(basketMinor, gridMinor, sizes, discountAt, frictionMinor, mostOrders);
  const bends = [...new Set(bendsMinor)].filter((price) => price > 0 && price < basketMinor);
  const grid = bends.length === 0 ? stepMinor : bends.reduce(commonDivisor);
  const steps = multiplesBelow(basketMinor / grid, Math.ceil(stepMinor / grid));
  const sizes = [...new Set([...bends.map((price) => price / grid), ...steps])].sort((a, b) => a - b);
  const prices = basketMinor / grid;
  const fine = prices <= MOST_FINE_PRICES && prices * sizes.length <= MOST_FINE_STEPS ? cut(grid, sizes) : null;
  return fine ?? cut(stepMinor, multiplesBelow(basketMinor / stepMinor, 1));
}

function multiplesBelow(end: number, of: number): number[] {
  return Array.from({ length: Math.ceil(end / of) - 1 }, (_, i) => (i + 1) * of);
}

function commonDivisor(a: number, b: number): number {
  return b === 0 ? a : commonDivisor(b, a % b);
}
