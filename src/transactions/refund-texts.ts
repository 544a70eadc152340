/** The raw text of refunds: the replay may still reject one, and then has to say what stood in the file. */
import { Buffer } from "node:buffer";
import { assert } from "../domain/problem.js";
import { rawText } from "./rejects.js";

export class RefundTexts {
  private readonly rows: number[] = [];
  private readonly ends: number[] = [];
  private bytes = Buffer.allocUnsafeSlow(1024);
  private used = 0;
  private places: Int32Array | null = null;
  /** Row → index in `rows`; made when the first text is asked for. */
  private byRow: Map<number, number> | null = null;

  /** Keeps the bytes of the record at `row`; rows come in ascending order. */
  add(row: number, raw: Uint8Array, from: number, to: number): void {
    const end = this.used + to - from;
    if (end > this.bytes.length) {
      const larger = Buffer.allocUnsafeSlow(Math.max(end, this.bytes.length * 2));
      larger.set(this.bytes.subarray(0, this.used));
      this.bytes = larger;
    }
    this.bytes.set(raw.subarray(from, to), this.used);
    this.used = end;
    this.rows.push(row);
    this.ends.push(end);
  }

  /** Tells where the rows have gone: `places[old row]`. */
  moved(places: Int32Array | null): void {
    this.places = places;
    this.byRow = null;
  }

  /** The text of the refund at `row`, as it stands in the file. */
  text(row: number): string {
    this.byRow ??= new Map(this.rows.map((old, i) => [this.places === null ? old : this.places[old], i]));
    const i = this.byRow.get(row);
    assert(i !== undefined, `row ${row} is no refund of the log`);
    return rawText(this.bytes, i === 0 ? 0 : this.ends[i - 1], this.ends[i]);
  }
}
