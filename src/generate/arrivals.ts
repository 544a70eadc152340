/**
 * The moments of the payments, ascending, one at a time: a Poisson process whose rate follows the hour, the weekday and the
 * day's luck, given that it has exactly so many events.
 */
import { DAY_MS, HOUR_MS, MINUTE_MS, weekdayOf } from "../domain/civil-date.js";
import type { ResolvedOptions } from "./options.js";
import { RandomSource } from "./random-source.js";
import { HOUR_WEIGHTS, WEEKDAY_WEIGHTS } from "./reference-data.js";

// All offsets since 2000 are whole quarters of an hour, so a slice lies in one local hour.
const SLICE_MS = 15 * MINUTE_MS;

/** Standard deviation of the logarithm of a day's luck. */
const DAY_SPREAD = 0.08;

export class Arrivals {
  readonly endMs: number;
  private readonly startMs: number;
  private readonly random: RandomSource;
  /** Share of the traffic that comes before the end of each slice. */
  private readonly share: Float64Array;
  private slice = 0;
  private left: number;
  /** Share of the traffic that is still to come. */
  private rest = 1;

  constructor(options: ResolvedOptions) {
    const { zone, startDay, days } = options;
    this.startMs = zone.startOfDay(startDay);
    this.endMs = zone.startOfDay(startDay + days);
    this.random = new RandomSource(options.seed, "arrivals");
    this.left = options.rows;
    const luck = Float64Array.from({ length: days }, () => Math.exp(DAY_SPREAD * this.random.normal()));
    this.share = new Float64Array(Math.ceil((this.endMs - this.startMs) / SLICE_MS));
    let total = 0;
    for (let slice = 0; slice < this.share.length; slice++) {
      const timeMs = this.startMs + slice * SLICE_MS;
      const localMs = timeMs + zone.offsetAt(timeMs);
      const day = Math.floor(localMs / DAY_MS);
      total +=
        HOUR_WEIGHTS[Math.floor((localMs - day * DAY_MS) / HOUR_MS)] *
        WEEKDAY_WEIGHTS[weekdayOf(day)] *
        luck[day - startDay];
      this.share[slice] = total;
    }
    for (let slice = 0; slice < this.share.length; slice++) this.share[slice] /= total;
  }

  /** The next moment in epoch milliseconds, a whole second; to be called `rows` times at most. */
  next(): number {
    // The smallest of n uniforms is 1 − V^(1/n): sorted uniforms without sorting.
    this.rest *= Math.exp(Math.log(this.random.positive()) / this.left--);
    const passed = 1 - this.rest;
    while (this.slice < this.share.length - 1 && this.share[this.slice] <= passed) this.slice++;
    const from = this.slice === 0 ? 0 : this.share[this.slice - 1];
    const within = Math.min(0.999_999, (passed - from) / (this.share[this.slice] - from));
    return this.startMs + this.slice * SLICE_MS + Math.floor((within * SLICE_MS) / 1000) * 1000;
  }
}
