/** The attacker's answer to a game: what it does, what that comes to, and whether it does it at all. */
import type { SharedPlay } from "./across-accounts.js";
import type { DrawTable } from "./draw-table.js";
import type { Game, Play } from "./game.js";
import { periodGameOf, timesOver } from "./in-periods.js";
import { playOf } from "./play-of.js";
import { type Policy, policyOf } from "./policy-of.js";

export interface Answer {
  /** What is played so many times, one after the other: the game itself once, or that of each period. */
  readonly game: Game;
  readonly count: number;
  readonly policy: Policy;
  /** Of whoever attacks, in one of those games. */
  readonly once: Play | SharedPlay;
  /** In all of them. */
  readonly play: Play | SharedPlay;
  /** False where a best response is to stay away, and where nothing can be settled: nobody asks for ever for what no draw gives. */
  readonly attacks: boolean;
}

/** A profit that is a smaller part of what it is the difference of is rounding. */
const ROUNDING = 1e-11;

/** Null where no best response is known. */
export function answerGame(game: Game, draw: DrawTable): Answer | null {
  const each = periodGameOf(game);
  if (each === null) return null;
  const policy = policyOf(each.game, draw);
  const once = policy && playOf(policy, each.game, draw);
  if (policy === null || once === null) return null;
  const play = each.count === 1 ? once : timesOver(once, each.count);
  const attacks = play.settled > 0 && (!game.staysAway || pays(game, play));
  return { ...each, policy, once, play, attacks };
}

/** Expected gain of an account opened, before its cost. */
export function worthOf({ attemptCostMinor, frictionMinor }: Game, play: Play): number {
  const { meanSettledMinor: mean, attemptsPerSuccess } = play;
  if (mean === null || attemptsPerSuccess === null) return costOf(play.attempts, attemptCostMinor);
  const each = mean - frictionMinor - attemptCostMinor * attemptsPerSuccess;
  return each === 0 ? 0 : play.settled * each;
}

/** Attempts without end cost nothing where each is free. */
function costOf(attempts: number, attemptCostMinor: number): number {
  return attempts === 0 || attemptCostMinor === 0 ? 0 : -attempts * attemptCostMinor;
}

/** Whether there is a profit. */
function pays(game: Game, play: Play): boolean {
  const gross = play.settled * (play.meanSettledMinor ?? 0);
  return worthOf(game, play) - game.accountCostMinor > (Number.isFinite(gross) ? gross * ROUNDING : 0);
}
