/** Which days of a run take their rows from which day of the log. */
import type { Days } from "../contract.js";
import type { RunCalendar } from "./run-calendar.js";
import type { RunChance } from "./run-chance.js";
import { fillSourceDays } from "./source-days.js";

/** No day. */
const NO_DAY = Number.NaN;

const NONE = -1;

export class DayTakers {
  /** By day of the run from its first: the day of the log. */
  private readonly sources: Int32Array;
  /** By day of the log from its first, the first day of the run that takes it; by day of the run, the next that takes the same. Both from the run's first day. */
  private readonly firstTaker: Int32Array;
  private readonly nextTaker: Int32Array;

  constructor(
    private readonly log: Days,
    private readonly run: RunCalendar,
  ) {
    this.sources = new Int32Array(run.length);
    this.nextTaker = new Int32Array(run.length);
    this.firstTaker = new Int32Array(log.until - log.first);
  }

  /** Makes each day of the run take its rows from a day of the log: in turn, or drawn. */
  assign(chance: RunChance | null): void {
    const { run, log, sources, firstTaker, nextTaker } = this;
    firstTaker.fill(NONE);
    if (firstTaker.length === 0) return;
    fillSourceDays(run, log, chance, sources);
    for (let i = sources.length - 1; i >= 0; i--) {
      if (run.isLeftOut(run.first + i)) continue;
      const source = sources[i] - log.first;
      nextTaker[i] = firstTaker[source];
      firstTaker[source] = i;
    }
  }

  /** The day of the log that a day of the run takes; NaN where there is none. */
  sourceOf(day: number): number {
    if (this.firstTaker.length === 0 || this.run.isLeftOut(day)) return NO_DAY;
    return this.sources[day - this.run.first];
  }

  /** The first day of the run that takes a day of the log, or NaN. */
  firstOf(logDay: number): number {
    return this.dayAt(this.firstTaker[logDay - this.log.first]);
  }

  /** The next day of the run that takes the same day as `day`, or NaN. */
  nextAfter(day: number): number {
    return this.dayAt(this.nextTaker[day - this.run.first]);
  }

  private dayAt(index: number): number {
    return index === NONE ? NO_DAY : this.run.first + index;
  }
}
