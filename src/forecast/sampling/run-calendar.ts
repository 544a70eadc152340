/** The local days that a run covers: when a wall clock shows what on them, and what is particular about each. */
import { DAY_MS } from "../../domain/civil-date.js";
import type { Zone } from "../../domain/zone.js";
import type { Days } from "../contract.js";

const WEEK = 7;

export class RunCalendar implements Days {
  readonly first: number;
  readonly until: number;
  /** Factor on the payments of the day `first + i`. */
  readonly factors: Float64Array;
  /** By day, what local clocks are ahead of UTC all day long; NaN where that changes. */
  private readonly offsetsMs: Float64Array;

  constructor(
    days: Days,
    holidays: ReadonlyMap<number, number>,
    private readonly zone: Zone,
  ) {
    this.first = days.first;
    this.until = days.until;
    this.factors = Float64Array.from({ length: this.length }, (_, i) => holidays.get(this.first + i) ?? 1);
    this.offsetsMs = Float64Array.from({ length: this.length }, (_, i) => steadyOffset(zone, this.first + i));
  }

  get length(): number {
    return this.until - this.first;
  }

  /** True for a day that a zone has left out, as Samoa did with 2011-12-30. */
  isLeftOut(day: number): boolean {
    return this.zone.startOfDay(day) >= this.zone.startOfDay(day + 1);
  }

  /**
   * The instant at which a wall clock shows `wallMs` on one of the days; a later reading never gives an earlier instant. What is skipped comes
   * when clocks go on, of two instants it is the earlier.
   */
  instantOf(wallMs: number): number {
    const offsetMs = this.offsetsMs[Math.floor(wallMs / DAY_MS) - this.first];
    if (!Number.isNaN(offsetMs)) return wallMs - offsetMs;
    const { zone } = this;
    const instant = zone.instantOf(wallMs);
    const after = zone.offsetAt(instant);
    return instant + after > wallMs ? zone.offsetEndsAt(wallMs - after) : instant;
  }

  /** Another of the days, of the same weekday as `day`, drawn evenly by a uniform; `day` itself if there is no other. */
  otherDay(day: number, uniform: number): number {
    const earlier = Math.floor((day - this.first) / WEEK);
    const others = earlier + Math.floor((this.until - 1 - day) / WEEK);
    if (others === 0) return day;
    const drawn = Math.floor(uniform * others);
    return day + WEEK * (drawn < earlier ? drawn - earlier : drawn - earlier + 1);
  }
}

function steadyOffset(zone: Zone, day: number): number {
  const startMs = zone.startOfDay(day);
  const offsetMs = zone.offsetAt(startMs);
  const steady = startMs + offsetMs === day * DAY_MS && zone.offsetEndsAt(startMs) >= startMs + DAY_MS;
  return steady ? offsetMs : Number.NaN;
}
