/** A moment against a campaign's window, with both in words: "fri 10:30 is outside 11:00-14:00". */
import type { Window } from "../campaigns/campaign.js";
import { WEEKDAYS } from "../campaigns/campaign-schema.js";
import { DAY_MS, MINUTE_MS, weekdayOf } from "../domain/civil-date.js";
import type { Zone } from "../domain/zone.js";
import { isOpen } from "../engine/screen/static-tests.js";
import type { Comparison } from "./explain-document.js";

const MINUTES_A_DAY = 1440;

/** One comparison for each part of the window that is set; none for a window that is always open. */
export function compareWindow(window: Window, timeMs: number, zone: Zone): Comparison[] {
  const { startMs, endMs, days, hours } = window;
  const found: Comparison[] = [];
  if (Number.isFinite(startMs)) {
    const holds = timeMs >= startMs;
    found.push({
      holds,
      words: `${zone.format(timeMs)} is ${holds ? "not " : ""}before the start ${zone.format(startMs)}`,
    });
  }
  if (Number.isFinite(endMs)) {
    const holds = timeMs < endMs;
    found.push({
      holds,
      words: `${zone.format(timeMs)} is ${holds ? "before" : "not before"} the end ${zone.format(endMs)}`,
    });
  }
  if (days === null && hours === null) return found;
  const localMs = timeMs + zone.offsetAt(timeMs);
  const day = Math.floor(localMs / DAY_MS);
  const now = `${WEEKDAYS[weekdayOf(day)]} ${clock(Math.floor((localMs - day * DAY_MS) / MINUTE_MS))}`;
  const always = { startMs: Number.NEGATIVE_INFINITY, endMs: Number.POSITIVE_INFINITY };
  const inHours = isOpen({ ...always, days: null, hours }, timeMs, zone);
  if (hours !== null) {
    const spans = hours.map(
      ({ from, until }) => `${clock(from)}-${clock(until > MINUTES_A_DAY ? until - MINUTES_A_DAY : until)}`,
    );
    found.push({ holds: inHours, words: `${now} is ${inHours ? "inside" : "outside"} ${spans.join(", ")}` });
  }
  if (days !== null && inHours) {
    const names = `[${days.map((number) => WEEKDAYS[number]).join(", ")}]`;
    const holds = isOpen({ ...always, days, hours }, timeMs, zone);
    const began = hours?.some(({ until }) => until > MINUTES_A_DAY)
      ? " (a span belongs to the day on which it starts)"
      : "";
    found.push({ holds, words: `${now} is ${holds ? "" : "not "}on one of ${names}${began}` });
  }
  return found;
}

function clock(minutes: number): string {
  return `${String(Math.floor(minutes / 60)).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}`;
}
