/** What a policy comes to, in expectation. */
import { type SharedPlay, searchAcrossAccounts } from "./across-accounts.js";
import type { DrawTable } from "./draw-table.js";
import { playThreshold } from "./fixed-threshold.js";
import type { Game, Play } from "./game.js";
import { searchWithoutRecall } from "./limited-search.js";
import type { Policy } from "./policy-of.js";
import { searchWithRecall } from "./search-with-recall.js";
import { playBestOfAccounts, playSameDraw, playThroughDraws, playUntilStuck } from "./sticky-draws.js";

/** Null where that cannot be worked out. */
export function playOf(policy: Policy, game: Game, draw: DrawTable): Play | SharedPlay | null {
  switch (policy.kind) {
    case "threshold":
      return playThreshold(draw, policy.index, policy.attempts, policy.settlements);
    case "without_recall":
      return searchWithoutRecall({ ...game, draw });
    case "with_recall":
      return searchWithRecall({ ...game, draw });
    case "across_accounts":
      return searchAcrossAccounts({ ...game, draw });
    case "best_of_accounts":
      return playBestOfAccounts(draw, game.accounts, policy.wanted, policy.lowest);
    case "same_draw":
      return playSameDraw(draw, policy.times, policy.first, policy.again);
    case "until_stuck":
      return playUntilStuck(draw, policy.times, policy.index);
    case "through_draws":
      return playThroughDraws(draw, policy.times, game.attemptCostMinor, game.frictionMinor);
  }
}
