/** How many rows a run will have, before any is made: a slip of the pen in a horizon or a growth would fill the memory of the machine. */
import { weekdayOf } from "../domain/civil-date.js";
import type { Problem } from "../domain/problem.js";
import type { Zone } from "../domain/zone.js";
import type { TransactionColumns } from "../transactions/columns.js";
import type { Days, ForecastSettings } from "./contract.js";

/** Rows that a run may have, unless the log itself has more. A thread takes about 100 to 200 bytes of memory for each. */
export const MOST_RUN_ROWS = 100_000_000;
/** Days that a forecast may cover, unless the log itself covers more: ten years. */
export const MOST_DAYS = 3660;

export interface RowEstimate {
  /** Of the log, the history included. */
  readonly logRows: number;
  /** Of a run with the most customers that growth allows, on average of all that is drawn. */
  readonly runRows: number;
}

const WEEK = 7;

/** `logDays` and `days`: those that the log and the runs cover. */
export function estimateRows(
  columns: Pick<TransactionColumns, "timeMs" | "prior" | "length">,
  { growth, uplift, holidays }: ForecastSettings,
  { logDays, days, zone }: { readonly logDays: Days; readonly days: Days; readonly zone: Zone },
): RowEstimate {
  const { prior, length } = columns;
  let past = 0;
  for (let row = 0; row < length; row++) past += prior[row];
  const { ofWeekday, ofAll } = daysOf(columns, logDays, zone);
  const ofAnyDay = ofAll / (logDays.until - logDays.first);
  let rows = 0;
  for (let day = days.first; day < days.until; day++) {
    rows += (ofWeekday[weekdayOf(day)] ?? ofAnyDay) * (holidays.get(day) ?? 1);
  }
  // The history may reach into the days of the log.
  const live = ofAll === 0 ? 0 : (rows * (length - past)) / ofAll;
  return { logRows: length, runRows: Math.round(growth.high * (past + live * (1 + uplift))) };
}

/** Rows of an average day by its weekday, null where the log has none, and of all days together. */
function daysOf({ timeMs, length }: Pick<TransactionColumns, "timeMs" | "length">, { first, until }: Days, zone: Zone) {
  const rows = new Float64Array(WEEK);
  const days = new Float64Array(WEEK);
  let start = firstRowFrom(zone.startOfDay(first), timeMs, length);
  for (let day = first; day < until; day++) {
    const end = firstRowFrom(zone.startOfDay(day + 1), timeMs, length);
    rows[weekdayOf(day)] += end - start;
    days[weekdayOf(day)]++;
    start = end;
  }
  const ofWeekday = Array.from(rows, (count, weekday) => (days[weekday] === 0 ? null : count / days[weekday]));
  return { ofWeekday, ofAll: rows.reduce((sum, count) => sum + count, 0) };
}

/** An error where a run would have more rows than there may be. */
export function tooManyRows({ logRows, runRows }: RowEstimate, { growth, horizon }: ForecastSettings): Problem[] {
  if (runRows <= Math.max(MOST_RUN_ROWS, logRows)) return [];
  const grown = growth.high > 1 ? `, with ${growth.high} times the customers` : "";
  const projected = horizon === null ? "" : `, over ${horizon.until - horizon.first} days`;
  return [
    {
      code: "too-many-rows",
      severity: "error",
      message: `of the log's ${figure(logRows)} rows a run would make about ${figure(runRows)}${grown}${projected}: at most ${figure(MOST_RUN_ROWS)}`,
      hint: "forecast a shorter --horizon or a smaller --growth, or take a sample of the users and scale the result",
      at: { file: "forecast", line: 0, column: 0 },
    },
  ];
}

function figure(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, ",");
}

/** The first row at or after a moment. */
function firstRowFrom(ms: number, timeMs: Float64Array, length: number): number {
  let low = 0;
  let high = length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (timeMs[middle] < ms) low = middle + 1;
    else high = middle;
  }
  return low;
}
