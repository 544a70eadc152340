/** The moves of attackers that look for a good draw: the plan of a game, played by its accounts. */

import type { Game } from "../exact/game.js";
import { planOf } from "../exact/plan-of.js";
import type { Shown, Tactic } from "../moves.js";
import type { Plan, Search } from "../plan.js";
import type { Situation } from "../situation.js";
import { gameOfDraws } from "../solve-shared.js";
import { type Style, take } from "./style.js";

/** Whoever plays one search: an account, or the accounts that have one draw together, which attempt in turns. */
type Player = readonly number[];

/**
 * One tactic for each account that acts for itself, or one for all of them where they share what is wanted: what the attacker wants, that is. For what the
 * campaign leaves to all of them they hurry side by side, for others want it too. Accounts that have one draw together are one player, whose every
 * settlement takes a further account. Only quotes can be recalled.
 */
export function playSearches(
  { itemsWanted: shared, ...rest }: Game,
  style: Style,
  { attacker, accountsPerDraw, priceMinor }: Situation,
): readonly Tactic[] {
  const game: Game = { ...rest, itemsWanted: rest.sticky === false ? attacker.itemsWanted : shared };
  if (isHopeless(game)) return [];
  const together = game.sticky === false ? 1 : accountsPerDraw;
  const players: Player[] = [];
  for (let first = 0; first < game.accounts; first += together) {
    const size = Math.min(together, game.accounts - first);
    players.push(Array.from({ length: size }, (_, i) => first + i));
  }
  const plan = planOf(together === 1 ? game : { ...gameOfDraws(game, together), accounts: players.length });
  switch (plan.kind) {
    case "stay_away":
      return [];
    case "each":
      return players.map((player) => searchAs(player, plan.search(), style));
    case "in_turn":
      return [inTurn(players, plan, game.itemsWanted, style)];
    case "best_of_all":
      return [style.bestOfAll(players.flat(), plan.wanted, plan.fromMinor)];
    case "recall":
      return players.flat().map((account) => recall(account, plan, priceMinor));
  }
}

/** Whether it would look for ever for what no draw gives: nobody does. */
function isHopeless({ acceptFromMinor, visible, attempts, draw }: Game): boolean {
  if (typeof acceptFromMinor === "string" || !visible || attempts < Number.POSITIVE_INFINITY) return false;
  return acceptFromMinor > draw.valuesMinor[draw.valuesMinor.length - 1];
}

/** Until the search has enough; true once the campaign has nothing more for the player. */
function* searchAs(player: Player, search: Search, style: Style, wanted = Number.POSITIVE_INFINITY) {
  let settled = 0;
  for (let attempt = 0; settled < wanted; attempt++) {
    const fromMinor = search.threshold();
    // One account tries again and again; of several each tries once.
    const account = player.length === 1 ? player[0] : player[attempt];
    if (fromMinor === null || account === undefined) return settled;
    const result = yield* style.attempt(account, fromMinor);
    if (result === "over") return settled;
    if (typeof result === "number") {
      settled++;
      search.settled(result);
    } else search.missed();
  }
  return settled;
}

function* inTurn(
  players: readonly Player[],
  plan: Extract<Plan, { kind: "in_turn" }>,
  wanted: number,
  style: Style,
): Tactic {
  let left = wanted;
  for (const [i, player] of players.entries()) {
    const search = left === 0 ? null : plan.open(players.length - i, left);
    if (search === null) return;
    left -= yield* searchAs(player, search, style, left);
  }
}

function* recall(account: number, plan: Extract<Plan, { kind: "recall" }>, priceMinor: number): Tactic {
  const seen: Shown[] = [];
  let good = 0;
  for (let attempt = 0; attempt < plan.attempts && good < plan.settlements; attempt++) {
    const reply = yield { move: "ask", account, priceMinor };
    if (reply.outcome !== "shown") break;
    if (reply.shown.amountMinor >= plan.enoughMinor) good++;
    seen.push(reply.shown);
  }
  seen.sort((a, b) => b.amountMinor - a.amountMinor);
  for (const shown of seen.slice(0, plan.settlements)) {
    if (shown.amountMinor < plan.fromMinor) return;
    yield* take(account, shown);
  }
}
