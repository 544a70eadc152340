/** Durations in words. */
import { DAY_MS, HOUR_MS, MINUTE_MS } from "./civil-date.js";

/** `30 days`, `12 hours`, `15 minutes`: in the largest unit of which it is a whole number. */
export function formatDuration(ms: number): string {
  const [unitMs, unit] =
    ms % DAY_MS === 0 ? [DAY_MS, "day"] : ms % HOUR_MS === 0 ? [HOUR_MS, "hour"] : [MINUTE_MS, "minute"];
  const count = ms / unitMs;
  return `${count} ${unit}${count === 1 ? "" : "s"}`;
}
