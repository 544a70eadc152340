/** Games whose accounts have one draw together, as games of whoever has a draw of its own. */
import type { AttackFigures } from "./attack-figures.js";
import { attemptsFor } from "./exact/attempts-for.js";
import type { Game } from "./exact/game.js";
import { solve } from "./exact/solve.js";

/**
 * `together` accounts show the same amount, so they are one account that settles as often as they do; each further settlement opens a further account,
 * so an attempt costs what an account does, too. Figures per account are then per draw. Null where accounts settle more than once (who
 * pays for what is then no longer so simple), or where some of the accounts would be left over.
 */
export function solveShared(game: Game, together: number): AttackFigures | null {
  if (game.sticky === false || together === 1) return solved(game);
  if (Math.min(game.attempts, game.settlements) > 1 || game.accounts % together > 0) return null;
  return solved(gameOfDraws(game, together));
}

/** The same game by whoever has a draw: `together` accounts as one. */
export function gameOfDraws(game: Game, together: number): Game {
  return {
    ...game,
    accounts: game.accounts / together,
    attempts: together,
    settlements: together,
    attemptCostMinor: game.attemptCostMinor + game.accountCostMinor,
    accountCostMinor: 0,
  };
}

const CONFIDENCE = 0.95;

function solved(game: Game): AttackFigures {
  const exact = solve(game);
  const { acceptFromMinor, attemptsPerSuccess } = exact;
  const isSearch = game.sticky === false && acceptFromMinor !== null && attemptsPerSuccess !== null;
  return { ...exact, attemptsFor95: isSearch ? attemptsFor(CONFIDENCE, 1 / attemptsPerSuccess) : null };
}
