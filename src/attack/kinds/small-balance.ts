/** `small_balance`: pays from a balance below the price, so that only a good discount goes through. */
import { z } from "zod";
import { formatMinor } from "../../domain/money.js";
import { acceptedInWords } from "../accepted-in-words.js";
import { inTime } from "../attempts-in-time.js";
import type { Game } from "../exact/game.js";
import type { Situation } from "../situation.js";
import { solveShared } from "../solve-shared.js";
import { playSearches } from "../tactics/play-searches.js";
import { byBalance } from "../tactics/style.js";
import type { AttackerKind } from "./contract.js";

export const smallBalance: AttackerKind<Record<never, never>> = {
  name: "small_balance",
  summary: "pays from a balance below the price, which goes through only where the discount makes up the rest",

  parameters: () => z.strictObject({}),

  check({ priceMinor, balanceMinor }, report, { exponent }) {
    if (priceMinor === null || balanceMinor === null || balanceMinor < priceMinor) return;
    const message = `a balance of ${formatMinor(balanceMinor, exponent)} pays ${formatMinor(priceMinor, exponent)} without a discount`;
    report(["balance"], "beyond-price", message, "write a balance below the price, or leave it out for the best one");
  },

  sentence(attacker, currency) {
    const { balanceMinor } = attacker;
    if (balanceMinor !== null) {
      const balance = formatMinor(balanceMinor, currency.exponent);
      return `pays from a balance of ${balance}, again and again until a discount makes up the rest`;
    }
    const accepted = acceptedInWords(attacker, currency);
    if (accepted === null) return "pays from a balance that any discount makes up for";
    return `pays from a balance that only a discount that is ${accepted} makes up for, again and again until one does`;
  },

  exact(situation) {
    const game = gameOf(situation);
    return game && solveShared(game, game.sticky === false ? 1 : situation.accountsPerDraw);
  },

  moves(situation) {
    const game = gameOf(situation);
    const { priceMinor, attacker } = situation;
    return game === null ? [] : playSearches(game, byBalance(priceMinor, attacker.balanceMinor), situation);
  },
};

/**
 * Whether a payment goes through tells what was drawn, also where it is hidden; what was declined is gone. From a balance that is given all goes
 * through that it pays for. Cashback makes up for nothing.
 */
function gameOf(situation: Situation): Game | null {
  const { game, campaign, attacker } = situation;
  if (game === null) return null;
  const { balanceMinor, accept } = attacker;
  const own: Game = {
    ...game,
    visible: true,
    recall: false,
    payableFromMinor: campaign.givenAs === "cashback" ? Number.POSITIVE_INFINITY : game.payableFromMinor,
    acceptFromMinor: balanceMinor !== null && accept === "best_response" ? "any" : game.acceptFromMinor,
  };
  return inTime(choosesByTrying(own) ? { ...own, sticky: false, attempts: 1 } : own, situation, "declined");
}

/** A decline does not tell how high a draw is: of draws that stay, more than are wanted, the first that go through are as good as any. */
function choosesByTrying({ sticky, attempts, settlements, accounts, itemsWanted }: Game): boolean {
  return sticky !== false && Math.min(attempts, settlements) === 1 && itemsWanted < accounts;
}
