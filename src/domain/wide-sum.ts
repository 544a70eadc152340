/** Sums of amounts, exact beyond 2^53: two lanes of doubles, so that adding allocates nothing and never rounds. */

const LANE = 2 ** 27;

/**
 * Holds `high × 2^27 + low`. Each addend below 2^53 puts less than 2^27 into either lane, so both stay exact for
 * 2^26 (67 million) additions; `settle` carries before that is reached.
 */
export class WideSum {
  private high = 0;
  private low = 0;
  private additions = 0;

  /** Adds an integer between −(2^53 − 1) and 2^53 − 1. */
  add(value: number): void {
    const high = Math.floor(value / LANE);
    this.high += high;
    this.low += value - high * LANE;
    if (++this.additions === LANE / 4) this.settle();
  }

  private settle(): void {
    const carry = Math.floor(this.low / LANE);
    this.high += carry;
    this.low -= carry * LANE;
    this.additions = 0;
  }

  merge(other: WideSum): void {
    this.settle();
    other.settle();
    this.high += other.high;
    this.low += other.low;
  }

  toBigInt(): bigint {
    return BigInt(this.high) * BigInt(LANE) + BigInt(this.low);
  }

  /** Negative, 0 or positive as the sum is below, equal to or above `value`, an integer between −(2^53 − 1) and 2^53 − 1. */
  compare(value: number): number {
    this.settle();
    const high = Math.floor(value / LANE);
    return this.high - high || this.low - (value - high * LANE);
  }
}
