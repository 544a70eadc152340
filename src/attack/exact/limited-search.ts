/** The best response of an account with a limited number of attempts, whose refused quotes are gone. */
import type { DrawTable } from "./draw-table.js";
import { playWithout } from "./fixed-threshold.js";
import type { Play } from "./game.js";

/** What can be worked out at once: attempts × settlements. */
const MOST_STATES = 20_000_000;

export interface Search {
  readonly draw: DrawTable;
  /** Finite, from 1. */
  readonly attempts: number;
  /** From 1. */
  readonly settlements: number;
  readonly attemptCostMinor: number;
  readonly frictionMinor: number;
}

/** Told the index of the lowest amount accepted, unless one more attempt is worth nothing: then there is one less. */
export type NoteAccepted = (attemptsLeft: number, settlementsLeft: number, index: number) => void;

/**
 * Optimal stopping by backward induction. With k attempts and s settlements left, V(k, s) = max(0, E max(D − h + V(k − 1, s − 1), V(k − 1, s)) − c),
 * which is V(k − 1, s) + (E[(D − r)+] − c)+ with r = h + V(k − 1, s) − V(k − 1, s − 1): what a draw must reach to be worth a settlement. Equal is enough.
 * Null where there are too many states; no attempts where the first does not pay.
 * Source: search without recall, Lippman and McCall, The Economics of Job Search (1976); more than one: Gilbert and Mosteller (1966), section 5.
 */
export function searchWithoutRecall(
  { draw, attempts, settlements, attemptCostMinor, frictionMinor }: Search,
  note?: NoteAccepted,
): Play | null {
  const most = Math.min(settlements, attempts);
  if (most * attempts > MOST_STATES) return null;
  // All by settlements left, for the attempts left that the loop has come to.
  const value = new Float64Array(most + 1);
  const settled = new Float64Array(most + 1);
  const discount = new Float64Array(most + 1);
  const used = new Float64Array(most + 1);
  const some = new Float64Array(most + 1);
  const accepted = new Int32Array(attempts);
  for (let left = 1; left <= attempts; left++) {
    for (let s = most; s >= 1; s--) {
      const threshold = frictionMinor + value[s] - value[s - 1];
      const index = draw.from(threshold);
      if (s === most) accepted[attempts - left] = index;
      const gain = draw.excess(threshold) - attemptCostMinor;
      // Where one more attempt is worth nothing, there might as well be none.
      if (gain <= 0) continue;
      note?.(left, s, index);
      const p = draw.reached[index];
      const q = draw.below[index];
      value[s] += gain;
      settled[s] = p * (1 + settled[s - 1]) + q * settled[s];
      discount[s] = draw.partialMean(index) + p * discount[s - 1] + q * discount[s];
      used[s] = 1 + p * used[s - 1] + q * used[s];
      some[s] = p + q * some[s];
    }
  }
  if (settled[most] === 0) return playWithout(0);
  const constant = accepted.every((index) => index === accepted[0]);
  const one = most === 1;
  return {
    acceptFromMinor: one && constant ? draw.valuesMinor[accepted[0]] : null,
    thresholdsMinor: one && !constant ? Array.from(accepted, (index) => draw.valuesMinor[index]) : null,
    meanSettledMinor: discount[most] / settled[most],
    attemptsPerSuccess: used[most] / settled[most],
    attempts: used[most],
    settled: settled[most],
    successProbability: some[most],
  };
}
