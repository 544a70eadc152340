/** One attacker against one campaign: at which price, under which rules. From here on nobody asks what campaign files say. */
import type { Budget, Campaign, CampaignSet } from "../campaigns/campaign.js";
import { designLaw, telltalePrices } from "../campaigns/design.js";
import { certainly, largestMinor, meanOfPart, tabulate } from "../chance/law.js";
import type { Currency } from "../domain/money.js";
import type { Zone } from "../domain/zone.js";
import { accountsSharing } from "./accounts-sharing.js";
import { type Allowance, allowanceOf, periodsOf, type Stretch } from "./allowance.js";
import type { Attacker } from "./attacker.js";
import { attemptsInTime, isAmple } from "./attempts-in-time.js";
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
  /** The rules for whoever asks for quotes and settles; null where orders are free by their number, for those are no draws. */
  readonly game: Game | null;
  /** Accounts that have one draw together: those of a device, where the draw is the device's; those that an identity joins. */
  readonly accountsPerDraw: number;
  readonly budgetMinor: number;
  /** Payments of honest customers a day; null where nobody said. */
  readonly honestPerDay: number | null;
  /** E[D] of one order of a price above 0; of free orders as in `designLaw`. */
  discountAt(priceMinor: number): number;
}

export interface SituationContext {
  readonly currency: Currency;
  readonly zone: Zone;
  readonly identities: CampaignSet["identities"];
  /** Of attackers that name no price; null: a price that suits the campaign. */
  readonly priceMinor: number | null;
  readonly honestPerDay: number | null;
}

export function situationOf(
  campaign: Campaign,
  attacker: Attacker,
  { currency, zone, identities, priceMinor: otherwise, honestPerDay }: SituationContext,
  defended: boolean,
): Situation {
  const { discount, window } = campaign;
  const tellingPricesMinor = telltalePrices(discount, currency.exponent);
  const priceMinor = attacker.priceMinor ?? otherwise ?? givingPrice(campaign, tellingPricesMinor);
  const stretch = { startMs: Math.max(window.startMs, attacker.startMs ?? window.startMs), endMs: window.endMs, zone };
  const allowance = allowanceOf(defended ? campaign.limits : [], attacker, stretch, identities);
  const budgetMinor = Math.min(budgetOf(campaign.budget, stretch), allowance.amountMinor);
  const isOver = stretch.endMs <= stretch.startMs;
  const lawAt = (price: number) => (isOver ? certainly(0) : designLaw(discount, price));
  return {
    campaign,
    attacker,
    priceMinor,
    tellingPricesMinor,
    defended,
    allowance,
    budgetMinor,
    honestPerDay,
    // An empty cell leaves the draw to the user.
    accountsPerDraw: accountsSharing(campaign.draw.identity, attacker, identities) ?? 1,
    game: numberedOrders(campaign, priceMinor) ? null : gameOf(),
    discountAt: (price) => lawAt(price).reduce((mean, part) => mean + part.weight * meanOfPart(part), 0),
  };

  function gameOf(): Game {
    const draw = tabulate(lawAt(priceMinor));
    const sticky = defended ? STICKY[campaign.draw.per] : false;
    const accept = attacker.accept;
    const game: Game = {
      draw,
      sticky,
      visible: !defended || campaign.reveal === "before_payment",
      acceptFromMinor: typeof accept === "object" ? accept.atLeastMinor : accept,
      attempts: Math.min(attacker.attemptsPerAccount, allowance.attempts),
      settlements: Math.min(attacker.settlementsPerAccount, allowance.settlements),
      recall: attacker.recall,
      attemptCostMinor: attacker.attemptCostMinor,
      accountCostMinor: attacker.accountCostMinor,
      frictionMinor: attacker.frictionMinor,
      accounts: attacker.accounts,
      itemsWanted: Math.min(attacker.itemsWanted, allowance.settlementsInAll),
      budgetMinor,
    };
    const intervalMs = Math.max(attacker.intervalMs, allowance.cooldownMs);
    const inTime = attemptsInTime({ ...attacker, intervalMs }, stretch.endMs - stretch.startMs);
    return isAmple(game, inTime) ? game : { ...game, attempts: Math.min(game.attempts, inTime) };
  }
}

const STICKY = { user: true, redemption: "until_settled", attempt: false } as const;

/** The largest telling price at which something is given. */
function givingPrice({ discount }: Campaign, prices: readonly number[]): number {
  return prices.findLast((price) => largestMinor(designLaw(discount, price)) > 0) ?? prices[prices.length - 1];
}

function numberedOrders({ discount: { rule } }: Campaign, priceMinor: number): boolean {
  return rule.freeOrders !== undefined && priceMinor <= rule.freeOrders.maxPriceMinor;
}

/** What a campaign can give while it is attacked: budgets of a day or a month count where it is known how many there are. */
function budgetOf(budget: Budget | null, stretch: Stretch): number {
  const { totalMinor = null, perDayMinor = null, perMonthMinor = null } = budget ?? {};
  const inAll = (minor: number | null, period: "day" | "month") =>
    minor === null ? Number.POSITIVE_INFINITY : minor * periodsOf(period, stretch);
  return Math.min(totalMinor ?? Number.POSITIVE_INFINITY, inAll(perDayMinor, "day"), inAll(perMonthMinor, "month"));
}
