/** The best response over several accounts that share what is wanted: a refused amount may be made good at the next account. */
import { playWithout } from "./fixed-threshold.js";
import type { Play } from "./game.js";
import type { Search } from "./limited-search.js";

/** What can be worked out at once: accounts × attempts × items wanted. */
const MOST_STATES = 20_000_000;

export interface SearchAcrossAccounts extends Omit<Search, "settlements"> {
  readonly accounts: number;
  /** Below the number of accounts. */
  readonly itemsWanted: number;
  readonly accountCostMinor: number;
}

export interface SharedPlay extends Play {
  /** Expected number of accounts opened; the play's figures are per one of them. */
  readonly opened: number;
}

/**
 * One settlement an account, refused quotes gone, accounts opened one after the other and at a cost. With k accounts unopened and m items wanted,
 * W(k, m) = max(0, X(n; k − 1, m) − a), and within an account with j attempts left X(j) = X(j − 1) + (E[(D − r)+] − c)+ with X(0) = W(k − 1, m) and
 * r = h + X(j − 1) − W(k − 1, m − 1): the search of `searchWithoutRecall` with the rest of the accounts to fall back on.
 * No attempts where the attack does not pay; null where there are too many states.
 */
export function searchAcrossAccounts(search: SearchAcrossAccounts): SharedPlay | null {
  const { draw, accounts, itemsWanted: wanted, attempts, attemptCostMinor, accountCostMinor, frictionMinor } = search;
  if (accounts * wanted * attempts > MOST_STATES) return null;
  // By items wanted, for the accounts left that the outer loop has come to.
  const value = new Float64Array(wanted + 1);
  const settled = new Float64Array(wanted + 1);
  const discount = new Float64Array(wanted + 1);
  const used = new Float64Array(wanted + 1);
  const opened = new Float64Array(wanted + 1);
  const accepted = new Set<number>();
  for (let k = 1; k <= accounts; k++) {
    for (let m = wanted; m >= 1; m--) {
      let x = value[m];
      let [xSettled, xDiscount, xUsed, xOpened] = [settled[m], discount[m], used[m], opened[m]];
      const met = new Set<number>();
      for (let j = 1; j <= attempts; j++) {
        const threshold = frictionMinor + x - value[m - 1];
        const gain = draw.excess(threshold) - attemptCostMinor;
        if (gain <= 0) break;
        const index = draw.from(threshold);
        const p = draw.reached[index];
        const q = draw.below[index];
        met.add(index);
        x += gain;
        xSettled = p * (1 + settled[m - 1]) + q * xSettled;
        xDiscount = draw.partialMean(index) + p * discount[m - 1] + q * xDiscount;
        xUsed = 1 + p * used[m - 1] + q * xUsed;
        xOpened = p * opened[m - 1] + q * xOpened;
      }
      // An account is opened where that is better than to do without it.
      if (x - accountCostMinor <= value[m]) continue;
      for (const index of met) accepted.add(index);
      value[m] = x - accountCostMinor;
      [settled[m], discount[m], used[m], opened[m]] = [xSettled, xDiscount, xUsed, 1 + xOpened];
    }
  }
  if (settled[wanted] === 0) return { ...playWithout(0), opened: 0 };
  const [only] = accepted;
  return {
    acceptFromMinor: accepted.size === 1 ? draw.valuesMinor[only] : null,
    thresholdsMinor: null,
    meanSettledMinor: discount[wanted] / settled[wanted],
    attemptsPerSuccess: used[wanted] / settled[wanted],
    attempts: used[wanted] / opened[wanted],
    settled: settled[wanted] / opened[wanted],
    successProbability: settled[wanted] / opened[wanted],
    opened: opened[wanted],
  };
}
