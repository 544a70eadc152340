/** Windows of the oracle (SPEC §2, §4): half-open from start to end, days and hours on the wall clock. */
import type { Campaign } from "./case.js";
import { dayOf, localOf, readTimestamp, weekdayOf } from "./naive-time.js";

const DAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

export function windowIsOpen(window: Campaign["window"], t: number, zone: string): boolean {
  if (window === undefined) return true;
  if (window.start !== undefined && t < boundOf(window.start, zone)) return false;
  if (window.end !== undefined && t >= boundOf(window.end, zone)) return false;

  const today = weekdayOf(dayOf(t, zone));
  const yesterday = (today + 6) % 7;
  const dayIsListed = (day: number): boolean => window.days === undefined || window.days.includes(DAYS[day]);
  if (window.hours === undefined) return dayIsListed(today);

  const local = localOf(t, zone);
  const minute = local.hour * 60 + local.minute;
  for (const span of window.hours) {
    const [from, to] = span.split("-").map((clock) => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3, 5)));
    if (from < to) {
      if (dayIsListed(today) && minute >= from && minute < to) return true;
    } else {
      if (dayIsListed(today) && minute >= from) return true;
      if (dayIsListed(yesterday) && minute < to) return true;
    }
  }
  return false;
}

/** A bound is a date (its local midnight) or a moment. */
export function boundOf(text: string, zone: string): number {
  const t = readTimestamp(text, zone);
  if (t === null) throw new Error(`no moment: ${text}`);
  return t;
}
