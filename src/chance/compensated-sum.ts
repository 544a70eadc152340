/** A sum of many doubles that loses no digits to their number. */

/** A sum of doubles after Neumaier (1974): it errs like one addition, however many there are. */
export class CompensatedSum {
  private sum = 0;
  private lost = 0;

  add(value: number): void {
    const next = this.sum + value;
    this.lost += Math.abs(this.sum) >= Math.abs(value) ? this.sum - next + value : value - next + this.sum;
    this.sum = next;
  }

  value(): number {
    return this.sum + this.lost;
  }
}
