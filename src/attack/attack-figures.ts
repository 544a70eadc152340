/** What is known exactly of an attack, of any kind; null for what has no closed form or makes no sense of that kind. */
import type { ExactAttack } from "./exact/game.js";
import type { Situation } from "./situation.js";

export type AttackFigures = { readonly [K in keyof ExactAttack]: ExactAttack[K] | null } & {
  /** Attempts after which a success is 95% certain: of fresh draws and one threshold, were attempts not limited. */
  readonly attemptsFor95: number | null;
};

export const NOTHING_KNOWN: AttackFigures = {
  attacks: null,
  acceptFromMinor: null,
  thresholdsMinor: null,
  reservationValueMinor: null,
  meanDrawMinor: null,
  meanSettledMinor: null,
  attemptsPerSuccess: null,
  attemptsFor95: null,
  successProbability: null,
  settledPerAccount: null,
  amplification: null,
  breakEvenAttemptCostMinor: null,
  breakEvenAccountCostMinor: null,
  accountValueMinor: null,
  profitPerAccountMinor: null,
  accountsOpened: null,
  abuseSpendMinor: null,
  excessLossMinor: null,
  excessLossPerPersonMinor: null,
};

/** One way to order, against the honest one; means, minor units. */
export interface OrderTactic {
  /** What the attacker gets of it, against whoever buys the same honestly. */
  readonly discountMinor: number;
  readonly honestMinor: number;
  /** What it costs the campaign: as much as the attacker gets, or more. */
  readonly spentMinor: number;
  /** Whether a best response does it, if that pays: it is the honest way, or brings more than that after what it costs. */
  readonly worthwhile: boolean;
  /** Payments that it takes. */
  readonly payments: number;
}

/** Of a tactic that is done for each thing that is wanted: as often as the attacker settles, its payments not counted apart. */
export function orderFigures(
  { attacker, budgetMinor, allowance }: Situation,
  { discountMinor, honestMinor, spentMinor, worthwhile, payments }: OrderTactic,
): AttackFigures {
  const { accounts, attemptCostMinor, frictionMinor, accountCostMinor } = attacker;
  const each = Math.min(attacker.settlementsPerAccount, Math.max(1, Math.floor(allowance.settlements / payments)));
  const value = each * (discountMinor - payments * (attemptCostMinor + frictionMinor));
  const attacks = attacker.accept !== "best_response" || (worthwhile && value > accountCostMinor);
  const known = { ...NOTHING_KNOWN, attacks, meanDrawMinor: honestMinor };
  if (!attacks) return { ...known, ...NO_ATTACK };
  const wanted = Math.min(attacker.itemsWanted, Math.floor(allowance.settlementsInAll / payments));
  const baskets = Math.min(accounts * each, wanted);
  const opened = Math.min(accounts, Math.ceil(baskets / each));
  const spend = Math.min(budgetMinor, baskets * spentMinor);
  return {
    ...known,
    meanSettledMinor: discountMinor,
    attemptsPerSuccess: payments,
    successProbability: 1,
    settledPerAccount: finite(each),
    amplification: honestMinor === 0 ? null : discountMinor / honestMinor,
    accountValueMinor: finite(value),
    profitPerAccountMinor: finite(value - accountCostMinor),
    accountsOpened: opened,
    abuseSpendMinor: finite(spend),
    excessLossMinor: finite(spentMinor === 0 ? 0 : (spend / spentMinor) * (spentMinor - honestMinor)),
    excessLossPerPersonMinor: finite(spend - Math.min(budgetMinor, opened * honestMinor)),
  };
}

const NO_ATTACK = {
  successProbability: 0,
  settledPerAccount: 0,
  accountValueMinor: 0,
  profitPerAccountMinor: 0,
  accountsOpened: 0,
  abuseSpendMinor: 0,
  excessLossMinor: 0,
  excessLossPerPersonMinor: 0,
};

function finite(number: number): number | null {
  return Number.isFinite(number) ? number : null;
}
