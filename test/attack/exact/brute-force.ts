/** Attacks played out by hand: every sequence of draws, every choice, no formula. For a few amounts and attempts only. */

import type { Game } from "../../../src/attack/exact/game.js";
import { type Distribution, distributionOf } from "../../../src/chance/law.js";

export type Pairs = readonly (readonly [amount: number, probability: number])[];

export function drawOf(pairs: Pairs): Distribution {
  return distributionOf(pairs);
}

/** What an attack comes to, in expectation. */
export interface Figures {
  readonly value: number;
  readonly settled: number;
  readonly discount: number;
  readonly attempts: number;
  readonly opened: number;
  readonly some: number;
}

const NOTHING: Figures = { value: 0, settled: 0, discount: 0, attempts: 0, opened: 0, some: 0 };

function expectation(pairs: Pairs, figures: (amount: number) => Figures): Figures {
  const sum = { ...NOTHING };
  for (const [amount, probability] of pairs) {
    const each = figures(amount);
    for (const key of Object.keys(sum) as (keyof Figures)[]) sum[key] += probability * each[key];
  }
  return sum;
}

function settling(amount: number, friction: number, then: Figures): Figures {
  const { value, settled, discount } = then;
  return { ...then, value: value + amount - friction, settled: settled + 1, discount: discount + amount, some: 1 };
}

function attempting(cost: number, then: Figures): Figures {
  return { ...then, value: then.value - cost, attempts: then.attempts + 1 };
}

/** A cost paid only where that is better than nothing. */
function better(first: Figures, second: Figures): Figures {
  return first.value > second.value ? first : second;
}

type Rules = Pick<Game, "attempts" | "settlements" | "attemptCostMinor" | "frictionMinor">;

/** Refused amounts are gone, as are those that can't be paid for; equal is accepted. */
export function bestWithoutRecall(pairs: Pairs, rules: Rules, payableFrom = 0): Figures {
  const { attemptCostMinor: c, frictionMinor: h } = rules;
  const play = (left: number, settlements: number): Figures => {
    if (left === 0 || settlements === 0) return NOTHING;
    const refused = play(left - 1, settlements);
    const accepted = play(left - 1, settlements - 1);
    const look = expectation(pairs, (amount) => {
      const taken = settling(amount, h, accepted);
      return amount >= payableFrom && taken.value >= refused.value ? taken : refused;
    });
    return better(attempting(c, look), NOTHING);
  };
  return play(rules.attempts, rules.settlements);
}

/** Refused amounts stay: the best of all that was shown are settled when the search is over, those of no gain too. */
export function bestWithRecall(pairs: Pairs, rules: Rules): Figures {
  const { attemptCostMinor: c, frictionMinor: h } = rules;
  const play = (left: number, shown: readonly number[]): Figures => {
    const best = [...shown].sort((a, b) => b - a).filter((amount, i) => i < rules.settlements && amount >= h);
    const stop = best.reduce((sum, amount) => settling(amount, h, sum), NOTHING);
    if (left === 0) return stop;
    const look = expectation(pairs, (amount) => play(left - 1, [...shown, amount]));
    return better(attempting(c, look), stop);
  };
  return play(rules.attempts, []);
}

/** Limits that begin anew with each of so many periods, refused amounts gone: at each attempt it may also wait for the next period. */
export function bestInPeriods(
  pairs: Pairs,
  rules: Rules,
  period: { readonly count: number; readonly attempts: number; readonly settlements: number },
): Figures {
  const { attemptCostMinor: c, frictionMinor: h } = rules;
  const play = (periods: number, today: number, takenToday: number, left: number, settlements: number): Figures => {
    if (periods === 0 || left === 0 || settlements === 0) return NOTHING;
    const later = play(periods - 1, period.attempts, period.settlements, left, settlements);
    if (today === 0 || takenToday === 0) return later;
    const refused = play(periods, today - 1, takenToday, left - 1, settlements);
    const accepted = play(periods, today - 1, takenToday - 1, left - 1, settlements - 1);
    const look = expectation(pairs, (amount) => {
      const taken = settling(amount, h, accepted);
      return taken.value >= refused.value ? taken : refused;
    });
    return better(attempting(c, look), later);
  };
  return play(period.count, period.attempts, period.settlements, rules.attempts, rules.settlements);
}

/** A fixed threshold, whether or not it pays. */
export function atThreshold(pairs: Pairs, rules: Rules, threshold: number): Figures {
  const { attemptCostMinor: c, frictionMinor: h } = rules;
  const play = (left: number, settlements: number): Figures => {
    if (left === 0 || settlements === 0) return NOTHING;
    const look = expectation(pairs, (amount) =>
      amount >= threshold ? settling(amount, h, play(left - 1, settlements - 1)) : play(left - 1, settlements),
    );
    return attempting(c, look);
  };
  return play(rules.attempts, rules.settlements);
}

/** All sequences of draws with their probabilities. */
export function* sequences(pairs: Pairs, length: number): Generator<readonly [readonly number[], number]> {
  if (length === 0) {
    yield [[], 1];
    return;
  }
  for (const [rest, chance] of sequences(pairs, length - 1)) {
    for (const [amount, probability] of pairs) yield [[...rest, amount], chance * probability];
  }
}

/** Every account is looked at once; the best are settled, of those that a test lets through. */
export function bestOfAccounts(
  pairs: Pairs,
  accounts: number,
  wanted: number,
  passes: (amount: number) => boolean,
): Pick<Figures, "settled" | "discount"> {
  let settled = 0;
  let discount = 0;
  for (const [amounts, chance] of sequences(pairs, accounts)) {
    const kept = [...amounts].sort((a, b) => b - a).filter((amount, i) => i < wanted && passes(amount));
    settled += chance * kept.length;
    discount += chance * kept.reduce((sum, amount) => sum + amount, 0);
  }
  return { settled, discount };
}

/** A draw that stays until it is settled: take it, or be stuck. */
export function bestThroughDraws(pairs: Pairs, times: number, cost: number, friction: number): Figures {
  if (times === 0) return NOTHING;
  const then = bestThroughDraws(pairs, times - 1, cost, friction);
  const look = expectation(pairs, (amount) => {
    const taken = settling(amount, friction, then);
    return taken.value >= 0 ? taken : NOTHING;
  });
  return better(attempting(cost, look), NOTHING);
}

/** One settlement an account, refused amounts gone, accounts opened one after the other. */
export function bestAcrossAccounts(pairs: Pairs, game: Game): Figures {
  const { attemptCostMinor: c, accountCostMinor: a, frictionMinor: h } = game;
  const closed = (accounts: number, wanted: number): Figures => {
    if (accounts === 0 || wanted === 0) return NOTHING;
    const inside = open(game.attempts, accounts - 1, wanted);
    const opening = { ...inside, value: inside.value - a, opened: inside.opened + 1 };
    return better(opening, closed(accounts - 1, wanted));
  };
  const open = (left: number, accounts: number, wanted: number): Figures => {
    const leave = closed(accounts, wanted);
    if (left === 0) return leave;
    const refused = open(left - 1, accounts, wanted);
    const look = expectation(pairs, (amount) => {
      const taken = settling(amount, h, closed(accounts, wanted - 1));
      return taken.value >= refused.value ? taken : refused;
    });
    return better(attempting(c, look), leave);
  };
  return closed(game.accounts, game.itemsWanted);
}
