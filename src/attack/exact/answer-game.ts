/** The attacker's answer to a game: what it does, what that comes to, and whether it does it at all. */
import type { SharedPlay } from "./across-accounts.js";
import type { DrawTable } from "./draw-table.js";
import type { Game, Play } from "./game.js";
import { playOf } from "./play-of.js";
import { type Policy, policyOf } from "./policy-of.js";

export interface Answer {
  readonly policy: Policy;
  /** Of whoever attacks. */
  readonly play: Play | SharedPlay;
  /** False where a best response is to stay away. */
  readonly attacks: boolean;
}

/** A profit that is a smaller part of what it is the difference of is rounding. */
const ROUNDING = 1e-11;

/** Null where no best response is known. */
export function answerGame(game: Game, draw: DrawTable): Answer | null {
  const policy = policyOf(game, draw);
  const play = policy && playOf(policy, game, draw);
  if (play === null) return null;
  return { policy: policy as Policy, play, attacks: game.acceptFromMinor !== "best_response" || pays(game, play) };
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

/** An attacker who answers best attacks only for a profit. */
function pays(game: Game, play: Play): boolean {
  if (play.settled === 0) return false;
  const gross = play.settled * (play.meanSettledMinor ?? 0);
  return worthOf(game, play) - game.accountCostMinor > (Number.isFinite(gross) ? gross * ROUNDING : 0);
}
