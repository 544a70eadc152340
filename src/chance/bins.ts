/** The bins in which people are shown a distribution: few, of a round width, and not lost in tails that hardly ever happen. */
import { binWidth } from "../domain/bin-width.js";
import { CompensatedSum } from "./compensated-sum.js";
import type { Distribution } from "./law.js";
import { quantileOf } from "./moments.js";

/** Half-open: `fromMinor <= amount < toMinor`. */
export interface ProbabilityBin {
  readonly fromMinor: number;
  readonly toMinor: number;
  readonly probability: number;
}

/** Of each tail, what is left to one outermost bin. */
const TAIL = 0.001;

/**
 * At most `most` (3 or more) bins without gaps between them. Up to `most` values get a bin each, `[v, v + 1)`. Otherwise the values between
 * the quantiles of 0.1% and 99.9% get bins of one width as `binWidth` chooses it, and what is below and above them one bin each.
 */
export function binsOf(distribution: Distribution, most: number): ProbabilityBin[] {
  const { valuesMinor, probabilities } = distribution;
  if (valuesMinor.length <= most) {
    return Array.from(valuesMinor, (value, i) => binAt(value, value + 1, probabilities[i]));
  }
  return binsBetween(distribution, edgesOf(distribution, most));
}

function edgesOf(distribution: Distribution, most: number): number[] {
  const { valuesMinor } = distribution;
  const min = valuesMinor[0];
  const max = valuesMinor[valuesMinor.length - 1];
  const low = quantileOf(distribution, TAIL);
  const high = quantileOf(distribution, 1 - TAIL);
  const width = binWidth(low, high, most - 2);
  const first = Math.floor(low / width);
  const last = Math.floor(high / width);
  const edges = Array.from({ length: last - first + 2 }, (_, i) => (first + i) * width);
  if (min < edges[0]) edges.unshift(min);
  if (max >= edges[edges.length - 1]) edges.push(max + 1);
  return edges;
}

function binsBetween({ valuesMinor, probabilities }: Distribution, edges: readonly number[]): ProbabilityBin[] {
  let at = 0;
  return edges.slice(1).map((toMinor, i) => {
    const sum = new CompensatedSum();
    for (; at < valuesMinor.length && valuesMinor[at] < toMinor; at++) sum.add(probabilities[at]);
    return binAt(edges[i], toMinor, sum.value());
  });
}

function binAt(fromMinor: number, toMinor: number, probability: number): ProbabilityBin {
  return { fromMinor, toMinor, probability };
}
