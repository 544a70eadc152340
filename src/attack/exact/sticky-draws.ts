/** Accounts whose draw sticks: asking again shows the same amount. */
import { keepBest } from "./best-kept.js";
import { someProbability } from "./binomial.js";
import type { DrawTable } from "./draw-table.js";
import { playWithout } from "./fixed-threshold.js";
import type { Play } from "./game.js";

/**
 * k accounts with one draw and one settlement each, of which the `wanted` best are settled that reach the amount at `lowest`. All k draws are looked
 * at. Figures are per account; order statistics as in `keepBest`.
 */
export function playBestOfAccounts(draw: DrawTable, accounts: number, wanted: number, lowest: number): Play {
  const { settled, discountMinor } = keepBest(draw, accounts, wanted, lowest, draw.length);
  if (settled === 0) return playWithout(1);
  return {
    acceptFromMinor: draw.valuesMinor[lowest],
    thresholdsMinor: null,
    meanSettledMinor: discountMinor / settled,
    attemptsPerSuccess: accounts / settled,
    attempts: 1,
    settled: settled / accounts,
    successProbability: settled / accounts,
  };
}

/**
 * One draw for ever, settled `times` times at one attempt each: the first attempt, which shows it, if it reaches the amount at `first`, and then as
 * often as it may be if it reaches that at `again`, not below `first`.
 */
export function playSameDraw(draw: DrawTable, times: number, first: number, again: number): Play {
  if (first === draw.length) return playWithout(1);
  const repeats = times > 1 && again < draw.length ? times - 1 : 0;
  const settled = draw.reached[first] + (repeats && repeats * draw.reached[again]);
  const attempts = 1 + (repeats && repeats * draw.reached[again]);
  const infinite = settled === Number.POSITIVE_INFINITY;
  const discount = draw.partialMean(first) + (repeats && repeats * draw.partialMean(again));
  return {
    acceptFromMinor: repeats > 0 && first !== again ? null : draw.valuesMinor[first],
    thresholdsMinor: null,
    meanSettledMinor: infinite ? draw.meanFrom(again) : discount / settled,
    attemptsPerSuccess: infinite ? 1 : attempts / settled,
    attempts,
    settled,
    successProbability: draw.reached[first],
  };
}

/**
 * A draw that stays until it is settled, `times` settlements at one attempt each, and a threshold: the account is stuck at the first draw below it.
 * With p = P(D ≥ r) it makes 1 + p + … + p^(times − 1) attempts and settles p times as many.
 */
export function playUntilStuck(draw: DrawTable, times: number, index: number): Play {
  if (index === draw.length) return playWithout(1);
  const p = draw.reached[index];
  const q = draw.below[index];
  const attempts = q === 0 ? times : someProbability(times, q, p) / q;
  return {
    acceptFromMinor: draw.valuesMinor[index],
    thresholdsMinor: null,
    meanSettledMinor: draw.meanFrom(index),
    attemptsPerSuccess: 1 / p,
    attempts,
    settled: p * attempts,
    successProbability: p,
  };
}

/**
 * The best response to a draw that stays until it is settled: settling also buys the next draw. With s settlements left, W(s) =
 * max(0, E[(D − h + W(s − 1))+] − c), W(0) = 0, settled where that is a gain. No attempts where the
 * first does not pay; null where `times` is infinite.
 */
export function playThroughDraws(
  draw: DrawTable,
  times: number,
  costMinor: number,
  frictionMinor: number,
): Play | null {
  if (times === Number.POSITIVE_INFINITY) return null;
  let value = 0;
  let attempts = 0;
  let settled = 0;
  let discount = 0;
  const accepted: number[] = [];
  for (let left = 1; left <= times; left++) {
    const threshold = frictionMinor - value;
    const worth = draw.excess(threshold) - costMinor;
    const index = worth > 0 ? draw.from(threshold) : draw.length;
    if (index === draw.length) continue;
    const p = draw.reached[index];
    value = worth;
    discount = draw.partialMean(index) + p * discount;
    settled = p * (1 + settled);
    attempts = 1 + p * attempts;
    accepted.unshift(index);
  }
  if (settled === 0) return playWithout(0);
  const constant = accepted.every((index) => index === accepted[0]);
  return {
    acceptFromMinor: constant ? draw.valuesMinor[accepted[0]] : null,
    thresholdsMinor: constant ? null : accepted.map((index) => draw.valuesMinor[index]),
    meanSettledMinor: discount / settled,
    attemptsPerSuccess: attempts / settled,
    attempts,
    settled,
    successProbability: draw.reached[accepted[0]],
  };
}
