/** Warns of days that a forecast projects from days of another kind, for want of any of their own. */
import { weekdayOf } from "../../domain/civil-date.js";
import type { Problem } from "../../domain/problem.js";
import type { Days } from "../contract.js";
import { standInWeekdays } from "./source-days.js";

const NAMES = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

/** A warning for each weekday of the horizon that the days of the log lack, from Monday on. */
export function missingWeekdays(log: Days, horizon: Days): Problem[] {
  const standIns = standInWeekdays(log);
  if (standIns === null) return [];
  return NAMES.flatMap((name, weekday): Problem[] => {
    const first = horizon.first + ((weekday - weekdayOf(horizon.first) + 7) % 7);
    const standIn = standIns[weekday];
    if (first >= horizon.until || standIn === weekday) return [];
    return [
      {
        code: "weekday-not-in-log",
        severity: "warning",
        message: `the log has no ${name}: those of the horizon take the rows of a ${NAMES[standIn]}`,
        hint: "give a log of a whole week at least",
        at: { file: "--horizon", line: 0, column: 0 },
      },
    ];
  });
}
