/** A list of numbers that grows, 8 bytes each. */

const FIRST_CAPACITY = 16;
const NOTHING = new Float64Array(0);

export class NumberList {
  private numbers = NOTHING;
  private count = 0;

  add(value: number): void {
    if (this.count === this.numbers.length) this.grow();
    this.numbers[this.count++] = value;
  }

  /** The numbers in the order in which they came: a view, good until the next `add`. */
  all(): Float64Array {
    return this.numbers.subarray(0, this.count);
  }

  private grow(): void {
    const wider = new Float64Array(Math.max(FIRST_CAPACITY, this.numbers.length * 2));
    wider.set(this.numbers);
    this.numbers = wider;
  }
}
