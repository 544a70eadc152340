/** Games whose accounts have one draw together, as games of whoever has a draw of its own. */
import type { AttackFigures } from "./attack-figures.js";
import { attemptsFor } from "./exact/attempts-for.js";
import type { Game } from "./exact/game.js";
import { solve } from "./exact/solve.js";

/**
 * `together` accounts show the same amount, so they are one account that settles as often as they do; each further settlement opens a further account,
 * so an attempt costs what an account does, too. Null where accounts settle more than once (who pays for what is then no longer so simple), or
 * where some of the accounts would be left over.
 */
export function solveShared(game: Game, together: number): AttackFigures | null {
  if (game.sticky === false || together === 1) return solved(game);
  if (Math.min(game.attempts, game.settlements) > 1 || game.accounts % together > 0) return null;
  return perAccount(solved(gameOfDraws(game, together)), game, together);
}

/** From figures per draw, of which each attempt is that of another account. */
function perAccount(figures: AttackFigures, game: Game, together: number): AttackFigures {
  const { attacks, settledPerAccount, attemptsPerSuccess, accountValueMinor, abuseSpendMinor, meanDrawMinor } = figures;
  if (attacks !== true || settledPerAccount === null || attemptsPerSuccess === null) return figures;
  const perDraw = settledPerAccount * attemptsPerSuccess;
  const opened = (perDraw * game.accounts) / together;
  // The cost of the accounts was among that of their attempts.
  const value = accountValueMinor === null ? null : accountValueMinor / perDraw + game.accountCostMinor;
  return {
    ...figures,
    successProbability: 1 / attemptsPerSuccess,
    settledPerAccount: 1 / attemptsPerSuccess,
    accountValueMinor: value,
    profitPerAccountMinor: value === null ? null : value - game.accountCostMinor,
    accountsOpened: opened,
    excessLossPerPersonMinor:
      abuseSpendMinor === null || meanDrawMinor === null
        ? null
        : abuseSpendMinor - Math.min(game.budgetMinor, opened * meanDrawMinor),
  };
}

/** The same game by whoever has a draw: `together` accounts as one. */
export function gameOfDraws(game: Game, together: number): Game {
  return {
    ...game,
    accounts: game.accounts / together,
    attempts: together,
    settlements: together,
    periods: [],
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
