/** The calendar periods of the row at hand; moves only when the local day does. */
import { DAY_MS, type Period, periodIndex } from "../domain/civil-date.js";
import type { Zone } from "../domain/zone.js";

export class Clock {
  timeMs = Number.NEGATIVE_INFINITY;
  /** Local day number. */
  day = 0;
  private week = 0;
  private month = 0;
  private dayEndsMs = Number.NEGATIVE_INFINITY;

  constructor(private readonly zone: Zone) {}

  /** Times come in ascending order. */
  moveTo(timeMs: number): void {
    this.timeMs = timeMs;
    if (timeMs < this.dayEndsMs) return;
    this.day = Math.floor((timeMs + this.zone.offsetAt(timeMs)) / DAY_MS);
    this.week = periodIndex("week", this.day);
    this.month = periodIndex("month", this.day);
    this.dayEndsMs = this.zone.startOfDay(this.day + 1);
  }

  /** The number of the current period; 0 for a campaign's whole life. */
  period(every: Period | null): number {
    switch (every) {
      case null:
        return 0;
      case "day":
        return this.day;
      case "week":
        return this.week;
      case "month":
        return this.month;
    }
  }
}
