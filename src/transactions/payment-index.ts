/** Which row bears an id: one file's ids, each at most once. */

const UNSEEN = 0;
const LEFT_OUT = -1;

export class PaymentIndex {
  /** By code of the id: row + 1, `UNSEEN`, or `LEFT_OUT`. */
  private rows = new Int32Array(1024);

  /** Whether an accepted row of this file has the id. */
  has(code: number): boolean {
    return code < this.rows.length && this.rows[code] !== UNSEEN;
  }

  /** The row with the id, −1 if none was kept. */
  rowOf(code: number): number {
    return code < this.rows.length && this.rows[code] > 0 ? this.rows[code] - 1 : -1;
  }

  keep(code: number, row: number): void {
    this.put(code, row + 1);
  }

  /** The id belongs to a good row that is not replayed. */
  leaveOut(code: number): void {
    this.put(code, LEFT_OUT);
  }

  private put(code: number, value: number): void {
    if (code >= this.rows.length) {
      const larger = new Int32Array(Math.max(code + 1, this.rows.length * 2));
      larger.set(this.rows);
      this.rows = larger;
    }
    this.rows[code] = value;
  }
}
