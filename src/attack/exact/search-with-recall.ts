/** The best response of an account with a limited number of attempts, whose refused quotes stay valid. */
import { keepBest } from "./best-kept.js";
import { someProbability } from "./binomial.js";
import { playWithout } from "./fixed-threshold.js";
import type { Play } from "./game.js";
import type { Search } from "./limited-search.js";

/**
 * One more attempt pays while E[(D − y)+] > c, y being the worst of what would be settled now (h while quotes for fewer settlements are there):
 * y only grows, so looking one step ahead is optimal, and the search ends once as many as can be settled reach ρ with E[(D − ρ)+] = c. At the
 * end the best are settled that are worth their friction. No attempts where the first does not pay.
 * Source: Weitzman 1979; monotone stopping: Chow, Robbins and Siegmund, Great Expectations (1971).
 */
export function searchWithRecall(search: Search): Play {
  const { draw, attempts, settlements, attemptCostMinor, frictionMinor } = search;
  if (draw.excess(frictionMinor) <= attemptCostMinor) return playWithout(0);
  const { lowest, enough } = recallBounds(search);
  const { settled, discountMinor } = keepBest(draw, attempts, settlements, lowest, enough);
  const { settled: good } = keepBest(draw, attempts, settlements, enough, enough);
  const used = good / draw.reached[enough];
  const constant = lowest === enough;
  return {
    acceptFromMinor: constant ? draw.valuesMinor[enough] : null,
    thresholdsMinor: constant || settlements > 1 ? null : thresholds(draw.valuesMinor, attempts, enough, lowest),
    meanSettledMinor: discountMinor / settled,
    attemptsPerSuccess: used / settled,
    attempts: used,
    settled,
    successProbability: someProbability(attempts, draw.reached[lowest], draw.below[lowest]),
  };
}

/** Indices of the lowest amount that is settled at the end, and of the lowest that is waited for. */
export function recallBounds({ draw, attemptCostMinor, frictionMinor }: Omit<Search, "attempts" | "settlements">) {
  return { lowest: draw.from(frictionMinor), enough: draw.from(draw.reservationValue(attemptCostMinor)) };
}

/** With quotes that stay valid the threshold falls at the last attempt alone. */
function thresholds(valuesMinor: Float64Array, attempts: number, enough: number, lowest: number): number[] {
  return Array.from({ length: attempts }, (_, i) => valuesMinor[i < attempts - 1 ? enough : lowest]);
}
