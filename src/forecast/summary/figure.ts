/** One figure over all runs, in whose quantiles a run that is not among its values has 0. */
import { divideToDouble } from "../../tally/exact-ratio.js";

/** Parts of an exact summary; nobody changes the arrays. */
export interface FigureParts {
  readonly runs: number;
  readonly sum: bigint;
  /** Of the squares. */
  readonly squares: bigint;
  /** Other than 0, ascending, and how many runs had each. */
  readonly values: Float64Array;
  readonly counts: Uint32Array;
}

export class Figure {
  /** Runs whose value is not 0. */
  readonly others: number;

  constructor(private readonly parts: FigureParts) {
    this.others = parts.counts.reduce((sum, count) => sum + count, 0);
  }

  get mean(): number {
    const { sum, runs } = this.parts;
    return divideToDouble(sum, BigInt(runs));
  }

  /** Deviation of the population of runs. */
  get sd(): number {
    const { sum, squares, runs } = this.parts;
    const n = BigInt(runs);
    return Math.sqrt(divideToDouble(n * squares - sum * sum, n * n));
  }

  /** The smallest value with at least so many percent of all runs at or below it. */
  quantile(percent: number): number {
    const { runs } = this.parts;
    const rank = rankOf(percent, runs) - (runs - this.others);
    return rank <= 0 ? 0 : this.otherAt(rank);
  }

  /** By rank, from 1 to `others`, among the values other than 0. */
  otherAt(rank: number): number {
    const { values, counts } = this.parts;
    let i = 0;
    for (let passed = counts[0]; passed < rank; passed += counts[i]) i++;
    return values[i];
  }
}

/** The rank, from 1, of a quantile among so many runs. Of whole percents, so that no rounding moves it. */
export function rankOf(percent: number, runs: number): number {
  return Math.max(1, Math.ceil((percent * runs) / 100));
}
