/** Mean, standard deviation and nearest-rank percentiles of amounts, computed from exact integer sums. */
import { WideSum } from "../domain/wide-sum.js";
import { type AmountCounts, sizeOf } from "./amount-counts.js";
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

/** Summary of at least one amount: integers, not negative. */
export function summarizeAmounts(amounts: AmountCounts): AmountSummary {
  const { valuesMinor, counts } = amounts;
  const count = BigInt(sizeOf(amounts));
  const min = valuesMinor[0];
  // Distances from the smallest amount have the same variance and much smaller squares.
  const distances = new ProductSum();
  const squares = new ProductSum();
  for (let i = 0; i < counts.length; i++) {
    const distance = valuesMinor[i] - min;
    distances.add(distance, 1, counts[i]);
    squares.add(distance, distance, counts[i]);
  }
  const sum = distances.toBigInt();
  return {
    meanMinor: divideToDouble(BigInt(min) * count + sum, count),
    sdMinor: Math.sqrt(divideToDouble(count * squares.toBigInt() - sum * sum, count * count)),
    minMinor: min,
    p50Minor: nearestRank(amounts, 50),
    p90Minor: nearestRank(amounts, 90),
    p99Minor: nearestRank(amounts, 99),
    maxMinor: valuesMinor[valuesMinor.length - 1],
  };
}

/** The mean alone: the double nearest to it. */
export function meanOf(amounts: AmountCounts): number {
  const sum = new ProductSum();
  amounts.counts.forEach((count, i) => {
    sum.add(amounts.valuesMinor[i], 1, count);
  });
  return divideToDouble(sum.toBigInt(), BigInt(sizeOf(amounts)));
}

/** The smallest amount with at least `percent`% of them at or below it. */
export function nearestRank(amounts: AmountCounts, percent: number): number {
  const rank = Math.ceil((percent * sizeOf(amounts)) / 100);
  let at = 0;
  for (let passed = amounts.counts[0]; passed < rank; passed += amounts.counts[at]) at++;
  return amounts.valuesMinor[at];
}

/** A sum of products of three integers, exact at any size; only products beyond 2^53 take bigints. */
class ProductSum {
  private readonly sum = new WideSum();
  private wide = 0n;

  add(a: number, b: number, c: number): void {
    const product = a * b * c;
    if (product <= Number.MAX_SAFE_INTEGER) this.sum.add(product);
    else this.wide += BigInt(a) * BigInt(b) * BigInt(c);
  }

  toBigInt(): bigint {
    return this.sum.toBigInt() + this.wide;
  }
}
