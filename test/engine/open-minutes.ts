/** The minutes at which a window is open, one by one on the wall clock that the platform shows: the naive second opinion on open time. */

export interface WindowText {
  readonly zone: string;
  /** Local times `2026-03-28T00:00`. */
  readonly start: string;
  readonly end: string;
  readonly days?: readonly string[];
  /** `22:00-02:00` */
  readonly hours?: readonly string[];
}

export interface OpenMinute {
  readonly timeMs: number;
  /** Local date, `2026-03-28`. */
  readonly day: string;
}

const MINUTE = 60_000;
const WEEK = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

/** As a campaign file says it. */
export function windowKey({ start, end, days, hours }: WindowText): string {
  const listed = days === undefined ? "" : `, days: [${days.join(", ")}]`;
  const spans = hours === undefined ? "" : `, hours: [${hours.map((span) => `"${span}"`).join(", ")}]`;
  return `window: { start: ${start}, end: ${end}${listed}${spans} }`;
}

/** In order. Start and end are times that no clock change skips or repeats. */
export function openMinutes(window: WindowText): OpenMinute[] {
  const clock = new Intl.DateTimeFormat("en-CA", {
    timeZone: window.zone,
    dateStyle: "short",
    timeStyle: "short",
    hourCycle: "h23",
  });
  const open: OpenMinute[] = [];
  const [from, until] = [window.start, window.end].map((text) => Date.parse(`${text}Z`));
  for (let timeMs = from - 1440 * MINUTE; timeMs < until + 1440 * MINUTE; timeMs += MINUTE) {
    const [day, time] = clock.format(timeMs).split(", ");
    const local = `${day}T${time}`;
    if (local < window.start || local >= window.end) continue;
    const weekday = WEEK[(new Date(`${day}T00:00Z`).getUTCDay() + 6) % 7];
    if (isOpen(window, weekday, time)) open.push({ timeMs, day });
  }
  return open;
}

function isOpen({ days = WEEK, hours = ["00:00-24:00"] }: WindowText, weekday: string, time: string): boolean {
  const listed = days.includes(weekday);
  const listedYesterday = days.includes(WEEK[(WEEK.indexOf(weekday) + 6) % 7]);
  return hours.some((span) => {
    const [from, until] = span.split("-");
    if (from < until) return listed && time >= from && time < until;
    return (listed && time >= from) || (listedYesterday && time < until);
  });
}
