/** Mean, standard deviation and quantiles of a distribution, summed so that the number of its values costs no digits. */
import { CompensatedSum } from "./compensated-sum.js";
import type { Distribution } from "./law.js";

export interface Moments {
  /** Minor units, not rounded. */
  readonly meanMinor: number;
  readonly sdMinor: number;
}

/** Probabilities that add up to 1 only within rounding are scaled to do so. */
export function momentsOf({ valuesMinor, probabilities }: Distribution): Moments {
  // Distances from the smallest value are small where the values are large and close together.
  const [first] = valuesMinor;
  const mass = compensatedSum(probabilities.length, (i) => probabilities[i]);
  const mean = compensatedSum(valuesMinor.length, (i) => probabilities[i] * (valuesMinor[i] - first)) / mass;
  const squares = compensatedSum(valuesMinor.length, (i) => probabilities[i] * (valuesMinor[i] - first - mean) ** 2);
  return { meanMinor: first + mean, sdMinor: Math.sqrt(squares / mass) };
}

/** A cumulated probability that misses a share by less than this is taken to reach it: 0.6 + 0.35 is 0.95. */
const SLACK = 1e-12;

/** The smallest value with at least `share` (0 to 1) of the probability at or below it. */
export function quantileOf({ valuesMinor, probabilities }: Distribution, share: number): number {
  const last = valuesMinor.length - 1;
  let at = 0;
  const sum = new CompensatedSum();
  for (sum.add(probabilities[0]); at < last && sum.value() < share - SLACK; sum.add(probabilities[at])) at++;
  return valuesMinor[at];
}

function compensatedSum(length: number, term: (index: number) => number): number {
  const sum = new CompensatedSum();
  for (let i = 0; i < length; i++) sum.add(term(i));
  return sum.value();
}
