/** The bins of a histogram of amounts, chosen from the amounts alone. */
import { binWidth } from "../domain/bin-width.js";

const MAX_BINS = 40;

/** Half-open: `fromMinor <= amount < toMinor`. */
export interface Bin {
  readonly fromMinor: number;
  readonly toMinor: number;
  readonly count: number;
}

/**
 * Bins of `sorted` (ascending amounts, at least one). Up to 40 distinct amounts get a bin each, `[v, v + 1)`. Otherwise all bins have the
 * smallest width of the series 1, 2, 5, 10, 20, 50, … minor units that needs at most 40 of them, start at multiples of it, and run from
 * the bin of the smallest amount to that of the largest, empty ones between included.
 */
export function histogramOf(sorted: Float64Array): readonly Bin[] {
  return binsOfValues(sorted) ?? binsOfWidth(sorted, binWidth(sorted[0], sorted[sorted.length - 1], MAX_BINS));
}

function binsOfValues(sorted: Float64Array): readonly Bin[] | null {
  const bins: Bin[] = [];
  for (let start = 0, end = 0; start < sorted.length; start = end) {
    if (bins.length === MAX_BINS) return null;
    while (end < sorted.length && sorted[end] === sorted[start]) end++;
    bins.push({ fromMinor: sorted[start], toMinor: sorted[start] + 1, count: end - start });
  }
  return bins;
}

function binsOfWidth(sorted: Float64Array, width: number): readonly Bin[] {
  const first = Math.floor(sorted[0] / width);
  const counts = new Array<number>(Math.floor(sorted[sorted.length - 1] / width) - first + 1).fill(0);
  for (const amount of sorted) counts[Math.floor(amount / width) - first]++;
  return counts.map((count, i) => ({ fromMinor: (first + i) * width, toMinor: (first + i + 1) * width, count }));
}
