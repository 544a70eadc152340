/** From what one account does to a search that does it. */
import type { DrawTable } from "./draw-table.js";
import type { Game, Play } from "./game.js";
import { searchWithoutRecall } from "./limited-search.js";
import type { Search } from "./plan.js";
import { searchBoth, searchSameDraw, searchUntilStuck, steadySearch } from "./plan-searches.js";
import type { Policy } from "./policy-of.js";

/** What an account can do by itself, without recalling quotes. */
type OwnPolicy = Exclude<Policy, { kind: "with_recall" | "across_accounts" }>;

/** Searches for as many accounts as one likes. */
export function searchesOf(policy: OwnPolicy, play: Play, game: Game, draw: DrawTable): () => Search {
  const from = (index: number) => amountAt(game, draw, index);
  switch (policy.kind) {
    case "threshold":
      return () => steadySearch(from(policy.index), policy.attempts, policy.settlements);
    // The best of one draw is that one.
    case "best_of_accounts":
      return () => steadySearch(from(policy.lowest), 1, 1);
    case "without_recall":
      return limitedSearches(game, draw);
    case "same_draw":
      return () => searchSameDraw(policy.times, from(policy.first), from(policy.again));
    case "until_stuck":
      return () => searchUntilStuck(policy.times, () => from(policy.index));
    case "through_draws": {
      const { acceptFromMinor, thresholdsMinor } = play;
      return () => searchUntilStuck(policy.times, (made) => (thresholdsMinor?.[made] ?? acceptFromMinor) as number);
    }
  }
}

/** The amount at an index; beyond the last what a fixed policy waits for in vain. */
export function amountAt({ acceptFromMinor }: Game, { valuesMinor, length }: DrawTable, index: number): number {
  if (index < length) return valuesMinor[index];
  return typeof acceptFromMinor === "number" ? acceptFromMinor : Number.POSITIVE_INFINITY;
}

/** One table for all of them. */
function limitedSearches(game: Game, draw: DrawTable): () => Search {
  const { attempts, settlements } = game;
  // One more than the index of the lowest amount accepted; 0 for an attempt worth nothing.
  const accepted = new Int32Array(attempts * settlements);
  const at = (attemptsLeft: number, settlementsLeft: number) => (attemptsLeft - 1) * settlements + settlementsLeft - 1;
  searchWithoutRecall({ ...game, draw }, (attemptsLeft, settlementsLeft, index) => {
    accepted[at(attemptsLeft, settlementsLeft)] = index + 1;
  });
  const fromMinor = (attemptsLeft: number, settlementsLeft: number) => {
    const index = accepted[at(attemptsLeft, settlementsLeft)];
    return index === 0 ? null : draw.valuesMinor[index - 1];
  };
  return () => searchBoth(attempts, settlements, fromMinor);
}
