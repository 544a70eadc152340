/** A local date as a day number. */
import { daysFromCivil, formatDay } from "../domain/civil-date.js";

/** @throws RangeError for what is no date written `2026-03-01` */
export function parseDay(text: string): number {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  const day = match === null ? Number.NaN : daysFromCivil(Number(match[1]), Number(match[2]), Number(match[3]));
  if (Number.isNaN(day) || formatDay(day) !== text)
    throw new RangeError(`"${text}" is no date: write one such as 2026-03-01`);
  return day;
}
