/** Which day of the log each day of a run takes its rows from: one of the same weekday, in turn or drawn. */
import { weekdayOf } from "../../domain/civil-date.js";
import type { Days } from "../contract.js";
import { type RunChance, SOURCE_DAY } from "./run-chance.js";

const WEEK = 7;
const SATURDAY = 5;

/**
 * By weekday (0 for Monday): the weekday whose days of the log stand in for it. Itself, if the log has such a day; else the nearest of its kind (Monday
 * to Friday, or the weekend), else the nearest in the week, of two the one that comes first in it. Null where the log has no day at all.
 */
export function standInWeekdays(log: Days): readonly number[] | null {
  if (log.first >= log.until) return null;
  const has = Array.from({ length: WEEK }, (_, weekday) => lastDayOf(log, weekday) >= log.first);
  return has.map((_, weekday) => {
    const distance = (other: number) => {
      const apart = Math.abs(other - weekday);
      return isWeekend(other) === isWeekend(weekday) ? apart : WEEK + Math.min(apart, WEEK - apart);
    };
    let nearest = has.indexOf(true);
    for (let other = 0; other < WEEK; other++) {
      if (has[other] && distance(other) < distance(nearest)) nearest = other;
    }
    return nearest;
  });
}

/**
 * For the days of the run, in order, those of the log: with `chance` drawn evenly among the log's days of the weekday, else in turn, so that the
 * run's last day of a weekday takes the log's last and the days before it those before, over and over. Of its own days a log takes each itself.
 */
export function fillSourceDays(run: Days, log: Days, chance: RunChance | null, sources: Int32Array): void {
  const standIns = standInWeekdays(log);
  if (standIns === null) return;
  for (let day = run.first; day < run.until; day++) {
    const last = lastDayOf(log, standIns[weekdayOf(day)]);
    const count = Math.floor((last - log.first) / WEEK) + 1;
    const weeksLeft = Math.floor((run.until - 1 - day) / WEEK);
    const back = chance === null ? weeksLeft % count : Math.floor(chance.uniform(SOURCE_DAY, 0, day, 0) * count);
    sources[day - run.first] = last - WEEK * back;
  }
}

/** The last day of a weekday before `until`, whether or not it is one of the days. */
function lastDayOf({ until }: Days, weekday: number): number {
  return until - 1 - ((weekdayOf(until - 1) - weekday + WEEK) % WEEK);
}

function isWeekend(weekday: number): boolean {
  return weekday >= SATURDAY;
}
