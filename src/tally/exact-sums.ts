/** Many sums of amounts side by side, each exact at any size, in one growing typed array. */

const MAX = Number.MAX_SAFE_INTEGER;

/**
 * A sum lives in a double while it is a safe integer; one that would leave that range moves to a bigint and starts again from its last addend.
 * Indexes are dense: adding to an index beyond the end grows the array.
 */
export class ExactSums {
  private values: Float64Array;
  private readonly spilled = new Map<number, bigint>();

  constructor(size: number) {
    this.values = new Float64Array(Math.max(1, size));
  }

  /** Adds an integer between −(2^53 − 1) and 2^53 − 1. */
  add(index: number, value: number): void {
    if (index >= this.values.length) this.grow(index);
    const sum = this.values[index] + value;
    if (sum > MAX || sum < -MAX) this.spill(index, value);
    else this.values[index] = sum;
  }

  at(index: number): bigint {
    if (index >= this.values.length) return 0n;
    return BigInt(this.values[index]) + (this.spilled.get(index) ?? 0n);
  }

  /** The sum as a double that holds it exactly; null where none does. */
  safeAt(index: number): number | null {
    if (index >= this.values.length) return 0;
    if (this.spilled.size === 0) return this.values[index];
    const sum = this.at(index);
    return sum > MAX || sum < -MAX ? null : Number(sum);
  }

  private spill(index: number, value: number): void {
    this.spilled.set(index, this.at(index));
    this.values[index] = value;
  }

  private grow(index: number): void {
    const wider = new Float64Array(Math.max(index + 1, this.values.length * 2));
    wider.set(this.values);
    this.values = wider;
  }
}
