/** Local day numbers as parts of integer keys. */
import { assert } from "../domain/problem.js";

/** Days from the year −768 to 1970: what makes every day of a log positive. */
const OFFSET = 1_000_000;
const RANGE = 2 ** 23;

/** A number from 0 to 2^23 − 1 for a day of the years −768 to 20,000. */
export function keyOfDay(day: number): number {
  const key = day + OFFSET;
  assert(key >= 0 && key < RANGE, `day ${day} is outside the calendar`);
  return key;
}

export function dayOfKey(key: number): number {
  return key - OFFSET;
}
