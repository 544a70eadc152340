/** Cutting a basket as a knapsack: orders of given sizes, and one of what is left. */

/** What an order of a price gets on average, minor units, for whole prices from 1. */
export type DiscountAt = (priceMinor: number) => number;

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
 * Orders but one are of `sizes`, multiples of `stepMinor`; each after the first costs `frictionMinor`. The best cut of any number of orders, if those are
 * not more than `mostOrders`; else the best of those that are not. Null where there are too many cells.
 */
export function bestCut(
  basketMinor: number,
  stepMinor: number,
  sizes: readonly number[],
  discountAt: DiscountAt,
  frictionMinor: number,
  mostOrders: number,
): Cut | null {
  const basket = { basketMinor, stepMinor, sizes, discountAt, frictionMinor };
  if ((basketMinor / stepMinor) * sizes.length > MOST_STEPS) return null;
  const cut = bestCutOfAny(basket);
  return cut.ordersMinor.length <= mostOrders ? cut : bestCutOfFew(basket, mostOrders);
}

interface Basket {
  readonly basketMinor: number;
  readonly stepMinor: number;
  /** In steps. */
  readonly sizes: readonly number[];
  readonly discountAt: DiscountAt;
  readonly frictionMinor: number;
}

/** The discount of one order, by steps, of an amount that ends with what is left over of a step. */
function discountsOf({ basketMinor, stepMinor, discountAt }: Basket) {
  const steps = Math.floor(basketMinor / stepMinor);
  const rest = basketMinor - steps * stepMinor;
  // An order of nothing is none.
  const whole = Float64Array.from({ length: steps + 1 }, (_, i) =>
    i * stepMinor + rest > 0 ? discountAt(i * stepMinor + rest) : Number.NEGATIVE_INFINITY,
  );
  return { steps, rest, whole };
}

/** g(A) = max(d(A), max over sizes T of d(T) − friction + g(A − T)), of equals the fewest orders: an unbounded knapsack. */
function bestCutOfAny(basket: Basket): Cut {
  const { stepMinor, sizes, discountAt, frictionMinor } = basket;
  const { steps, rest, whole } = discountsOf(basket);
  const worths = sizes.map((size) => discountAt(size * stepMinor) - frictionMinor);
  const best = whole.slice();
  const orders = new Float64Array(steps + 1).fill(1);
  const cutOff = new Int32Array(steps + 1).fill(-1);
  for (let amount = 1; amount <= steps; amount++) {
    for (let i = 0; i < sizes.length && sizes[i] <= amount; i++) {
      const left = amount - sizes[i];
      if (best[left] === Number.NEGATIVE_INFINITY) continue;
      const worth = worths[i] + best[left];
      const gain = worth - best[amount];
      const same = ROUNDING * Math.abs(worth);
      if (!(gain > same || (gain >= -same && orders[left] + 1 < orders[amount]))) continue;
      best[amount] = worth;
      orders[amount] = orders[left] + 1;
      cutOff[amount] = i;
    }
  }
  const chosen: number[] = [];
  let left = steps;
  for (; cutOff[left] !== -1; left -= sizes[cutOff[left]]) chosen.push(sizes[cutOff[left]] * stepMinor);
  return asCut([...chosen, left * stepMinor + rest], basket, best[steps] - whole[steps]);
}

function asCut(ordersMinor: number[], { discountAt }: Basket, gainMinor: number): Cut {
  const discountMinor = ordersMinor.reduce((sum, order) => sum + discountAt(order), 0);
  return { discountMinor, gainMinor, ordersMinor: ordersMinor.sort((a, b) => b - a) };
}

/**
 * With k orders at most, g(k, A) = max(g(k − 1, A), max over sizes T of d(T) − friction + g(k − 1, A − T)), g(1, A) = d(A): an unbounded knapsack
 * that may count its items. It ends at the first k that improves nothing. Source: Gilmore and Gomory, The Theory and Computation of Knapsack Functions (1966).
 */
function bestCutOfFew(basket: Basket, mostOrders: number): Cut | null {
  const { stepMinor, sizes, discountAt, frictionMinor } = basket;
  const { steps, rest, whole } = discountsOf(basket);
  const worths = sizes.map((size) => discountAt(size * stepMinor));
  let best = whole;
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
  let left = steps;
  for (const choice of cutOff.reverse()) {
    if (choice[left] === -1) continue;
    ordersMinor.push(sizes[choice[left]] * stepMinor);
    left -= sizes[choice[left]];
  }
  ordersMinor.push(left * stepMinor + rest);
  return asCut(ordersMinor, basket, best[steps] - whole[steps]);
}

/** Sums of means in another order differ by as little: that is no gain. */
const ROUNDING = 1e-12;
