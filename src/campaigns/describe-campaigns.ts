/** Campaigns in plain words, for `promosim validate`. */
import { formatDuration } from "../domain/duration.js";
import { formatMinor } from "../domain/money.js";
import { formatRatio } from "../domain/ratio.js";
import type { Zone } from "../domain/zone.js";
import type {
  Budget,
  Campaign,
  CampaignSet,
  Discount,
  FundingShares,
  GrantRule,
  Limit,
  Matcher,
  Window,
} from "./campaign.js";
import { WEEKDAYS } from "./campaign-schema.js";
import { describeInventory, describeRefunds, describeStacking } from "./describe-after-offer.js";
import { type Design, designAt, telltalePrices } from "./design.js";

export interface CampaignDescription {
  readonly id: string;
  readonly name: string;
  readonly status: "active" | "paused";
  /** "from … to …, on fri, sat, 10:00 to 14:00". */
  readonly window: string;
  /** First and last moment of the window, ISO 8601 with offset; null where it is open. */
  readonly firstMoment: string | null;
  readonly lastMoment: string | null;
  readonly scope: readonly string[];
  readonly payment: readonly string[];
  readonly audience: readonly string[];
  readonly when: string | null;
  readonly eligibility: readonly string[];
  /** Whom a coupon lets in, and which of several is used; null where none is asked for. */
  readonly coupon: string | null;
  /** The coupons that a redemption grants; null where it grants none. */
  readonly grants: string | null;
  readonly limits: readonly string[];
  readonly budget: string | null;
  /** With which others it is used together; null where it is used alone. */
  readonly stacking: string | null;
  /** What refunds do that is not the default; null where they do that. */
  readonly refunds: string | null;
  /** How money and uses are kept between quote and payment, and shards of the budget; null where there is nothing to say. */
  readonly inventory: string | null;
  /** "bank 70%, merchant 30%", then a line per merchant with shares of its own. */
  readonly funding: readonly string[];
  readonly mode: string;
  /** The discount with its caps. */
  readonly discount: string;
  /** Whose draws there are, and when a new one is made; null where no amount is drawn. */
  readonly draw: string | null;
  /** When the customer sees the amount; null where none is drawn. */
  readonly reveal: string | null;
  /** Instant, or cashback and when. */
  readonly givenAs: string;
  /** At the stated prices, or at the discount's thresholds. */
  readonly designs: readonly Design[];
}

/** In file order; `pricesMinor` are the prices for the designs, null for those that the discounts' thresholds suggest. */
export function describeCampaigns(
  set: CampaignSet,
  options: { readonly pricesMinor: readonly number[] | null },
): CampaignDescription[] {
  const { exponent } = set.currency;
  return set.campaigns.map((campaign) => ({
    id: campaign.id,
    name: campaign.name,
    status: campaign.paused ? "paused" : "active",
    ...describeWindow(campaign.window, set.zone),
    scope: campaign.scope.map(describeMatcher),
    payment: campaign.payment.map(describeMatcher),
    audience: campaign.audience.map(describeMatcher),
    when: campaign.when?.source ?? null,
    eligibility: campaign.eligibility.map((test) => test.sentence),
    coupon: campaign.coupon === null ? null : COUPONS[campaign.coupon.use],
    grants: campaign.grants === null ? null : describeGrants(campaign.grants, exponent),
    limits: campaign.limits.map((limit) => describeLimit(limit, set)),
    budget: campaign.budget === null ? null : describeBudget(campaign.budget, exponent),
    stacking: describeStacking(campaign),
    refunds: describeRefunds(campaign),
    inventory: describeInventory(campaign, set.checkout),
    funding: describeFunding(campaign),
    mode: campaign.discount.mode,
    discount: describeDiscount(campaign.discount, exponent),
    draw:
      campaign.discount.rule.law === undefined
        ? null
        : DRAWS[campaign.draw.per](describeKey(campaign.draw.identity, set)),
    reveal: describeReveal(campaign),
    givenAs: describeGivenAs(campaign),
    designs: (options.pricesMinor ?? telltalePrices(campaign.discount, exponent)).map((priceMinor) =>
      designAt(campaign.discount, priceMinor),
    ),
  }));
}

function describeWindow(window: Window, zone: Zone) {
  const firstMoment = Number.isFinite(window.startMs) ? zone.format(window.startMs) : null;
  // Windows are half-open and instants are whole milliseconds, so this is the last moment inside.
  const lastMoment = Number.isFinite(window.endMs) ? zone.format(window.endMs - 1) : null;
  const parts = [
    firstMoment === null ? "" : `from ${firstMoment}`,
    lastMoment === null ? "" : `to ${lastMoment}`,
  ].filter((part) => part !== "");
  const words = [parts.length === 0 ? "always" : parts.join(" ")];
  if (window.days !== null) words.push(`on ${window.days.map((day) => WEEKDAYS[day]).join(", ")}`);
  if (window.hours !== null) words.push(window.hours.map(describeSpan).join(" and "));
  return { window: words.join(", "), firstMoment, lastMoment };
}

function describeSpan({ from, until }: { readonly from: number; readonly until: number }): string {
  const clock = (minutes: number) =>
    `${String(Math.floor(minutes / 60)).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}`;
  return until > 1440
    ? `${clock(from)} to ${clock(until - 1440)} of the next day`
    : `${clock(from)} to ${clock(until)}`;
}

function describeMatcher({ column, negated, test }: Matcher): string {
  const not = negated ? "not " : "";
  switch (test.kind) {
    case "any_of":
      return `${column} is ${not}${test.values.join(" or ")}`;
    case "prefix":
      return `${column} does ${not}begin with ${test.prefixes.join(" or ")}`.replace("does begin", "begins");
    case "range": {
      const bounds = [
        test.min === null ? "" : `at least ${decimalText(test.min)}`,
        test.max === null ? "" : `at most ${decimalText(test.max)}`,
      ].filter((part) => part !== "");
      return `${column} is ${not}${bounds.join(" and ")}`;
    }
  }
}

function decimalText({ units, scale }: { readonly units: bigint; readonly scale: number }): string {
  return formatMinor(units, scale);
}

/** A column, or an identity with what it is made of. */
function describeKey(name: string, { identities }: CampaignSet): string {
  const columns = identities.get(name);
  return columns === undefined ? name : `${name} (one by ${columns.join(", ")})`;
}

function describeLimit(limit: Limit, set: CampaignSet): string {
  const { exponent } = set.currency;
  const maxima = [
    limit.max === null ? "" : `${limit.max} ${limit.max === 1 ? "redemption" : "redemptions"}`,
    limit.maxAmountMinor === null ? "" : `${formatMinor(limit.maxAmountMinor, exponent)} of discount`,
    limit.maxAttempts === null ? "" : `${limit.maxAttempts} ${limit.maxAttempts === 1 ? "offer" : "offers"}`,
  ].filter((part) => part !== "");
  const per = limit.per.length === 0 ? "" : ` per ${limit.per.map((name) => describeKey(name, set)).join(" and ")}`;
  const every = limit.every === null ? "" : ` every ${limit.every}`;
  return [
    maxima.length === 0 ? "" : `at most ${maxima.join(" and ")}${per}${every}`,
    limit.cooldownMs === null ? "" : `at least ${formatDuration(limit.cooldownMs)} between offers${per}`,
  ]
    .filter((part) => part !== "")
    .join(", ");
}

const ON_SHORT = {
  reject: "no offer where it is short",
  partial: "what is left where it is short",
  overshoot_once: "given whole once where it is short",
};

function describeBudget(budget: Budget, exponent: number): string {
  const parts = [
    budget.totalMinor === null ? "" : `${formatMinor(budget.totalMinor, exponent)} in all`,
    budget.perDayMinor === null ? "" : `${formatMinor(budget.perDayMinor, exponent)} a day`,
    budget.perMonthMinor === null ? "" : `${formatMinor(budget.perMonthMinor, exponent)} a month`,
  ].filter((part) => part !== "");
  return `${parts.join(", ")}; ${ON_SHORT[budget.onShort]}`;
}

function describeFunding({ funding }: Campaign): readonly string[] {
  const own = [...funding.byMerchant].map(([merchant, shares]) => `merchant ${merchant}: ${describeShares(shares)}`);
  return [describeShares(funding.shares), ...own];
}

function describeShares({ sponsors, weights }: FundingShares): string {
  const denominator = weights.reduce((sum, weight) => sum + weight, 0);
  return sponsors.map((name, i) => `${name} ${formatRatio({ numerator: weights[i], denominator })}`).join(", ");
}

function describeDiscount(discount: Discount, exponent: number): string {
  const money = (minor: number) => formatMinor(minor, exponent);
  const words = [discount.sentence];
  if (discount.minimumAmountMinor > 0) words.push(`from a price of ${money(discount.minimumAmountMinor)}`);
  if (Number.isFinite(discount.maxDiscountMinor)) words.push(`at most ${money(discount.maxDiscountMinor)} off`);
  if (discount.minPayableMinor > 0) words.push(`${money(discount.minPayableMinor)} at least is paid`);
  return words.join("; ");
}

const COUPONS = {
  expires_first: "holders of a coupon alone; of several the one that expires first is used",
  expires_last: "holders of a coupon alone; of several the one that expires last is used",
};

function describeGrants({ campaignId, count, share, expiresMs }: GrantRule, exponent: number): string {
  const coupons = count === 1 ? `a coupon of ${campaignId}` : `${count} coupons of ${campaignId}`;
  const words = [`each redemption grants ${coupons} to share`];
  if (share !== null) {
    const total = formatMinor(share.totalMinor, exponent);
    words.push(count === 1 ? `worth ${total}` : `worth ${total} together, split ${SPLITS[share.split]}`);
  }
  words.push(Number.isFinite(expiresMs) ? `valid for ${formatDuration(expiresMs)}` : "without an end");
  return words.join("; ");
}

const SPLITS = { equal: "equally", random: "at random" };

const DRAWS = {
  redemption: (identity: string) => `one for each ${identity}, a new one after each redemption`,
  attempt: (identity: string) => `one for each ${identity}, a new one at every attempt`,
  user: (identity: string) => `one for each ${identity}, for good`,
};

const REVEALS = {
  before_payment: "the amount is shown before payment",
  after_payment: "the amount is shown after payment; in the choice between offers its mean counts",
};

function describeReveal({ reveal, discount }: Campaign): string | null {
  if (discount.rule.law !== undefined) return REVEALS[reveal];
  return reveal === "after_payment" ? "the offer is shown after payment" : null;
}

function describeGivenAs({ givenAs, cashbackDelayMs }: Campaign): string {
  if (givenAs === "instant") return "instant";
  return cashbackDelayMs === 0 ? "cashback at once" : `cashback after ${formatDuration(cashbackDelayMs)}`;
}
