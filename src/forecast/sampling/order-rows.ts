/** Puts rows of a run in order: a radix sort of indexes by person, then by row of the log, then by time, each keeping the order of those before. */
import type { RunRows } from "../contract.js";
import { append, emptyRows, restart } from "./row-list.js";

const BUCKETS = 1 << 16;

export class RowOrder {
  private order = new Int32Array(0);
  private spare = new Int32Array(0);
  private readonly sorted = emptyRows();
  private readonly starts = new Int32Array(BUCKETS + 1);

  /** Sorts `rows` by time, row of the log, person. */
  sort(rows: RunRows): void {
    const { length } = rows;
    if (length < 2) return;
    if (this.order.length < length) {
      this.order = new Int32Array(rows.base.length);
      this.spare = new Int32Array(rows.base.length);
    }
    for (let i = 0; i < length; i++) this.order[i] = i;
    this.sortBy(rows.person, length);
    this.sortBy(rows.base, length);
    this.sortBy(rows.timeMs, length);
    this.permute(rows);
  }

  private permute(rows: RunRows): void {
    const { order, sorted } = this;
    restart(sorted, rows.base.length);
    for (let i = 0; i < rows.length; i++)
      append(sorted, rows.base[order[i]], rows.person[order[i]], rows.timeMs[order[i]]);
    const { base, person, timeMs } = rows;
    rows.base = sorted.base;
    rows.person = sorted.person;
    rows.timeMs = sorted.timeMs;
    sorted.base = base;
    sorted.person = person;
    sorted.timeMs = timeMs;
  }

  private sortBy(keys: Int32Array | Float64Array, length: number): void {
    let least = keys[0];
    let most = keys[0];
    for (let i = 1; i < length; i++) {
      if (keys[i] < least) least = keys[i];
      else if (keys[i] > most) most = keys[i];
    }
    const { starts } = this;
    for (let unit = 1; unit <= most - least; unit *= BUCKETS) {
      const { order, spare } = this;
      starts.fill(0);
      for (let i = 0; i < length; i++) starts[digitOf(keys[i] - least, unit) + 1]++;
      for (let digit = 0; digit < BUCKETS; digit++) starts[digit + 1] += starts[digit];
      for (let i = 0; i < length; i++) spare[starts[digitOf(keys[order[i]] - least, unit)]++] = order[i];
      this.order = spare;
      this.spare = order;
    }
  }
}

function digitOf(value: number, unit: number): number {
  return Math.floor(value / unit) % BUCKETS;
}
