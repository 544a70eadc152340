/** An exposure as it stands in the JSON document: names, and null for what is no number. */
import type { Currency } from "../domain/money.js";
import type { Attacker } from "./attacker.js";
import { describeAttacker } from "./describe-attacker.js";
import type { Exposure, Level, RankedCampaign } from "./exposure.js";
import { withoutNoise } from "./without-noise.js";

/** Amounts in minor units, not rounded. Null where there is no closed form, where a number is infinite, or makes no sense of the kind. */
export interface ExactExposure {
  accept_from_minor: number | null;
  reservation_value_minor: number | null;
  mean_settled_minor: number | null;
  attempts_per_success: number | null;
  success_probability: number | null;
  amplification: number | null;
  break_even_attempt_cost_minor: number | null;
  break_even_account_cost_minor: number | null;
  profit_per_account_minor: number | null;
  excess_loss_minor: number | null;
  attacks: boolean | null;
  thresholds_minor: readonly number[] | null;
  mean_draw_minor: number | null;
  account_value_minor: number | null;
  settled_per_account: number | null;
  accounts_opened: number | null;
  /** Attempts after which a success is 95% certain. */
  attempts_for_95: number | null;
  /** Attackers' discount / all discount; null unless a rate of honest payments is known, as the other three. */
  budget_capture: number | null;
  drain_days: number | null;
  drain_days_without_attack: number | null;
  genuine_displaced_minor: number | null;
  abuse_spend_minor: number | null;
  excess_loss_per_person_minor: number | null;
}

/** What came of an attack on a log. Amounts in minor units; means are not rounded. Null where a figure would be a mean over nothing. */
export interface SimulatedExposure {
  /** Quotes and payments that came to a draw. */
  attempts: number;
  /** Times that it got what it wanted: a settled payment; of orders that belong together, all of them. */
  successes: number;
  mean_settled_minor: number | null;
  attempts_per_success: number | null;
  /** All discount that it keeps. */
  discount_minor: number;
  /** What the campaign gave for its successes, less as many honest draws of the exact design; null where that mean is not known. */
  excess_loss_minor: number | null;
  /** Its discount / all discount that the campaign granted while it was attacked. */
  budget_capture: number | null;
  attacker_profit_minor: number;
  /** Profit / costs; null without costs. */
  attacker_roi: number | null;
  /** What the campaign grants the log's customers without this attack, less what it grants them with it. */
  genuine_displaced_minor: number;
  /** When the campaign's total budget ran out, attacked; ISO 8601 with offset. */
  exhausted_at: string | null;
  exhausted_at_without_attack: string | null;
  mean_settled_standard_error_minor: number | null;
  /** What the campaign gave: `discount_minor`, and what refunds left spent. */
  spent_minor: number;
  payments: number;
  refunds: number;
  /** That made an attempt, and that had a success. */
  accounts_opened: number;
  accounts_served: number;
  /** Times that the campaign made no offer for another reason than a draw of nothing, by reason. */
  refusals: Readonly<Record<string, number>>;
}

/** The campaign without its defences. */
export interface InherentExposure {
  accept_from_minor: number | null;
  attempts_per_success: number | null;
  mean_settled_minor: number | null;
  excess_loss_minor: number | null;
  abuse_spend_minor: number | null;
}

export interface ResidualExposure {
  excess_loss_minor: number | null;
  abuse_spend_minor: number | null;
  /** Excess loss / budget. */
  budget_share: number | null;
  level: Level | null;
  control_effectiveness: number | null;
}

export interface CampaignExposure {
  campaign_id: string;
  attacker_id: string;
  kind: string;
  tactic: string | null;
  price_minor: number;
  exact: ExactExposure;
  /** Of an attack on a log; null where there is none. */
  simulated: SimulatedExposure | null;
  inherent: InherentExposure;
  residual: ResidualExposure;
}

/** A campaign with the attacker that costs it most. */
export interface RankedExposure {
  rank: number;
  campaign_id: string;
  attacker_id: string;
  level: Level | null;
  residual_excess_loss_minor: number | null;
  inherent_excess_loss_minor: number | null;
  budget_share: number | null;
  /** The most that any of the attackers gets, what an honest customer would have got included. */
  abuse_spend_minor: number | null;
  /** The first two prices whose orders apart get more than one of both; null where no cut gains. */
  cut_gains_minor: readonly [number, number] | null;
  /** The first two prices of which one order of both gets more; null where no pool gains. */
  pool_gains_minor: readonly [number, number] | null;
}

/** What was assumed of an attacker; null for no limit, and for a price or a balance that it leaves open. */
export interface AssumedAttacker {
  id: string;
  kind: string;
  tactic: string | null;
  campaigns: readonly string[] | null;
  description: string;
  accounts: number;
  per_device: number;
  price_minor: number | null;
  balance_minor: number | null;
  attempts_per_account: number | null;
  settlements_per_account: number | null;
  items_wanted: number | null;
  recall: boolean;
  accept: "best_response" | "any" | { at_least_minor: number };
  attempt_cost_minor: number;
  account_cost_minor: number;
  friction_minor: number;
  interval_ms: number;
  cooldown_ms: number;
  backoff: number;
}

export function assumedAttacker(attacker: Attacker, currency: Currency): AssumedAttacker {
  const { accept } = attacker;
  return {
    id: attacker.id,
    kind: attacker.kind,
    tactic: attacker.tactic,
    campaigns: attacker.campaigns,
    description: describeAttacker(attacker, currency),
    accounts: attacker.accounts,
    per_device: attacker.perDevice,
    price_minor: attacker.priceMinor,
    balance_minor: attacker.balanceMinor,
    attempts_per_account: finite(attacker.attemptsPerAccount),
    settlements_per_account: finite(attacker.settlementsPerAccount),
    items_wanted: finite(attacker.itemsWanted),
    recall: attacker.recall,
    accept: typeof accept === "object" ? { at_least_minor: accept.atLeastMinor } : accept,
    attempt_cost_minor: attacker.attemptCostMinor,
    account_cost_minor: attacker.accountCostMinor,
    friction_minor: attacker.frictionMinor,
    interval_ms: attacker.intervalMs,
    cooldown_ms: attacker.cooldownMs,
    backoff: attacker.backoff,
  };
}

export function campaignExposure(exposure: Exposure, simulated: SimulatedExposure | null = null): CampaignExposure {
  const { situation, exact, inherent, budgetShare, level, controlEffectiveness } = exposure;
  const { campaign, attacker, priceMinor } = situation;
  return {
    campaign_id: campaign.id,
    attacker_id: attacker.id,
    kind: attacker.kind,
    tactic: attacker.tactic,
    price_minor: priceMinor,
    exact: exactExposure(exposure),
    simulated,
    inherent: withoutNoise({
      accept_from_minor: inherent.acceptFromMinor,
      attempts_per_success: inherent.attemptsPerSuccess,
      mean_settled_minor: inherent.meanSettledMinor,
      excess_loss_minor: inherent.excessLossMinor,
      abuse_spend_minor: inherent.abuseSpendMinor,
    }),
    residual: withoutNoise({
      excess_loss_minor: exact.excessLossMinor,
      abuse_spend_minor: exact.abuseSpendMinor,
      budget_share: budgetShare,
      level,
      control_effectiveness: controlEffectiveness,
    }),
  };
}

/** Attempts that are listed one by one at most. */
const MOST_THRESHOLDS = 1000;

function exactExposure({ exact, race }: Exposure): ExactExposure {
  return withoutNoise({
    accept_from_minor: exact.acceptFromMinor,
    reservation_value_minor: exact.reservationValueMinor,
    mean_settled_minor: exact.meanSettledMinor,
    attempts_per_success: exact.attemptsPerSuccess,
    success_probability: exact.successProbability,
    amplification: exact.amplification,
    break_even_attempt_cost_minor: exact.breakEvenAttemptCostMinor,
    break_even_account_cost_minor: exact.breakEvenAccountCostMinor,
    profit_per_account_minor: exact.profitPerAccountMinor,
    excess_loss_minor: exact.excessLossMinor,
    attacks: exact.attacks,
    thresholds_minor: (exact.thresholdsMinor?.length ?? 0) > MOST_THRESHOLDS ? null : exact.thresholdsMinor,
    mean_draw_minor: exact.meanDrawMinor,
    account_value_minor: exact.accountValueMinor,
    settled_per_account: exact.settledPerAccount,
    accounts_opened: exact.accountsOpened,
    attempts_for_95: finite(exact.attemptsFor95 ?? Number.NaN),
    budget_capture: race?.capture ?? null,
    drain_days: race?.days ?? null,
    drain_days_without_attack: race?.daysWithoutAttack ?? null,
    genuine_displaced_minor: race?.genuineDisplacedMinor ?? null,
    abuse_spend_minor: exact.abuseSpendMinor,
    excess_loss_per_person_minor: exact.excessLossPerPersonMinor,
  });
}

export function rankedExposure({ worst, abuseSpendMinor, proof }: RankedCampaign, index: number): RankedExposure {
  const { situation, exact, inherent, budgetShare, level } = worst;
  return withoutNoise({
    rank: index + 1,
    campaign_id: situation.campaign.id,
    attacker_id: situation.attacker.id,
    level,
    residual_excess_loss_minor: exact.excessLossMinor,
    inherent_excess_loss_minor: inherent.excessLossMinor,
    budget_share: budgetShare,
    abuse_spend_minor: abuseSpendMinor,
    cut_gains_minor: proof?.cutGains ?? null,
    pool_gains_minor: proof?.poolGains ?? null,
  });
}

function finite(number: number): number | null {
  return Number.isFinite(number) ? number : null;
}
