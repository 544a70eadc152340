/** The ways to pick free orders: how many are due by an attempt's number, or by its moment. */
import type { FreeOrderPeriod, FreeOrders, FreeOrdersDue } from "./contract.js";

export type FreeOrderPick = "first" | "random_times" | { readonly nth: number } | { readonly random_of: number };

/** Moments of one period at most: they are drawn all at once. */
export const MOST_MOMENTS = 1_000_000;

/** `count` is +Infinity where there is none. */
export function scheduleOf(pick: FreeOrderPick, count: number): Omit<FreeOrders, "every" | "maxPriceMinor"> {
  if (pick === "first") return { needsWindow: false, chance: null, begin: () => () => count };
  if (pick === "random_times") return { needsWindow: true, chance: null, begin: (period) => dueMoments(count, period) };
  if ("nth" in pick) {
    return { needsWindow: false, chance: null, begin: () => (k) => Math.min(Math.floor(k / pick.nth), count) };
  }
  const among = pick.random_of;
  return { needsWindow: false, chance: count / among, begin: (period) => dueNumbers(count, among, period) };
}

/**
 * `count` of the numbers 1 to `among`, every such set equally likely; what comes back counts those up to k. Each number is chosen with the chance that
 * makes the rest come out even. Source: Fan, Muller, Rezucha, J. Amer. Statist. Assoc. 57 (1962); Knuth, TAOCP vol. 2, 3.4.2, Algorithm S.
 */
function dueNumbers(count: number, among: number, period: FreeOrderPeriod): FreeOrdersDue {
  let chosen = 0;
  return (k) => {
    if (k <= among && period.uniform(k - 1) < (count - chosen) / (among - k + 1)) chosen++;
    return chosen;
  };
}

/** `count` moments, independent and uniform over the open time; what comes back counts those that have passed. */
function dueMoments(count: number, period: FreeOrderPeriod): FreeOrdersDue {
  const moments = Float64Array.from({ length: count }, (_, i) => period.openMoment(period.uniform(i))).sort();
  let passed = 0;
  return (_, timeMs) => {
    while (passed < count && moments[passed] <= timeMs) passed++;
    return passed;
  };
}
