/** The stretches of time over which a window is open, to turn a share of its open time into a moment. */
import type { Window } from "../campaigns/campaign.js";
import { DAY_MS, MINUTE_MS } from "../domain/civil-date.js";
import type { Zone } from "../domain/zone.js";

const MINUTES_A_DAY = 1440;
/** 1970-01-01 was a Thursday; 0 is Monday. */
const EPOCH_WEEKDAY = 3;

interface Stretch {
  readonly fromMs: number;
  untilMs: number;
}

export class OpenTime {
  private readonly stretches: readonly Stretch[];
  /** Open time before each stretch, and at the end all of it. */
  private readonly beforeMs: Float64Array;

  /** The window's open time between two instants, half-open. Hours and weekdays are those of the wall clock, so an hour that a clock change repeats counts twice. */
  constructor(window: Window, zone: Zone, fromMs: number, untilMs: number) {
    const from = Math.max(fromMs, window.startMs);
    const until = Math.min(untilMs, window.endMs);
    this.stretches = joined(stretchesOf(window, zone, from, until));
    this.beforeMs = new Float64Array(this.stretches.length + 1);
    for (const [i, stretch] of this.stretches.entries()) {
      this.beforeMs[i + 1] = this.beforeMs[i] + stretch.untilMs - stretch.fromMs;
    }
  }

  /** The instant at which `share` (0 to below 1) of the open time has passed; +Infinity if there is none. */
  momentAt(share: number): number {
    const { stretches, beforeMs } = this;
    if (stretches.length === 0) return Number.POSITIVE_INFINITY;
    const passedMs = share * beforeMs[stretches.length];
    let low = 0;
    let high = stretches.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >>> 1;
      if (beforeMs[middle] <= passedMs) low = middle;
      else high = middle - 1;
    }
    return stretches[low].fromMs + (passedMs - beforeMs[low]);
  }
}

/** A week, a day whose hours a clock change takes, and the night that belongs to the day before. */
const SOON_MS = 9 * DAY_MS;

/** The first instant from `fromMs` on at which a window is open; +Infinity if it has closed for good. */
export function opensAt(window: Window, zone: Zone, fromMs: number): number {
  const from = Math.max(fromMs, window.startMs);
  return new OpenTime(window, zone, from, from + SOON_MS).momentAt(0);
}

function* stretchesOf({ days, hours }: Window, zone: Zone, from: number, until: number): Generator<Stretch> {
  if (from >= until) return;
  if (days === null && hours === null) {
    yield { fromMs: from, untilMs: until };
    return;
  }
  const spans = hours ?? [{ from: 0, until: MINUTES_A_DAY }];
  for (let start = from; start < until; ) {
    // While the offset stays, the wall clock runs as instants do.
    const end = Math.min(until, zone.offsetEndsAt(start));
    const offset = zone.offsetAt(start);
    const lastDay = Math.floor((end + offset) / DAY_MS);
    // A span of the day before may run past midnight.
    for (let day = Math.floor((start + offset) / DAY_MS) - 1; day <= lastDay; day++) {
      if (days !== null && !days.includes((((day + EPOCH_WEEKDAY) % 7) + 7) % 7)) continue;
      for (const span of spans) {
        const fromMs = Math.max(start, day * DAY_MS + span.from * MINUTE_MS - offset);
        const untilMs = Math.min(end, day * DAY_MS + span.until * MINUTE_MS - offset);
        if (fromMs < untilMs) yield { fromMs, untilMs };
      }
    }
    start = end;
  }
}

/** In order, those that touch or overlap as one. */
function joined(stretches: Iterable<Stretch>): Stretch[] {
  const result: Stretch[] = [];
  for (const stretch of [...stretches].sort((a, b) => a.fromMs - b.fromMs)) {
    const last = result[result.length - 1];
    if (last !== undefined && stretch.fromMs <= last.untilMs) last.untilMs = Math.max(last.untilMs, stretch.untilMs);
    else result.push({ ...stretch });
  }
  return result;
}
