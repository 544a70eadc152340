/** Limits that begin anew with each day, week or month: where that makes one game of all periods, and where it makes one of each. */
import { someProbability } from "./binomial.js";
import type { Game, Play } from "./game.js";

/** So many games alike, one after the other and each by itself. */
export interface PeriodGame {
  readonly game: Game;
  readonly count: number;
}

/**
 * Attempts and settlements that are limited a period come to one game of all periods where only one of the two is limited, and for one settlement: an
 * attempt that is left is then as good in any period. Where both are, and nothing else binds over the periods, each of them is a game of its own.
 * Otherwise what a refusal is worth depends on the attempts left today and on the settlements left in all: null, as there is no closed form.
 */
export function periodGameOf(game: Game): PeriodGame | null {
  const whole = { game, count: 1 };
  const { periods, attempts, settlements } = game;
  // Who can't ask for another draw before it has settled the one it has makes an attempt a settlement.
  if (settlements === 1 || game.sticky !== false) return whole;
  const [period, ...others] = periods.filter((each) => each.settlements < Math.min(each.attempts, settlements));
  const limitsAttempts = periods.some((each) => each.attempts < Number.POSITIVE_INFINITY);
  if (period === undefined || !limitsAttempts) return whole;
  const { count } = period;
  const alone =
    others.length === 0 && periods.every((each) => each === period || each.attempts === Number.POSITIVE_INFINITY);
  const free = attempts === count * period.attempts && settlements === count * period.settlements;
  if (!alone || !free || game.recall || game.itemsWanted < game.accounts * settlements) return null;
  return {
    game: { ...game, attempts: period.attempts, settlements: period.settlements, periods: [] },
    count,
  };
}

/** The same in each of so many periods. */
export function timesOver(play: Play, count: number): Play {
  const { attempts, settled, successProbability: some } = play;
  return {
    ...play,
    attempts: attempts * count,
    settled: settled * count,
    successProbability: someProbability(count, some, 1 - some),
  };
}
