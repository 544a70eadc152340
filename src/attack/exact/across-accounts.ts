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

/** Told W(k, m) by m from 0 on, in an array that is used again; equal to W(k − 1, m) where the account is not opened. */
export type NoteValues = (accountsLeft: number, valuesMinor: Float64Array) => void;

/**
 * One settlement an account, refused quotes gone, accounts opened one after the other and at a cost. With k accounts unopened and m items wanted,
 * W(k, m) = max(0, X(n; k − 1, m) − a), and within an account with j attempts left X(j) = X(j − 1) + (E[(D − r)+] − c)+ with X(0) = W(k − 1, m) and
 * r = h + X(j − 1) − W(k − 1, m − 1): the search of `searchWithoutRecall` with the rest of the accounts to fall back on.
 * No attempts where the attack does not pay; null where there are too many states.
 */
export function searchAcrossAccounts(search: SearchAcrossAccounts, note?: NoteValues): SharedPlay | null {
  const { draw, accounts, itemsWanted: wanted, attempts, accountCostMinor } = search;
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
      const { indices, valueMinor } = searchWithin(search, value[m], value[m - 1]);
      // An account is opened where that is better than to do without it.
      if (valueMinor - accountCostMinor <= value[m]) continue;
      let [xSettled, xDiscount, xUsed, xOpened] = [settled[m], discount[m], used[m], opened[m]];
      for (const index of indices) {
        const p = draw.reached[index];
        const q = draw.below[index];
        accepted.add(index);
        xSettled = p * (1 + settled[m - 1]) + q * xSettled;
        xDiscount = draw.partialMean(index) + p * discount[m - 1] + q * xDiscount;
        xUsed = 1 + p * used[m - 1] + q * xUsed;
        xOpened = p * opened[m - 1] + q * xOpened;
      }
      value[m] = valueMinor - accountCostMinor;
      [settled[m], discount[m], used[m], opened[m]] = [xSettled, xDiscount, xUsed, 1 + xOpened];
    }
    note?.(k, value);
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

/**
 * The search of an account just opened, worth X(n): `otherwiseMinor` where it settles nothing, `afterwardsMinor` once it has. Indices are of the
 * lowest amounts accepted, last attempt first; as many as there are attempts worth something.
 */
export function searchWithin(
  { draw, attempts, attemptCostMinor, frictionMinor }: Omit<Search, "settlements">,
  otherwiseMinor: number,
  afterwardsMinor: number,
): { readonly indices: readonly number[]; readonly valueMinor: number } {
  const indices: number[] = [];
  let valueMinor = otherwiseMinor;
  for (let left = 1; left <= attempts; left++) {
    const threshold = frictionMinor + valueMinor - afterwardsMinor;
    const gain = draw.excess(threshold) - attemptCostMinor;
    if (gain <= 0) break;
    indices.push(draw.from(threshold));
    valueMinor += gain;
  }
  return { indices, valueMinor };
}
