/** From the rules of a game to what its attacker does: which of the cases it is. */
import { type SharedPlay, searchAcrossAccounts } from "./across-accounts.js";
import type { DrawTable } from "./draw-table.js";
import { playThreshold } from "./fixed-threshold.js";
import type { Game, Play } from "./game.js";
import { searchWithoutRecall } from "./limited-search.js";
import { searchWithRecall } from "./search-with-recall.js";
import { playBestOfAccounts, playSameDraw, playThroughDraws, playUntilStuck } from "./sticky-draws.js";

/** Null where no closed form is known. That a best response may stay away is not looked at here, but for attempts that do not pay. */
export function choosePlay(game: Game, draw: DrawTable): Play | SharedPlay | null {
  return game.sticky === false ? freshDraws(game, draw) : stickyDraws(game, draw);
}

/** Settlements that an account can come to. */
export function timesOf({ attempts, settlements }: Game): number {
  return Math.min(attempts, settlements);
}

/** True where accounts cannot all have what they could settle. */
export function accountsShare(game: Game): boolean {
  return game.itemsWanted < game.accounts * timesOf(game);
}

/** Index of the lowest amount that a fixed policy accepts; null for a best response to amounts that are visible. */
function fixedIndex({ acceptFromMinor, visible }: Game, draw: DrawTable): number | null {
  if (!visible || acceptFromMinor === "any") return 0;
  return acceptFromMinor === "best_response" ? null : draw.from(acceptFromMinor);
}

function freshDraws(game: Game, draw: DrawTable): Play | SharedPlay | null {
  const { attempts, settlements, attemptCostMinor, frictionMinor } = game;
  const index = fixedIndex(game, draw);
  if (index !== null) return playThreshold(draw, index, attempts, settlements);
  if (attempts === Number.POSITIVE_INFINITY) {
    // Every settlement is a search of its own, worth ρ − h.
    return playThreshold(draw, draw.from(draw.reservationValue(attemptCostMinor)), attempts, settlements);
  }
  if (accountsShare(game)) {
    return timesOf(game) === 1 || (settlements === 1 && !game.recall) ? searchAcrossAccounts({ ...game, draw }) : null;
  }
  // With a settlement for every attempt, all is settled that is worth its friction.
  if (settlements >= attempts) return playThreshold(draw, draw.from(frictionMinor), attempts, settlements);
  const search = { draw, attempts, settlements, attemptCostMinor, frictionMinor };
  return game.recall ? searchWithRecall(search) : searchWithoutRecall(search);
}

function stickyDraws(game: Game, draw: DrawTable): Play | null {
  const { accounts, itemsWanted, attemptCostMinor, frictionMinor, visible } = game;
  const times = timesOf(game);
  const fixed = fixedIndex(game, draw);
  const worth = draw.beyond(frictionMinor);
  const best = game.acceptFromMinor === "best_response";
  if (times === 1) {
    // Who cannot see the draws cannot keep the best of them.
    if (!visible) return playThreshold(draw, 0, 1, 1);
    return playBestOfAccounts(draw, accounts, Math.min(accounts, itemsWanted), fixed ?? worth);
  }
  if (accountsShare(game)) return null;
  if (game.sticky === true) {
    const again = best ? draw.beyond(frictionMinor + attemptCostMinor) : (fixed ?? worth);
    return playSameDraw(draw, times, fixed ?? worth, again);
  }
  if (fixed !== null) return playUntilStuck(draw, times, fixed);
  return playThroughDraws(draw, times, attemptCostMinor, frictionMinor);
}
