/** Durations in words. */
import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from "./civil-date.js";

const UNITS = [
  [DAY_MS, "day"],
  [HOUR_MS, "hour"],
  [MINUTE_MS, "minute"],
  [SECOND_MS, "second"],
] as const;

/** `30 days`, `12 hours`, `15 minutes`, `40 seconds`: in the largest unit of which it is a whole number. */
export function formatDuration(ms: number): string {
  const [unitMs, unit] = UNITS.find(([unitMs]) => ms % unitMs === 0) ?? UNITS[UNITS.length - 1];
  const count = ms / unitMs;
  return `${count} ${unit}${count === 1 ? "" : "s"}`;
}
