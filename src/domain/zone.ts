/** A time zone as spans of constant offset, asked of the IANA rules once a span and remembered. */
import { Temporal } from "temporal-polyfill";
import { DAY_MS, daysFromCivil, formatDay } from "./civil-date.js";

interface Span {
  readonly fromMs: number;
  readonly untilMs: number;
  readonly offsetMs: number;
}

export class Zone {
  private readonly spans: Span[] = [];
  private last: Span;

  private constructor(readonly name: string) {
    this.last = this.spanAt(0);
  }

  /** The zone of an IANA name such as `Asia/Shanghai`; null if there is none of that name. */
  static named(name: string): Zone | null {
    if (/^[+-]/.test(name)) return null; // a bare offset is no place
    try {
      return new Zone(name);
    } catch (error) {
      if (error instanceof RangeError) return null;
      throw error;
    }
  }

  /** What local clocks are ahead of UTC at the instant `timeMs`, in milliseconds. */
  offsetAt(timeMs: number): number {
    if (timeMs < this.last.fromMs || timeMs >= this.last.untilMs) this.last = this.spanAt(timeMs);
    return this.last.offsetMs;
  }

  /** The instant at which the offset of `timeMs` ends; +Infinity if it stays. */
  offsetEndsAt(timeMs: number): number {
    this.offsetAt(timeMs);
    return this.last.untilMs;
  }

  /** The instant of a wall-clock reading (milliseconds as if it were UTC): skipped times move forward by the gap, of two the earlier. */
  instantOf(localMs: number): number {
    const before = this.offsetAt(localMs - DAY_MS);
    const after = this.offsetAt(localMs + DAY_MS);
    const early = localMs - before;
    if (before === after || this.offsetAt(early) === before) return early;
    const late = localMs - after;
    return this.offsetAt(late) === after ? late : early;
  }

  /** Day number of the local date at an instant. */
  dayOf(timeMs: number): number {
    return Math.floor((timeMs + this.offsetAt(timeMs)) / DAY_MS);
  }

  /** The instant at which a local day begins. */
  startOfDay(days: number): number {
    return this.instantOf(days * DAY_MS);
  }

  /** ISO 8601 with offset, milliseconds only where they are not 0: `2026-01-02T10:00:00+08:00`. */
  format(timeMs: number): string {
    const offsetMs = this.offsetAt(timeMs);
    return formatWall(timeMs + offsetMs) + formatOffset(offsetMs);
  }

  private spanAt(timeMs: number): Span {
    const known = this.spans.find((span) => timeMs >= span.fromMs && timeMs < span.untilMs);
    if (known !== undefined) return known;
    const here = Temporal.Instant.fromEpochMilliseconds(Math.floor(timeMs)).toZonedDateTimeISO(this.name);
    const next = here.getTimeZoneTransition("next");
    const offsetMs = Math.trunc(here.offsetNanoseconds / 1e6);
    // `previous` is strictly before: step from the end of the span, so that a time on a transition belongs to what follows it.
    const from = (next ?? here.add({ nanoseconds: 1 })).getTimeZoneTransition("previous");
    const span = {
      fromMs: from === null ? Number.NEGATIVE_INFINITY : from.epochMilliseconds,
      untilMs: next === null ? Number.POSITIVE_INFINITY : next.epochMilliseconds,
      offsetMs,
    };
    this.spans.push(span);
    return span;
  }
}

/** `2026-01-02T10:00:00` for a wall-clock reading. */
function formatWall(localMs: number): string {
  const days = Math.floor(localMs / DAY_MS);
  const ofDay = Math.floor(localMs - days * DAY_MS);
  const ms = ofDay % 1000;
  const seconds = (ofDay - ms) / 1000;
  const time = `${twoDigits(Math.floor(seconds / 3600))}:${twoDigits(Math.floor(seconds / 60) % 60)}:${twoDigits(seconds % 60)}`;
  return `${formatDay(days)}T${time}${ms === 0 ? "" : `.${String(ms).padStart(3, "0")}`}`;
}

function twoDigits(value: number): string {
  return value < 10 ? `0${value}` : `${value}`;
}

function formatOffset(offsetMs: number): string {
  const seconds = Math.round(Math.abs(offsetMs) / 1000);
  const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
  if (seconds % 60 !== 0) parts.push(seconds % 60); // local mean time, before zones were agreed
  return (offsetMs < 0 ? "-" : "+") + parts.map(twoDigits).join(":");
}

/** Wall-clock milliseconds of a date and time, as if it were UTC. */
export function wallMs(
  year: number,
  month: number,
  day: number,
  hour: number,
  minute: number,
  second: number,
  ms: number,
): number {
  return daysFromCivil(year, month, day) * DAY_MS + ((hour * 60 + minute) * 60 + second) * 1000 + ms;
}
