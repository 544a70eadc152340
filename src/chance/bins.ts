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
/** A value stands out that is at least `TAIL` and more than this many times as likely as each of its neighbours. */
const PEAK = 5;

/**
 * At most `most` (10 or more) bins without gaps between them. Up to `most` values get a bin each, `[v, v + 1)`. Otherwise values that stand
 * out (prizes, what a cap piles up) get a bin each, the likeliest quarter of `most` of them. Of the others those between the quantiles of
 * 0.1% and 99.9% get bins of one width as `binWidth` chooses it, from multiples of it on, and what is below and above them one bin each.
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
  const peaks = peaksOf(distribution, Math.floor(most / 4));
  const rest = without(distribution, new Set(peaks));
  const low = quantileOf(rest, TAIL);
  const high = quantileOf(rest, 1 - TAIL);
  // A peak takes a line and splits a bin, or stands beside a gap.
  const width = binWidth(low, high, most - 2 - 2 * peaks.length);
  const min = rest.valuesMinor[0];
  const max = rest.valuesMinor[rest.valuesMinor.length - 1];
  const edges = new Set([valuesMinor[0], min, max + 1, valuesMinor[valuesMinor.length - 1] + 1]);
  for (let edge = Math.floor(low / width) * width; edge <= high + width; edge += width) {
    edges.add(Math.min(Math.max(edge, min), max + 1));
  }
  for (const peak of peaks) edges.add(valuesMinor[peak]).add(valuesMinor[peak] + 1);
  return [...edges].sort((a, b) => a - b);
}

/** Places of the values that stand out, the likeliest `most` of them. */
function peaksOf({ probabilities }: Distribution, most: number): number[] {
  const found: number[] = [];
  probabilities.forEach((probability, i) => {
    const beside = Math.max(probabilities[i - 1] ?? 0, probabilities[i + 1] ?? 0);
    if (probability >= TAIL && probability > PEAK * beside) found.push(i);
  });
  return found.sort((a, b) => probabilities[b] - probabilities[a]).slice(0, most);
}

/** The distribution of all other values; more are left than taken. */
function without({ valuesMinor, probabilities }: Distribution, places: ReadonlySet<number>): Distribution {
  const left = new CompensatedSum();
  probabilities.forEach((probability, i) => {
    if (!places.has(i)) left.add(probability);
  });
  return {
    valuesMinor: valuesMinor.filter((_, i) => !places.has(i)),
    probabilities: probabilities.filter((_, i) => !places.has(i)).map((probability) => probability / left.value()),
  };
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
