/** What a reader of a forecast has to know before believing it. */
import { formatDay } from "../domain/civil-date.js";
import type { Problem } from "../domain/problem.js";
import type { Days, ForecastSettings } from "./contract.js";
import type { ForecastSummary } from "./summary/forecast-summary.js";
import { worstHalfWidth } from "./summary/precision.js";

export interface ForecastCircumstances {
  readonly settings: ForecastSettings;
  readonly logDays: Days;
  /** Those that the runs cover. */
  readonly days: Days;
  /** Rows of the log that are replayed. */
  readonly rows: number;
  readonly summary: ForecastSummary;
  readonly partial: boolean;
}

/** Weeks from which on a weekday has days enough to draw from. */
const FEW_WEEKS = 4;

export function forecastWarnings(
  { settings, logDays, days, rows, summary, partial }: ForecastCircumstances,
  precision: number | undefined,
): readonly Problem[] {
  const warnings: Problem[] = [];
  const warn = (code: string, message: string, hint: string) =>
    warnings.push({ code, severity: "warning", message, hint, at: { file: "", line: 0, column: 0 } });
  if (rows === 0) {
    warn(
      "no-rows",
      "no row of the log is replayed, so there is nothing to forecast from",
      "check --from, --to and the file",
    );
    return warnings;
  }
  const weeks = (logDays.until - logDays.first) / 7;
  if (settings.resample === "days" && weeks < FEW_WEEKS) {
    const message = `the log covers ${weeks.toFixed(1)} weeks: each weekday has hardly a day to draw from, so the ranges are too narrow`;
    warn("few-days", message, "use a longer log, or --resample users");
  }
  const outside = [...settings.holidays.keys()].filter((day) => day < days.first || day >= days.until);
  if (outside.length > 0) {
    const message = `of no effect: a factor for ${outside.map(formatDay).join(", ")}, outside the days that are forecast`;
    warn("holiday-outside", message, "check the dates, or name a --horizon");
  }
  if (precision !== undefined && !partial && worstHalfWidth(summary) > precision) {
    const reached = (worstHalfWidth(summary) * 100).toPrecision(2);
    const message = `after ${summary.runs} runs the precision is ${reached}%, not the ${precision * 100}% that was asked for`;
    warn("precision-not-reached", message, "allow more --runs");
  }
  return warnings;
}
