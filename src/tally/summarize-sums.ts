/** Summary and bins of sums, which may be beyond 2^53: the same figures as those of amounts, exact at any size. */
import { countSorted } from "./amount-counts.js";
import { divideToDouble } from "./exact-ratio.js";
import type { ExactSums } from "./exact-sums.js";
import { histogramOf, MAX_BINS } from "./histogram.js";
import { summarizeAmounts } from "./summarize-amounts.js";

export interface SumSummary {
  /** How many sums there are. */
  readonly size: number;
  readonly meanMinor: number;
  readonly sdMinor: number;
  readonly minMinor: bigint;
  readonly p50Minor: bigint;
  readonly p90Minor: bigint;
  readonly p99Minor: bigint;
  readonly maxMinor: bigint;
  readonly histogram: readonly SumBin[];
}

/** Half-open. */
export interface SumBin {
  readonly fromMinor: bigint;
  readonly toMinor: bigint;
  readonly count: number;
}

/** Of the sums at the indexes `from` up to `until`, at least one, none of them negative. */
export function summarizeSums(sums: ExactSums, from: number, until: number): SumSummary {
  const small = new Float64Array(until - from);
  for (let i = 0; i < small.length; i++) {
    const sum = sums.safeAt(from + i);
    if (sum === null) return summarizeWide(Array.from(small, (_, k) => sums.at(from + k)));
    small[i] = sum;
  }
  return summarizeSmall(small.sort());
}

function summarizeSmall(sorted: Float64Array): SumSummary {
  const amounts = countSorted(sorted);
  const { meanMinor, sdMinor, ...places } = summarizeAmounts(amounts);
  return {
    size: sorted.length,
    meanMinor,
    sdMinor,
    minMinor: BigInt(places.minMinor),
    p50Minor: BigInt(places.p50Minor),
    p90Minor: BigInt(places.p90Minor),
    p99Minor: BigInt(places.p99Minor),
    maxMinor: BigInt(places.maxMinor),
    histogram: histogramOf(amounts).map(({ fromMinor, toMinor, count }) => ({
      fromMinor: BigInt(fromMinor),
      toMinor: BigInt(toMinor),
      count,
    })),
  };
}

/** The same by bigints throughout: slow, for sums that no real log has. */
function summarizeWide(sums: readonly bigint[]): SumSummary {
  const sorted = [...sums].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  const count = BigInt(sorted.length);
  const sum = sorted.reduce((total, value) => total + value, 0n);
  const squares = sorted.reduce((total, value) => total + value * value, 0n);
  const rank = (percent: number) => sorted[Math.ceil((percent * sorted.length) / 100) - 1];
  return {
    size: sorted.length,
    meanMinor: divideToDouble(sum, count),
    sdMinor: Math.sqrt(divideToDouble(count * squares - sum * sum, count * count)),
    minMinor: sorted[0],
    p50Minor: rank(50),
    p90Minor: rank(90),
    p99Minor: rank(99),
    maxMinor: sorted[sorted.length - 1],
    histogram: wideHistogram(sorted),
  };
}

function wideHistogram(sorted: readonly bigint[]): readonly SumBin[] {
  const distinct = new Map<bigint, number>();
  for (const value of sorted) distinct.set(value, (distinct.get(value) ?? 0) + 1);
  if (distinct.size <= MAX_BINS) {
    return [...distinct].map(([value, count]) => ({ fromMinor: value, toMinor: value + 1n, count }));
  }
  const width = wideBinWidth(sorted[0], sorted[sorted.length - 1]);
  const first = sorted[0] / width;
  const counts = new Array<number>(Number(sorted[sorted.length - 1] / width - first) + 1).fill(0);
  for (const value of sorted) counts[Number(value / width - first)]++;
  return counts.map((count, i) => {
    const fromMinor = (first + BigInt(i)) * width;
    return { fromMinor, toMinor: fromMinor + width, count };
  });
}

function wideBinWidth(min: bigint, max: bigint): bigint {
  for (let power = 1n; ; power *= 10n) {
    for (const width of [power, 2n * power, 5n * power]) {
      if (max / width - min / width < BigInt(MAX_BINS)) return width;
    }
  }
}
