/** `quote_probing`: asks for quotes until the amount shown is good enough, then pays. */
import { z } from "zod";
import { acceptedInWords } from "../accepted-in-words.js";
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

  exact: ({ game, accountsPerDraw }) => game && solveShared(game, accountsPerDraw),

  moves: ({ game, accountsPerDraw, priceMinor }) =>
    game === null ? [] : playSearches(game, accountsPerDraw, byQuote(priceMinor), priceMinor),
};
