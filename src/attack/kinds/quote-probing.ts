/** `quote_probing`: asks for quotes until the amount shown is good enough, then pays. */
import { z } from "zod";
import { acceptedInWords } from "../accepted-in-words.js";
import { inTime } from "../attempts-in-time.js";
import type { Game } from "../exact/game.js";
import type { Situation } from "../situation.js";
import { solveShared } from "../solve-shared.js";
import { playSearches } from "../tactics/play-searches.js";
import { byQuote } from "../tactics/style.js";
import type { AttackerKind } from "./contract.js";

export const quoteProbing: AttackerKind<Record<never, never>> = {
  name: "quote_probing",
  summary: "asks for quotes until the amount shown is good enough, then pays",

  parameters: () => z.strictObject({}),

  sentence(attacker, currency) {
    const accepted = acceptedInWords(attacker, currency);
    return accepted === null ? "pays at the first quote" : `asks for quotes until one is ${accepted}, then pays`;
  },

  exact(situation) {
    const game = gameOf(situation);
    return game && solveShared(game, situation.accountsPerDraw);
  },

  moves(situation) {
    const game = gameOf(situation);
    return game === null ? [] : playSearches(game, byQuote(situation.priceMinor), situation);
  },
};

/** A quote that it refuses is no decline. */
function gameOf(situation: Situation): Game | null {
  return situation.game && inTime(situation.game, situation, "refused");
}
