/** One attacker against one campaign: at which price, under which rules. From here on nobody asks what campaign files say. */
import type { Budget, Campaign, CampaignSet } from "../campaigns/campaign.js";
import { designLaw, telltalePrices } from "../campaigns/design.js";
import { certainly, type Distribution, distributionOf, largestMinor, meanOfPart, tabulate } from "../chance/law.js";
import type { Currency } from "../domain/money.js";
import type { Zone } from "../domain/zone.js";
import { accountsSharing } from "./accounts-sharing.js";
import { type Allowance, allowanceOf, periodsOf, type Stretch } from "./allowance.js";
import type { Attacker } from "./attacker.js";
import type { Game } from "./exact/game.js";

export interface Situation<P = unknown> {
  readonly campaign: Campaign;
  readonly attacker: Attacker<P>;
  /** Of the attacker's basket. */
  readonly priceMinor: number;
  /** Prices at which the discount changes, ascending. */
  readonly tellingPricesMinor: readonly number[];
  /** False: the campaign's defences are thought away. */
  readonly defended: boolean;
  /** Redemptions and offers that the campaign's limits leave an account; Infinity without a limit. */
  readonly allowance: Allowance;
  /** From the first attempt that there may be to the end of the campaign; Infinity without one. */
  readonly durationMs: number;
  /**
   * The rules for whoever asks for quotes and settles, from which each kind makes its own; how long its attempts take is its own to say (`inTime`).
   * Null where orders are free by their number, for those are no draws.
   */
  readonly game: Game | null;
  /** Accounts that have one draw together: those of a device, where the draw is the device's; those that an identity joins. */
  readonly accountsPerDraw: number;
  readonly budgetMinor: number;
  /** Payments of honest customers a day; null where nobody said. */
  readonly honestPerDay: number | null;
  /** E[D] of one order of a price above 0, paid from a balance that is enough; of free orders as in `designLaw`. */
  discountAt(priceMinor: number): number;
}

export interface SituationContext {
  readonly currency: Currency;
  readonly zone: Zone;
  readonly identities: CampaignSet["identities"];
  /** Of attackers that name no price; null: a price that suits the campaign. */
  readonly priceMinor: number | null;
  readonly honestPerDay: number | null;
  /** First moment of the log, before which nobody acts; null without a log. */
  readonly logStartMs: number | null;
}

export function situationOf(
  campaign: Campaign,
  attacker: Attacker,
  { currency, zone, identities, priceMinor: otherwise, honestPerDay, logStartMs }: SituationContext,
  defended: boolean,
): Situation {
  const { discount, window } = campaign;
  const tellingPricesMinor = telltalePrices(discount, currency.exponent);
  const priceMinor = attacker.priceMinor ?? otherwise ?? givingPrice(campaign, tellingPricesMinor);
  const opensMs = Math.max(window.startMs, logStartMs ?? window.startMs);
  const stretch = { startMs: Math.max(window.startMs, attacker.startMs ?? opensMs), endMs: window.endMs, zone };
  const allowance = allowanceOf(defended ? campaign.limits : [], attacker, stretch, identities);
  const budgetMinor = Math.min(budgetOf(campaign.budget, stretch), allowance.amountMinor);
  const isOver = stretch.endMs <= stretch.startMs;
  const lawAt = (price: number) => (isOver ? certainly(0) : designLaw(discount, price));
  const mostMinor = Math.min(
    allowance.drawMinor,
    campaign.budget?.onShort === "reject" ? budgetOfOne(campaign.budget) : Number.POSITIVE_INFINITY,
  );
  return {
    campaign,
    attacker,
    priceMinor,
    tellingPricesMinor,
    defended,
    allowance,
    budgetMinor,
    durationMs: stretch.endMs - stretch.startMs,
    honestPerDay,
    // An empty cell leaves the draw to the user.
    accountsPerDraw: accountsSharing(campaign.draw.identity, attacker, identities) ?? 1,
    game: numberedOrders(campaign, priceMinor) ? null : gameOf(),
    discountAt: (price) => lawAt(price).reduce((mean, part) => mean + part.weight * meanOfPart(part, given), 0),
  };

  /** What the campaign is short of it refuses as a whole. */
  function given(amountMinor: number): number {
    return amountMinor > mostMinor ? 0 : amountMinor;
  }

  function gameOf(): Game {
    const draw = mapped(tabulate(lawAt(priceMinor)), given);
    const sticky = defended ? STICKY[campaign.draw.per] : false;
    const accept = attacker.accept;
    return {
      draw,
      payableFromMinor: payableFrom(campaign, attacker, priceMinor),
      sticky,
      visible: !defended || campaign.reveal === "before_payment",
      acceptFromMinor: typeof accept === "object" ? accept.atLeastMinor : accept,
      staysAway: accept === "best_response",
      attempts: Math.min(attacker.attemptsPerAccount, allowance.attempts),
      settlements: Math.min(attacker.settlementsPerAccount, allowance.settlements),
      periods: allowance.periods,
      recall: attacker.recall,
      attemptCostMinor: attacker.attemptCostMinor,
      accountCostMinor: attacker.accountCostMinor,
      frictionMinor: attacker.frictionMinor,
      accounts: attacker.accounts,
      itemsWanted: Math.min(attacker.itemsWanted, allowance.settlementsInAll),
      budgetMinor,
    };
  }
}

const STICKY = { user: true, redemption: "until_settled", attempt: false } as const;

/** The lowest discount for which the balance pays; cashback takes nothing off what is to be paid. */
function payableFrom({ givenAs }: Campaign, attacker: Attacker, priceMinor: number): number {
  if (affords(attacker, priceMinor)) return 0;
  return givenAs === "cashback" ? Number.POSITIVE_INFINITY : priceMinor - (attacker.balanceMinor ?? 0);
}

/** Whether an order of a price can be paid whatever its discount; what else goes through of orders that are settled beforehand has no closed form. */
export function affords({ balanceMinor }: Attacker, priceMinor: number): boolean {
  return balanceMinor === null || balanceMinor >= priceMinor;
}

function mapped(draw: Distribution, given: (amountMinor: number) => number): Distribution {
  const { valuesMinor, probabilities } = draw;
  if (valuesMinor.every((value) => given(value) === value)) return draw;
  return distributionOf(Array.from(valuesMinor, (value, i) => [given(value), probabilities[i]]));
}

/** The largest telling price at which something is given. */
function givingPrice({ discount }: Campaign, prices: readonly number[]): number {
  return prices.findLast((price) => largestMinor(designLaw(discount, price)) > 0) ?? prices[prices.length - 1];
}

function numberedOrders({ discount: { rule } }: Campaign, priceMinor: number): boolean {
  return rule.freeOrders !== undefined && priceMinor <= rule.freeOrders.maxPriceMinor;
}

/** What one draw can take of a budget that nobody has touched. */
function budgetOfOne({ totalMinor, perDayMinor, perMonthMinor }: Budget): number {
  return [totalMinor, perDayMinor, perMonthMinor].reduce<number>(
    (least, minor) => Math.min(least, minor ?? Number.POSITIVE_INFINITY),
    Number.POSITIVE_INFINITY,
  );
}

/** What a campaign can give while it is attacked: budgets of a day or a month count where it is known how many there are. */
function budgetOf(budget: Budget | null, stretch: Stretch): number {
  const { totalMinor = null, perDayMinor = null, perMonthMinor = null } = budget ?? {};
  const inAll = (minor: number | null, period: "day" | "month") =>
    minor === null ? Number.POSITIVE_INFINITY : minor * periodsOf(period, stretch);
  return Math.min(totalMinor ?? Number.POSITIVE_INFINITY, inAll(perDayMinor, "day"), inAll(perMonthMinor, "month"));
}
