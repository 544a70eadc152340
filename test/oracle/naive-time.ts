/** Time of the oracle (SPEC §2, §3): local clocks through Intl, local times to moments by trying offsets, timestamps of the log. */

export interface Local {
  year: number;
  month: number;
  day: number;
  hour: number;
  minute: number;
  second: number;
}

const formats = new Map<string, Intl.DateTimeFormat>();
const HOUR = 3_600_000;

/** What the wall clock in `zone` shows at moment `t` (milliseconds of the epoch). */
export function localOf(t: number, zone: string): Local {
  let format = formats.get(zone);
  if (format === undefined) {
    format = new Intl.DateTimeFormat("en-US", {
      timeZone: zone,
      calendar: "gregory",
      hourCycle: "h23",
      year: "numeric",
      month: "2-digit",
      day: "2-digit",
      hour: "2-digit",
      minute: "2-digit",
      second: "2-digit",
    });
    formats.set(zone, format);
  }
  const parts: Record<string, number> = {};
  for (const part of format.formatToParts(t)) if (part.type !== "literal") parts[part.type] = Number(part.value);
  return {
    year: parts.year,
    month: parts.month,
    day: parts.day,
    hour: parts.hour,
    minute: parts.minute,
    second: parts.second,
  };
}

/** Local time minus UTC at moment `t`, in milliseconds. */
export function offsetAt(t: number, zone: string): number {
  const l = localOf(t, zone);
  const wall = Date.UTC(l.year, l.month - 1, l.day, l.hour, l.minute, l.second);
  return wall - Math.floor(t / 1000) * 1000;
}

/**
 * The moment of a local time. `wall` is the wall clock written as if it were UTC. A time that occurs twice is the earlier one; one that is
 * skipped moves forward by the gap, which is what reading it with the offset before the change does.
 */
export function momentOfLocal(wall: number, zone: string): number {
  const before = offsetAt(wall - 26 * HOUR, zone);
  const after = offsetAt(wall + 26 * HOUR, zone);
  const moments = [wall - before, wall - after].filter((t) => offsetAt(t, zone) === wall - t);
  if (moments.length === 0) return wall - before;
  return Math.min(...moments);
}

const two = (n: number): string => String(n).padStart(2, "0");

const days = new Map<string, string>();

/** Local day, `2026-01-02`; remembered, because the oracle asks for the same moments over and over. */
export function dayOf(t: number, zone: string): string {
  const key = `${t} ${zone}`;
  let day = days.get(key);
  if (day === undefined) {
    const l = localOf(t, zone);
    day = `${String(l.year).padStart(4, "0")}-${two(l.month)}-${two(l.day)}`;
    if (days.size > 100_000) days.clear();
    days.set(key, day);
  }
  return day;
}

/** Days since 1970-01-01 of a local day's name. */
export function dayNumber(day: string): number {
  return Date.UTC(Number(day.slice(0, 4)), Number(day.slice(5, 7)) - 1, Number(day.slice(8, 10))) / 86_400_000;
}

/** 0 Monday … 6 Sunday. */
export function weekdayOf(day: string): number {
  return (((dayNumber(day) + 3) % 7) + 7) % 7;
}

/** The name of the calendar period in which `t` falls; two moments are in one period if the names are the same. */
export function periodOf(t: number, every: string | undefined, zone: string): string {
  if (every === undefined || every === "campaign") return "life";
  const day = dayOf(t, zone);
  if (every === "day") return day;
  if (every === "month") return day.slice(0, 7);
  return `week of ${dayNumber(day) - weekdayOf(day)}`;
}

/** ISO 8601 with offset in `zone`, milliseconds only where they are not 0. */
export function isoOf(t: number, zone: string): string {
  const l = localOf(t, zone);
  const minutes = Math.round(offsetAt(t, zone) / 60_000);
  const sign = minutes < 0 ? "-" : "+";
  const ms = ((t % 1000) + 1000) % 1000;
  const fraction = ms === 0 ? "" : `.${String(ms).padStart(3, "0")}`;
  const clock = `${two(l.hour)}:${two(l.minute)}:${two(l.second)}${fraction}`;
  const offset = `${sign}${two(Math.floor(Math.abs(minutes) / 60))}:${two(Math.abs(minutes) % 60)}`;
  return `${dayOf(t, zone)}T${clock}${offset}`;
}

/** `30d`, `12h`, `90m` in milliseconds. */
export function durationOf(text: string): number {
  const unit = { d: 24 * HOUR, h: HOUR, m: 60_000 }[text.slice(-1)];
  if (unit === undefined) throw new Error(`no duration: ${text}`);
  return Number(text.slice(0, -1)) * unit;
}

/** A timestamp of the log or of a window as milliseconds of the epoch; null for what is none. */
export function readTimestamp(text: string, zone: string): number | null {
  if (/^[0-9]{9,10}$/.test(text)) return Number(text) * 1000;
  if (/^[0-9]{13}$/.test(text)) return Number(text);
  const digits = /^([0-9]{4})([0-9]{2})([0-9]{2})(?:([0-9]{2})([0-9]{2})([0-9]{2})?)?$/.exec(text);
  if (digits !== null) return momentOf(digits.slice(1, 7), "", undefined, zone);
  const iso =
    /^([0-9]{4})-([0-9]{2})-([0-9]{2})(?:[T ]([0-9]{2}):([0-9]{2})(?::([0-9]{2})(?:\.([0-9]+))?)?(Z|[+-][0-9]{2}(?::?[0-9]{2})?)?)?$/.exec(
      text,
    );
  if (iso === null) return null;
  return momentOf(iso.slice(1, 7), iso[7] ?? "", iso[8], zone);
}

function momentOf(
  cells: (string | undefined)[],
  fraction: string,
  offset: string | undefined,
  zone: string,
): number | null {
  const [year, month, day, hour, minute, second] = cells.map((cell) => Number(cell ?? "0"));
  if (month < 1 || month > 12 || day < 1 || hour > 23 || minute > 59 || second > 59) return null;
  const midnight = new Date(0);
  midnight.setUTCFullYear(year, month - 1, day);
  if (midnight.getUTCMonth() !== month - 1 || midnight.getUTCDate() !== day) return null;
  const ms = Number(fraction.padEnd(3, "0").slice(0, 3));
  const wall = midnight.getTime() + hour * HOUR + minute * 60_000 + second * 1000;
  if (offset === undefined) return momentOfLocal(wall, zone) + ms;
  if (offset === "Z") return wall + ms;
  const sign = offset[0] === "-" ? -1 : 1;
  const rest = offset.slice(1).replace(":", "");
  const minutes = Number(rest.slice(0, 2)) * 60 + Number(rest.slice(2) || "0");
  return wall - sign * minutes * 60_000 + ms;
}
