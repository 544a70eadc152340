/** Spans of hours: `10:00-14:00`, past midnight `22:00-02:00`, to the end of the day `18:00-24:00`. */

const SPAN = /^(\d{1,2}):(\d{2})\s*-\s*(\d{1,2}):(\d{2})$/;
const DAY_MINUTES = 1440;

export interface HourSpan {
  /** Minutes after midnight, 0 to 1439. */
  readonly from: number;
  /** Minutes after the same midnight, above `from`: above 1440 it runs into the next day. */
  readonly until: number;
}

export type HoursFault = "not_a_span" | "no_such_time" | "empty_span";

export function parseHours(text: string): HourSpan | HoursFault {
  const match = SPAN.exec(text);
  if (match === null) return "not_a_span";
  const [fromHour, fromMinute, untilHour, untilMinute] = match.slice(1).map(Number);
  if (fromMinute > 59 || untilMinute > 59) return "no_such_time";
  const from = fromHour * 60 + fromMinute;
  const until = untilHour * 60 + untilMinute;
  if (from >= DAY_MINUTES || until > DAY_MINUTES) return "no_such_time"; // 24:00 is an end, no start
  if (from === until) return "empty_span";
  return { from, until: until > from ? until : until + DAY_MINUTES };
}
