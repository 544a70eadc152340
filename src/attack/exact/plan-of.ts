/** From a game to a plan for it: whoever follows it takes in expectation what `solve` says. */
import { answerGame } from "./answer-game.js";
import { DrawTable } from "./draw-table.js";
import type { Game } from "./game.js";
import type { Plan } from "./plan.js";
import { openAcross, openAlone } from "./plan-in-turn.js";
import { amountAt, searchesOf } from "./plan-search-of.js";
import { repeated } from "./plan-searches.js";
import { accountsShare } from "./policy-of.js";
import { recallBounds } from "./search-with-recall.js";

/**
 * The best response; where none is known for accounts that share what is wanted, a good one: each searches in its turn as if it were alone. Quotes
 * are then not recalled.
 */
export function planOf(game: Game): Plan {
  const draw = new DrawTable(game.draw, game.payableFromMinor);
  const answer = answerGame(game, draw);
  if (answer === null) return accountsShare(game) ? planShared(game, draw) : { kind: "stay_away" };
  const { attacks, policy, once, count } = answer;
  if (!attacks) return { kind: "stay_away" };
  const shared = accountsShare(game);
  if (policy.kind === "with_recall") return planWithRecall(game, draw);
  if (policy.kind === "across_accounts") return { kind: "in_turn", open: openAcross(game, draw) };
  if (policy.kind === "best_of_accounts" && shared) {
    return { kind: "best_of_all", wanted: policy.wanted, fromMinor: amountAt(game, draw, policy.lowest) };
  }
  const search = repeated(searchesOf(policy, once, answer.game, draw), count);
  return shared ? { kind: "in_turn", open: search } : { kind: "each", search };
}

function planWithRecall(game: Game, draw: DrawTable): Plan {
  const { attempts, settlements } = game;
  const { lowest, enough } = recallBounds({ ...game, draw });
  const [fromMinor, enoughMinor] = [draw.valuesMinor[lowest], draw.valuesMinor[enough]];
  return { kind: "recall", attempts, settlements, enoughMinor, fromMinor };
}

function planShared(game: Game, draw: DrawTable): Plan {
  if (game.recall) return planOf({ ...game, recall: false });
  const open = openAlone(game, draw);
  return open(game.accounts, game.itemsWanted) === null ? { kind: "stay_away" } : { kind: "in_turn", open };
}
