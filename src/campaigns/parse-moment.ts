/** The `start` and `end` of a window: a date, or a date and time with or without an offset. */
import { DAY_MS, daysFromCivil, daysInMonth } from "../domain/civil-date.js";
import { wallMs, type Zone } from "../domain/zone.js";

const DATE = String.raw`(\d{4})-(\d{2})-(\d{2})`;
const TIME = String.raw`(\d{2}):(\d{2})(?::(\d{2})(?:\.(\d+))?)?`;
const OFFSET = String.raw`(Z|[+-]\d{2}(?::?\d{2})?)`;
const MOMENT = new RegExp(`^${DATE}(?:[T ]${TIME} ?${OFFSET}?)?$`);

export type MomentFault = "not_a_moment" | "no_such_date" | "no_such_time";

/**
 * Epoch milliseconds of `2026-01-02` (its local midnight), `2026-01-02 10:00`, `2026-01-02T10:00:00.5+08:00`; or what is
 * wrong with the text. Digits past the millisecond are cut; `24:00` and second 60 are no times.
 */
export function parseMoment(text: string, zone: Zone): number | MomentFault {
  const match = MOMENT.exec(text);
  if (match === null) return "not_a_moment";
  const [year, month, day, hour, minute, second] = match.slice(1, 7).map((part) => Number(part ?? 0));
  if (month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) return "no_such_date";
  if (match[4] === undefined) return zone.startOfDay(daysFromCivil(year, month, day));
  if (hour > 23 || minute > 59 || second > 59) return "no_such_time";
  const milliseconds = Number((match[7] ?? "").slice(0, 3).padEnd(3, "0"));
  const localMs = wallMs(year, month, day, hour, minute, second, milliseconds);
  if (match[8] === undefined) return zone.instantOf(localMs);
  const offsetMs = parseOffset(match[8]);
  return offsetMs === null ? "no_such_time" : localMs - offsetMs;
}

function parseOffset(text: string): number | null {
  if (text === "Z") return 0;
  const minutes = Number(text.slice(1, 3)) * 60 + Number(text.slice(3).replace(":", "") || 0);
  const offsetMs = minutes * 60_000;
  if (offsetMs >= DAY_MS || Number(text.slice(-2)) > 59) return null;
  return text.startsWith("-") ? -offsetMs : offsetMs;
}
