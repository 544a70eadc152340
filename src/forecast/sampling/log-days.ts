/** The local days of a log: what the wall clock showed at each row, and which rows are whose. */
import { DAY_MS } from "../../domain/civil-date.js";
import type { Zone } from "../../domain/zone.js";
import type { Days } from "../contract.js";
import type { SampledLog } from "./sampled-log.js";

export class LogDays implements Days {
  /** From the day of the first row that is replayed to that of the last; none where no row is. */
  readonly first: number;
  readonly until: number;
  /**
   * By row: the wall clock, in milliseconds as if it were UTC. It never goes back: in an hour that comes twice it waits for the second to catch up,
   * so that rows keep their order on whatever day they come.
   */
  readonly wallMs: Float64Array;
  /** Rows of the day `first + i`, history among them: from `starts[i]` up to `starts[i + 1]`. */
  readonly starts: Int32Array;

  constructor({ length, timeMs, prior }: SampledLog, zone: Zone) {
    this.wallMs = new Float64Array(length);
    let latest = Number.NEGATIVE_INFINITY;
    for (let row = 0; row < length; row++) {
      const wallMs = timeMs[row] + zone.offsetAt(timeMs[row]);
      if (wallMs > latest) latest = wallMs;
      this.wallMs[row] = latest;
    }
    const firstRow = prior.indexOf(0);
    this.first = firstRow === -1 ? 0 : this.dayOf(firstRow);
    this.until = firstRow === -1 ? 0 : this.dayOf(prior.lastIndexOf(0)) + 1;
    this.starts = new Int32Array(this.until - this.first + 1);
    let row = 0;
    for (let i = 0; i < this.starts.length; i++) {
      while (row < length && this.wallMs[row] < (this.first + i) * DAY_MS) row++;
      this.starts[i] = row;
    }
  }

  /** Day of a row by its wall clock. */
  dayOf(row: number): number {
    return Math.floor(this.wallMs[row] / DAY_MS);
  }
}
