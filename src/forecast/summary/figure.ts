/** One figure over many runs: exact sums, and its values while they are few. */

/** A figure as threads hand it over. */
export interface PackedFigure {
  readonly sum: bigint;
  readonly squares: bigint;
  /** Distinct values other than 0, or the bins that they fall into, ascending, and how many runs had each. */
  readonly values: Float64Array;
  readonly counts: Float64Array;
  readonly binned: boolean;
}

/** How finely a figure is kept: exactly up to so many distinct values, beyond that in bins that keep so many leading bits. */
export interface Fineness {
  readonly mostValues: number;
  /** 2 to the number of leading bits: a bin is at most the part 2 / bins of its values wide. */
  readonly bins: number;
}

/**
 * Values are whole numbers from 0; what is not added is 0. Whether a figure is binned depends on the set of its values alone, and so does the bin of each:
 * the same runs give the same figure, in whatever order and parts they are added.
 */
export class Figure {
  private sum = 0n;
  private squares = 0n;
  private binned = false;
  private readonly counts = new Map<number, number>();

  constructor(private readonly fineness: Fineness) {}

  add(value: number): void {
    if (value === 0) return;
    const exact = BigInt(value);
    this.sum += exact;
    this.squares += exact * exact;
    this.count(this.binned ? this.binOf(value) : value, 1);
    this.binIfMany();
  }

  merge({ sum, squares, values, counts, binned }: PackedFigure): void {
    this.sum += sum;
    this.squares += squares;
    if (binned && !this.binned) this.bin();
    for (let i = 0; i < values.length; i++) this.count(this.binned ? this.binOf(values[i]) : values[i], counts[i]);
    this.binIfMany();
  }

  pack(): PackedFigure {
    const values = Float64Array.from(this.counts.keys()).sort();
    const counts = values.map((value) => this.counts.get(value) ?? 0);
    return { sum: this.sum, squares: this.squares, values, counts, binned: this.binned };
  }

  get isEmpty(): boolean {
    return this.counts.size === 0;
  }

  mean(runs: number): number {
    return ratio(this.sum, BigInt(runs));
  }

  /** Deviation of the population of runs. */
  sd(runs: number): number {
    const n = BigInt(runs);
    return Math.sqrt(ratio(n * this.squares - this.sum * this.sum, n * n));
  }

  /** The smallest value with at least that share of the runs at or below it; of a binned figure the middle of its bin, rounded down. */
  quantile(share: number, runs: number): number {
    return this.quantiles([share], runs)[0];
  }

  /** Several, by ascending share. */
  quantiles(shares: readonly number[], runs: number): number[] {
    const { values, counts } = this.pack();
    let passed = runs - counts.reduce((sum, count) => sum + count, 0);
    let i = -1;
    return shares.map((share) => {
      const wanted = rankOf(share, runs);
      while (passed < wanted) passed += counts[++i];
      if (i === -1) return 0;
      return this.binned ? values[i] + Math.floor(this.widthAt(values[i]) / 2) : values[i];
    });
  }

  private count(value: number, times: number): void {
    this.counts.set(value, (this.counts.get(value) ?? 0) + times);
  }

  private binIfMany(): void {
    if (!this.binned && this.counts.size > this.fineness.mostValues) this.bin();
  }

  private bin(): void {
    this.binned = true;
    const known = [...this.counts];
    this.counts.clear();
    for (const [value, times] of known) this.count(this.binOf(value), times);
  }

  /** Where the bin of a value begins. */
  private binOf(value: number): number {
    const width = this.widthAt(value);
    return Math.floor(value / width) * width;
  }

  private widthAt(value: number): number {
    let width = 1;
    while (value / width >= this.fineness.bins) width *= 2;
    return width;
  }
}

/** The rank, from 1, of a quantile among so many: shares are whole percents, so that no rounding moves a rank. */
export function rankOf(share: number, runs: number): number {
  return Math.max(1, Math.ceil((Math.round(share * 100) * runs) / 100));
}

/** A quotient of whole numbers to the precision of a double. */
function ratio(a: bigint, b: bigint): number {
  if (a === 0n) return 0;
  const whole = a / b;
  if (whole > 2n ** 53n) return Number(whole);
  return Number(whole) + Number(((a % b) << 64n) / b) / 2 ** 64;
}
