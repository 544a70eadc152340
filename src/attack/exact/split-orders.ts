/** The best cut of one basket into several orders. */

/** What an order of a price gets on average, minor units, for whole prices from 1. */
export type DiscountAt = (priceMinor: number) => number;

export interface Tier {
  /** Lowest price of the tier, from 1. */
  readonly fromMinor: number;
  readonly discountMinor: number;
}

export interface Cut {
  /** Of all orders, before what further orders cost. */
  readonly discountMinor: number;
  /** What the cut brings over one order, after what further orders cost; 0 where one order is best. */
  readonly gainMinor: number;
  /** Prices of the orders, largest first; they add up to the basket. Of equally good cuts one with the fewest orders. */
  readonly ordersMinor: readonly number[];
}

/** What can be worked out at once: cells to remember, and steps to fill them. */
const MOST_CELLS = 20_000_000;
const MOST_STEPS = 200_000_000;

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

/** Any discount by price, with orders but one at multiples of `stepMinor`. Null where there are too many cells. */
export function bestCutInSteps(
  basketMinor: number,
  stepMinor: number,
  discountAt: DiscountAt,
  frictionMinor: number,
  mostOrders: number,
): Cut | null {
  const sizes = Array.from({ length: Math.ceil(basketMinor / stepMinor) - 1 }, (_, i) => i + 1);
  return bestCut(basketMinor, stepMinor, sizes, discountAt, frictionMinor, mostOrders);
}

/**
 * With k orders at most, g(k, A) = max(g(k − 1, A), max over sizes T of d(T) − friction + g(k − 1, A − T)), g(1, A) = d(A): an unbounded knapsack
 * that may count its items. It ends at the first k that improves nothing. Source: Gilmore and Gomory, The Theory and Computation of Knapsack Functions (1966).
 */
function bestCut(
  basketMinor: number,
  stepMinor: number,
  sizes: readonly number[],
  discountAt: DiscountAt,
  frictionMinor: number,
  mostOrders: number,
): Cut | null {
  const steps = Math.floor(basketMinor / stepMinor);
  const rest = basketMinor - steps * stepMinor;
  const worths = sizes.map((size) => discountAt(size * stepMinor));
  // An order of nothing is none.
  let best = Float64Array.from({ length: steps + 1 }, (_, i) =>
    i * stepMinor + rest > 0 ? discountAt(i * stepMinor + rest) : Number.NEGATIVE_INFINITY,
  );
  const whole = best[steps];
  /** By number of orders: the size cut off at each amount, or −1 where one order more is no better. */
  const cutOff: Int32Array[] = [];
  for (let orders = 2; orders <= mostOrders; orders++) {
    if ((cutOff.length + 1) * steps > MOST_CELLS || (cutOff.length + 1) * steps * sizes.length > MOST_STEPS)
      return null;
    const next = best.slice();
    const choice = new Int32Array(steps + 1).fill(-1);
    for (let amount = 1; amount <= steps; amount++) {
      for (let i = 0; i < sizes.length; i++) {
        if (sizes[i] > amount) continue;
        const worth = worths[i] - frictionMinor + best[amount - sizes[i]];
        if (worth <= next[amount] + ROUNDING * Math.abs(worth)) continue;
        next[amount] = worth;
        choice[amount] = i;
      }
    }
    if (choice.every((index) => index === -1)) break;
    cutOff.push(choice);
    best = next;
  }
  const ordersMinor: number[] = [];
  let discountMinor = 0;
  let left = steps;
  for (const choice of cutOff.reverse()) {
    if (choice[left] === -1) continue;
    ordersMinor.push(sizes[choice[left]] * stepMinor);
    discountMinor += worths[choice[left]];
    left -= sizes[choice[left]];
  }
  ordersMinor.push(left * stepMinor + rest);
  discountMinor += discountAt(left * stepMinor + rest);
  return { discountMinor, gainMinor: best[steps] - whole, ordersMinor: ordersMinor.sort((a, b) => b - a) };
}

/** Sums of means in another order differ by as little: that is no gain. */
const ROUNDING = 1e-12;

function commonDivisor(a: number, b: number): number {
  return b === 0 ? a : commonDivisor(b, a % b);
}
