/** Mean, standard deviation and nearest-rank percentiles of amounts, computed from exact integer sums. */
import { WideSum } from "../domain/wide-sum.js";
import { divideToDouble } from "./exact-ratio.js";

export interface AmountSummary {
  /** Nearest double to the exact mean. */
  readonly meanMinor: number;
  /** Of the population: the square root of the nearest double to the exact variance. */
  readonly sdMinor: number;
  readonly minMinor: number;
  readonly p50Minor: number;
  readonly p90Minor: number;
  readonly p99Minor: number;
  readonly maxMinor: number;
}

/** Up to here the square of an integer is below 2^53. */
const MAX_SQUARED = 94_906_265;

/** Summary of `sorted`: ascending integers, not negative, at least one. */
export function summarizeAmounts(sorted: Float64Array): AmountSummary {
  const count = BigInt(sorted.length);
  const min = sorted[0];
  // Distances from the smallest amount have the same variance and much smaller squares.
  const distances = new WideSum();
  const squares = new WideSum();
  let wideSquares = 0n;
  for (const amount of sorted) {
    const distance = amount - min;
    distances.add(distance);
    if (distance <= MAX_SQUARED) squares.add(distance * distance);
    else wideSquares += BigInt(distance) ** 2n;
  }
  const sum = distances.toBigInt();
  const sumOfSquares = squares.toBigInt() + wideSquares;
  return {
    meanMinor: divideToDouble(BigInt(min) * count + sum, count),
    sdMinor: Math.sqrt(divideToDouble(count * sumOfSquares - sum * sum, count * count)),
    minMinor: min,
    p50Minor: nearestRank(sorted, 50),
    p90Minor: nearestRank(sorted, 90),
    p99Minor: nearestRank(sorted, 99),
    maxMinor: sorted[sorted.length - 1],
  };
}

/** The smallest of `sorted` with at least `percent`% of them at or below it. */
export function nearestRank(sorted: Float64Array, percent: number): number {
  return sorted[Math.ceil((percent * sorted.length) / 100) - 1];
}
