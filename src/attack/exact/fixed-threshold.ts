/** An account that settles every amount from one threshold on, and asks again below it. */
import { expectedKept, someProbability } from "./binomial.js";
import type { DrawTable } from "./draw-table.js";
import type { Play } from "./game.js";

/**
 * Attempts are independent, each accepted with p = P(D ≥ r): P(success within n) = 1 − (1 − p)^n, settled mean E[D | D ≥ r] whatever n, and
 * 1/p attempts a settlement by Wald's identity, as the account stops at its last attempt or its last settlement, both known by then.
 */
export function playThreshold(draw: DrawTable, index: number, attempts: number, settlements: number): Play {
  if (index === draw.length) return playWithout(attempts);
  const p = draw.reached[index];
  const settled = expectedKept(settlements, attempts, p, draw.below[index]);
  return {
    acceptFromMinor: draw.valuesMinor[index],
    thresholdsMinor: null,
    meanSettledMinor: draw.meanFrom(index),
    attemptsPerSuccess: 1 / p,
    attempts: settled / p,
    settled,
    successProbability: someProbability(attempts, p, draw.below[index]),
  };
}

/** An account that makes these attempts and settles nothing. */
export function playWithout(attempts: number): Play {
  return {
    acceptFromMinor: null,
    thresholdsMinor: null,
    meanSettledMinor: null,
    attemptsPerSuccess: null,
    attempts,
    settled: 0,
    successProbability: 0,
  };
}
