/** The exact law of a budget that equal draws empty, the naive way: what is spent after each payment, amount by amount. */
import type { Distribution } from "../../../src/chance/law.js";

export interface ExactRunOut {
  /** By amount up to the budget, the probability that so much has been spent in the end. */
  readonly spent: Float64Array;
  /** By payment from 1, the probability that the budget runs out with it; at 0 nothing. */
  readonly runsOutAt: Float64Array;
}

/** The last grant is brought down to what is left. Draws above 0. */
export function exactRunOut(
  { valuesMinor, probabilities }: Distribution,
  budget: number,
  payments: number,
): ExactRunOut {
  let spent = new Float64Array(budget + 1);
  spent[0] = 1;
  const runsOutAt = new Float64Array(payments + 1);
  for (let payment = 1; payment <= payments; payment++) {
    const next = new Float64Array(budget + 1);
    for (let before = 0; before < budget; before++) {
      if (spent[before] === 0) continue;
      for (let i = 0; i < valuesMinor.length; i++) {
        next[Math.min(budget, before + valuesMinor[i])] += spent[before] * probabilities[i];
      }
    }
    runsOutAt[payment] = next[budget];
    next[budget] += spent[budget];
    spent = next;
  }
  return { spent, runsOutAt };
}

/** P(value ≤ `most`) of probabilities by value from 0. */
export function cumulative(masses: Float64Array, most: number): number {
  return masses.subarray(0, Math.max(0, Math.floor(most) + 1)).reduce((sum, mass) => sum + mass, 0);
}

export function meanOf(masses: Float64Array): number {
  return masses.reduce((sum, mass, value) => sum + mass * value, 0);
}

/** The smallest value with at least `share` of the probability at or below it; beyond the last where there is none. */
export function quantileOf(masses: Float64Array, share: number): number {
  let sum = 0;
  const found = masses.findIndex((mass) => {
    sum += mass;
    return sum >= share;
  });
  return found === -1 ? masses.length : found;
}
