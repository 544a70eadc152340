/** The result of screening: for every row of a stretch of the log, the campaigns that are still possible. */

/** Rows × campaigns that one list holds before it asks to be used up; bounds memory whatever the number of campaigns. */
const ENOUGH = 1 << 22;

/** Campaigns of row `firstRow + i`: `campaigns[starts[i]]` up to `campaigns[starts[i + 1]]`, ascending. */
export class CandidateList {
  firstRow = 0;
  rows = 0;
  starts = new Int32Array(1024);
  campaigns = new Int32Array(4096);
  private used = 0;

  /** Empties the list for rows from `firstRow` on. */
  reset(firstRow: number): void {
    this.firstRow = firstRow;
    this.rows = 0;
    this.used = 0;
  }

  get full(): boolean {
    return this.used >= ENOUGH || this.rows >= ENOUGH;
  }

  push(campaign: number): void {
    if (this.used === this.campaigns.length) this.campaigns = grown(this.campaigns);
    this.campaigns[this.used++] = campaign;
  }

  /** Ends the row whose campaigns were pushed. */
  endRow(): void {
    this.rows++;
    if (this.rows === this.starts.length) this.starts = grown(this.starts);
    this.starts[this.rows] = this.used;
  }
}

function grown(array: Int32Array): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(array.length * 2);
  larger.set(array);
  return larger;
}
