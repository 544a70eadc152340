/** `refund_cycling`: pays, looks at the discount, refunds a low one, and pays again. */
import { z } from "zod";
import { acceptedInWords } from "../accepted-in-words.js";
import { inTime } from "../attempts-in-time.js";
import type { Game } from "../exact/game.js";
import type { Situation } from "../situation.js";
import { solveShared } from "../solve-shared.js";
import { playSearches } from "../tactics/play-searches.js";
import { byReceipt } from "../tactics/style.js";
import type { AttackerKind } from "./contract.js";

export const refundCycling: AttackerKind<Record<never, never>> = {
  name: "refund_cycling",
  summary: "pays, looks at the discount, refunds the payment if it is low, and pays again",

  parameters: () => z.strictObject({}),

  sentence(attacker, currency) {
    const accepted = acceptedInWords(attacker, currency);
    if (accepted === null) return "pays once and refunds nothing";
    return `pays, refunds and pays again until a discount is ${accepted}`;
  },

  exact(situation) {
    const game = gameOf(situation);
    return game && solveShared(game, situation.accountsPerDraw);
  },

  moves(situation) {
    const game = gameOf(situation);
    return game === null ? [] : playSearches(game, byReceipt(situation.priceMinor), situation);
  },
};

/**
 * The receipt shows the amount, and every cycle settles, so it takes the next draw unless one draw is for good. What is refunded is not sold on: there is
 * friction on the payment that is kept alone. A redemption that a refund does not give back to the limits is used up by the cycle.
 */
function gameOf(situation: Situation): Game | null {
  const { game, campaign, defended, allowance } = situation;
  if (game === null) return null;
  const { refunds } = campaign;
  const restored = !defended || (refunds.discount === "prorate" && refunds.restoreLimits);
  const own: Game = { ...game, visible: true, recall: false, sticky: game.sticky === true };
  return inTime(restored ? own : usedUp(own, allowance.settlements), situation, "refused");
}

/** With an attempt for every redemption. */
function usedUp(game: Game, settlements: number): Game {
  const periods = game.periods.map((period) => ({
    ...period,
    attempts: Math.min(period.attempts, period.settlements),
  }));
  return { ...game, attempts: Math.min(game.attempts, settlements), periods };
}
