/** Accounts that share what is wanted, opened one after the other: the search of the next one. */
import { assert } from "../../domain/problem.js";
import { searchAcrossAccounts, searchWithin } from "./across-accounts.js";
import { answerGame } from "./answer-game.js";
import type { DrawTable } from "./draw-table.js";
import type { Game } from "./game.js";
import type { Search } from "./plan.js";
import { searchesOf } from "./plan-search-of.js";
import { repeated, searchOnce } from "./plan-searches.js";

type Open = (accountsLeft: number, itemsLeft: number) => Search | null;

/** The best response of accounts with one settlement each: the values W of `searchAcrossAccounts` are kept, an account's thresholds are worked out as it is opened. */
export function openAcross(game: Game, draw: DrawTable): Open {
  const search = { ...game, draw };
  const row = game.itemsWanted + 1;
  const values = new Float64Array((game.accounts + 1) * row);
  searchAcrossAccounts(search, (accountsLeft, valuesMinor) => values.set(valuesMinor, accountsLeft * row));
  return (accountsLeft, itemsLeft) => {
    let at = accountsLeft * row + itemsLeft;
    // Where one more account is worth nothing, there might as well be one less.
    while (at >= row && values[at] === values[at - row]) at -= row;
    if (at < row) return null;
    const { indices } = searchWithin(search, values[at - row], values[at - row - 1]);
    return searchOnce(indices.map((index) => draw.valuesMinor[index]));
  };
}

/** Each as if there were no other, but for what the others have settled; null where that does not pay. */
export function openAlone(game: Game, draw: DrawTable): Open {
  let settlements = 0;
  let search: (() => Search) | null = null;
  return (_, itemsLeft) => {
    const most = Math.min(game.settlements, itemsLeft);
    if (most !== settlements) {
      settlements = most;
      search = searchesAlone({ ...game, accounts: 1, itemsWanted: Number.POSITIVE_INFINITY, settlements }, draw);
    }
    return search === null ? null : search();
  };
}

function searchesAlone(game: Game, draw: DrawTable): (() => Search) | null {
  const answer = answerGame(game, draw);
  if (answer === null || !answer.attacks) return null;
  const { policy, once, count } = answer;
  assert(policy.kind !== "with_recall" && policy.kind !== "across_accounts", "an account alone recalls or shares");
  return repeated(searchesOf(policy, once, answer.game, draw), count);
}
