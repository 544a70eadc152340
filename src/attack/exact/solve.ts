/** The exact answer to an attack: what its attacker does, and what that costs the campaign. */
import type { SharedPlay } from "./across-accounts.js";
import { answerGame, worthOf } from "./answer-game.js";
import { expectedKept } from "./binomial.js";
import { DrawTable } from "./draw-table.js";
import { playWithout } from "./fixed-threshold.js";
import type { ExactAttack, Game, Play } from "./game.js";
import { accountsShare, timesOf } from "./policy-of.js";

/** Expectations of the attack. They know nothing of other customers: of the budget only that no more than it can be given. */
export function solve(game: Game): ExactAttack {
  const draw = new DrawTable(game.draw);
  const answer = answerGame(game, new DrawTable(game.draw, game.payableFromMinor));
  const ofDraw = {
    reservationValueMinor: draw.reservationValue(game.attemptCostMinor),
    meanDrawMinor: draw.meanMinor,
    breakEvenAttemptCostMinor: draw.meanMinor - draw.minMinor,
    breakEvenAccountCostMinor: draw.excess(game.frictionMinor),
  };
  if (answer === null) return { ...ofDraw, ...UNKNOWN };
  const { attacks } = answer;
  const play = attacks ? answer.play : playWithout(0);
  const crowd = attacks ? crowdOf(game, play) : { settled: 0, opened: 0 };
  const { acceptFromMinor, thresholdsMinor, meanSettledMinor, attemptsPerSuccess } = play;
  const accountValueMinor = finite(worthOf(game, play));
  return {
    ...ofDraw,
    attacks,
    acceptFromMinor,
    thresholdsMinor,
    meanSettledMinor,
    attemptsPerSuccess,
    successProbability: play.successProbability,
    settledPerAccount: finite(play.settled),
    amplification: meanSettledMinor === null || draw.meanMinor === 0 ? null : meanSettledMinor / draw.meanMinor,
    accountValueMinor,
    profitPerAccountMinor:
      accountValueMinor === null || !attacks ? accountValueMinor : accountValueMinor - game.accountCostMinor,
    accountsOpened: crowd && finite(crowd.opened),
    ...lossOf(game, draw.meanMinor, meanSettledMinor ?? 0, crowd),
  };
}

const UNKNOWN = {
  attacks: null,
  acceptFromMinor: null,
  thresholdsMinor: null,
  meanSettledMinor: null,
  attemptsPerSuccess: null,
  successProbability: null,
  settledPerAccount: null,
  amplification: null,
  accountValueMinor: null,
  profitPerAccountMinor: null,
  accountsOpened: null,
  abuseSpendMinor: null,
  excessLossMinor: null,
  excessLossPerPersonMinor: null,
};

function finite(number: number): number | null {
  return Number.isFinite(number) ? number : null;
}

interface Crowd {
  readonly settled: number;
  readonly opened: number;
}

/** Over all accounts; opened one after the other until what is wanted is settled, but for sticky draws, of which all are looked at. */
function crowdOf(game: Game, play: Play | SharedPlay): Crowd | null {
  const { accounts, itemsWanted } = game;
  if ("opened" in play) return { settled: play.opened * play.settled, opened: play.opened };
  const everyone = { settled: play.settled === 0 ? 0 : accounts * play.settled, opened: accounts };
  if (play.settled === 0 || !accountsShare(game)) return everyone;
  if (game.sticky !== false && game.visible) return everyone;
  const times = timesOf(game);
  if (play.settled === times) {
    const settled = Math.min(itemsWanted, accounts * times);
    return { settled, opened: Math.ceil(settled / times) };
  }
  if (times > 1 && game.settlements > 1) return null;
  // Of accounts that settle once with probability p each: E[min(m, Bin(K, p))], opened 1/p as many by Wald's identity.
  const p = play.successProbability;
  const settled = expectedKept(itemsWanted, accounts, p, 1 - p);
  return { settled, opened: settled / p };
}

/** The discount of the attack, cut at the budget, against honest draws: as many as it pays for, and one an account. */
function lossOf({ budgetMinor }: Game, meanDrawMinor: number, meanSettledMinor: number, crowd: Crowd | null) {
  if (crowd === null) return { abuseSpendMinor: null, excessLossMinor: null, excessLossPerPersonMinor: null };
  const wanted = crowd.settled === 0 ? 0 : crowd.settled * meanSettledMinor;
  const spend = Math.min(budgetMinor, wanted);
  const excess = spend === 0 ? 0 : (spend / meanSettledMinor) * (meanSettledMinor - meanDrawMinor);
  return {
    abuseSpendMinor: finite(spend),
    excessLossMinor: finite(excess),
    excessLossPerPersonMinor: finite(spend - Math.min(budgetMinor, crowd.opened * meanDrawMinor)),
  };
}
