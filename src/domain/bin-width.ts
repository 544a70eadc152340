/** The width of the bins of a histogram of amounts. */

import { assert } from "./problem.js";

/** The smallest of 1, 2, 5, 10, 20, 50, … minor units of which at most `most` bins, beginning at its multiples, hold `min` to `max`. */
export function binWidth(min: number, max: number, most: number): number {
  assert(most >= 1, "a histogram has a bin");
  for (let power = 1; ; power *= 10) {
    for (const width of [power, 2 * power, 5 * power]) {
      if (Math.floor(max / width) - Math.floor(min / width) < most) return width;
    }
  }
}
