/** From the rules of a game to how its attacker goes about it: which of the cases it is. What that comes to, and how it is played, is told elsewhere. */
import type { DrawTable } from "./draw-table.js";
import type { Game } from "./game.js";

/** Indices are those of the draw table: the lowest amount that is accepted, or its length for none. */
export type Policy =
  /** Every amount from one on, at independent draws. */
  | {
      readonly kind: "threshold";
      readonly index: number;
      readonly attempts: number;
      readonly settlements: number;
    }
  /** Limited attempts: what is accepted falls with those left. */
  | { readonly kind: "without_recall" }
  | { readonly kind: "with_recall" }
  /** Limited attempts, and accounts that share what is wanted. */
  | { readonly kind: "across_accounts" }
  /** One draw an account, of which the best are settled. */
  | { readonly kind: "best_of_accounts"; readonly wanted: number; readonly lowest: number }
  /** One draw for ever, settled several times. */
  | { readonly kind: "same_draw"; readonly times: number; readonly first: number; readonly again: number }
  /** Draws that stay until they are settled: from one amount on, or from amounts that fall with the settlements left. */
  | { readonly kind: "until_stuck"; readonly times: number; readonly index: number }
  | { readonly kind: "through_draws"; readonly times: number };

/** Null where no best response is known. That it may be to stay away is not looked at here. */
export function policyOf(game: Game, draw: DrawTable): Policy | null {
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

function freshDraws(game: Game, draw: DrawTable): Policy | null {
  const { attempts, settlements, attemptCostMinor, frictionMinor } = game;
  const from = (index: number) => ({ kind: "threshold", index, attempts, settlements }) as const;
  const index = fixedIndex(game, draw);
  if (index !== null) return from(index);
  // Every settlement is a search of its own, worth ρ − h.
  if (attempts === Number.POSITIVE_INFINITY) return from(draw.from(draw.reservationValue(attemptCostMinor)));
  if (accountsShare(game)) {
    // A single quote has nothing to be recalled.
    const once = attempts === 1 || (settlements === 1 && !game.recall);
    return once ? { kind: "across_accounts" } : null;
  }
  // With a settlement for every attempt, all is settled that is worth its friction.
  if (settlements >= attempts) return from(draw.from(frictionMinor));
  return { kind: game.recall ? "with_recall" : "without_recall" };
}

function stickyDraws(game: Game, draw: DrawTable): Policy | null {
  const { accounts, itemsWanted, attemptCostMinor, frictionMinor, visible } = game;
  const times = timesOf(game);
  const fixed = fixedIndex(game, draw);
  const worth = draw.from(frictionMinor);
  if (times === 1) {
    // Who cannot see the draws cannot keep the best of them.
    if (!visible) return { kind: "threshold", index: 0, attempts: 1, settlements: 1 };
    return { kind: "best_of_accounts", wanted: Math.min(accounts, itemsWanted), lowest: fixed ?? worth };
  }
  if (accountsShare(game)) return null;
  if (game.sticky === true) {
    const first = fixed ?? worth;
    // By then the draw is known, so that it is worth another attempt or not.
    const again = game.staysAway ? Math.max(first, draw.from(frictionMinor + attemptCostMinor)) : first;
    return { kind: "same_draw", times, first, again };
  }
  if (fixed !== null) return { kind: "until_stuck", times, index: fixed };
  return { kind: "through_draws", times };
}
