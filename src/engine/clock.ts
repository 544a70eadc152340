/** The calendar periods of the row at hand; moves only when the local day does. */
import { DAY_MS, type Period, periodIndex } from "../domain/civil-date.js";
import type { Zone } from "../domain/zone.js";

/** Index of each kind of period in `Clock.periods`; the whole life of a campaign is one period of its own kind. */
const KINDS: readonly (Period | null)[] = [null, "day", "week", "month"];

export function periodKind(every: Period | null): number {
  return KINDS.indexOf(every);
}

export class Clock {
  timeMs = Number.NEGATIVE_INFINITY;
  /** Local day number. */
  day = 0;
  /** Number of the current period, by `periodKind`. */
  readonly periods = new Int32Array(KINDS.length);
  private dayEndsMs = Number.NEGATIVE_INFINITY;

  constructor(private readonly zone: Zone) {}

  /** Times come in ascending order. */
  moveTo(timeMs: number): void {
    this.timeMs = timeMs;
    if (timeMs < this.dayEndsMs) return;
    this.day = Math.floor((timeMs + this.zone.offsetAt(timeMs)) / DAY_MS);
    for (const [kind, every] of KINDS.entries()) this.periods[kind] = every === null ? 0 : periodIndex(every, this.day);
    this.dayEndsMs = this.zone.startOfDay(this.day + 1);
  }

  /** The number of the current period; 0 for a campaign's whole life. */
  period(every: Period | null): number {
    return this.periods[periodKind(every)];
  }
}
