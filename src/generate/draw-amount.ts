/** Prices as people see them: log-normal by category, many of them round. */
import type { RandomSource } from "./random-source.js";
import type { Category } from "./reference-data.js";

/** Endings of prices in a hundred minor units, with the share of prices that end so; the rest end as they fall. */
const ENDINGS: readonly (readonly [share: number, ending: number])[] = [
  [0.3, 0],
  [0.12, 90],
  [0.08, 50],
  [0.06, 99],
];

/** An amount in minor units, 1 or more. A price goes to the nearest one with its ending, which keeps the mean. */
export function drawAmount(category: Category, random: RandomSource): number {
  const amount = category.medianMinor * Math.exp(category.sigma * random.normal());
  let place = random.uniform();
  for (const [share, ending] of ENDINGS) {
    if (place < share) return Math.max(1, Math.round((amount - ending) / 100) * 100 + ending);
    place -= share;
  }
  return Math.max(1, Math.round(amount));
}
