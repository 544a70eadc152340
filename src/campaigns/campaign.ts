/** A campaign after compilation: checked, immutable, in minor units and milliseconds. Types only. */

import type { EligibilityTest } from "../conditions/contract.js";
import type { Period } from "../domain/civil-date.js";
import type { Decimal } from "../domain/decimal.js";
import type { Currency } from "../domain/money.js";
import type { Position } from "../domain/problem.js";
import type { Ratio } from "../domain/ratio.js";
import type { Rounding } from "../domain/rounding.js";
import type { Zone } from "../domain/zone.js";
import type { DiscountRule } from "../modes/contract.js";
import type { WhenExpression } from "../when/contract.js";
import type { Behaviour } from "./behaviour.js";

/** All campaign files of a run, taken together. */
export interface CampaignSet {
  /** For forecasts alone, but for `sharing`, which replays follow too. */
  readonly behaviour: Behaviour;
  /** How long customers take between quote and payment; null: they pay at once. */
  readonly checkout: CheckoutRules | null;
  readonly currency: Currency;
  readonly zone: Zone;
  readonly choice: "priority" | "best";
  /** In file order. */
  readonly campaigns: readonly Campaign[];
  /** Columns that are made of others, by name: rows that share a cell in one of those columns, also by way of other rows, are one identity. */
  readonly identities: ReadonlyMap<string, readonly string[]>;
  /** Where each of them is defined, for messages. */
  readonly identitiesAt: ReadonlyMap<string, Position>;
}

/** What becomes of quotes. */
export interface CheckoutRules {
  /** Where it stands, for messages. */
  readonly at: Position;
  /** From quote to payment, log-normal; milliseconds, above 0, the median below the 95th percentile or equal. */
  readonly medianMs: number;
  readonly p95Ms: number;
  /** Share of checkouts that end without a payment, 0 to below 1. */
  readonly abandon: number;
  /** Share of customers who ask for a new quote when theirs is gone; the others leave. */
  readonly retry: number;
}

export interface Campaign {
  readonly id: string;
  /** `name` of the file, or the id. */
  readonly name: string;
  /** Where its `id` stands, for messages. */
  readonly at: Position;
  readonly paused: boolean;
  readonly window: Window;
  readonly scope: readonly Matcher[];
  readonly payment: readonly Matcher[];
  readonly audience: readonly Matcher[];
  readonly when: WhenExpression | null;
  /** Null for a campaign that asks for no coupon. */
  readonly coupon: CouponRule | null;
  /** Null for a campaign whose redemptions give their customers no coupons to share. */
  readonly grants: GrantRule | null;
  /** All must hold. */
  readonly eligibility: readonly EligibilityTest[];
  readonly budget: Budget | null;
  readonly limits: readonly Limit[];
  readonly discount: Discount;
  readonly reveal: "before_payment" | "after_payment";
  readonly draw: DrawRule;
  /** Where the file says `draw`, for warnings; null where it does not. */
  readonly drawAt: Position | null;
  readonly givenAs: "instant" | "cashback";
  /** Time from payment to the date on which cashback is reported as credited. */
  readonly cashbackDelayMs: number;
  readonly funding: Funding;
  /** 1 is first; +Infinity without one. */
  readonly priority: number;
  readonly stacking: Stacking;
  readonly refunds: RefundRules;
  readonly inventory: InventoryRules;
  readonly rounding: Rounding;
}

/** How money and uses are kept for those who have a quote and have not paid yet. */
export interface InventoryRules {
  /** Where the file says what of it is for quotes, for warnings; null where it does not. */
  readonly at: Position | null;
  /** When they are taken, so that nobody else has them: with the quote, or with the payment; or they are looked at when quoted and never again. */
  readonly reserve: "at_quote" | "at_payment" | "none";
  /** How long a quote can be paid. */
  readonly ttlMs: number;
  /** Equal parts of the budget, each for a part of the checkouts. */
  readonly shards: number;
}

/** Whether a payment may use the campaign together with others, and how it is reckoned then. */
export interface Stacking {
  readonly combine: boolean;
  /** Of campaigns of one group a payment uses one at most: the campaign's id where the file names none. */
  readonly group: string;
  /** What it is computed on: what the discounts before it have left, or the price. */
  readonly base: "remaining" | "price";
}

/** Offers are made to holders of an unspent coupon alone. */
export interface CouponRule {
  /** Which of several is used; one that never expires expires last. */
  readonly use: "expires_first" | "expires_last";
}

/** What each redemption that went through gives its customer to share with others. */
export interface GrantRule {
  /** Of the campaign that the coupons are for, which asks for coupons; it may be the one that grants them. */
  readonly campaignId: string;
  /** Coupons of one redemption. */
  readonly count: number;
  /** Null for coupons without an amount: they let their holder in, and cap nothing. */
  readonly share: GrantShare | null;
  /** From the grant; +Infinity for coupons that never expire. */
  readonly expiresMs: number;
  /** Where the file says `grants`, for messages. */
  readonly at: Position;
}

/** The amounts of the coupons of one redemption: each the most that the campaign gives with that coupon. */
export interface GrantShare {
  /** `equal`: parts that differ by one minor unit at most, the first ones larger; `random`: every way to split is as likely. */
  readonly split: "equal" | "random";
  /** Of all of them; at least one minor unit each. */
  readonly totalMinor: number;
}

/** How often chance is asked anew, and for whom. */
export interface DrawRule {
  readonly per: "redemption" | "attempt" | "user";
  /** Column that says whose draw it is; where its cell is empty, `user_id` does. */
  readonly identity: string;
}

export interface Window {
  /** Instants, half-open; −Infinity and +Infinity where left out. */
  readonly startMs: number;
  readonly endMs: number;
  /** Weekdays on which a span may start, 0 for Monday; null for every day. */
  readonly days: readonly number[] | null;
  /** Spans of minutes after midnight; `until` above 1440 runs into the next day, which belongs to the day of `from`. Null for all day. */
  readonly hours: readonly { readonly from: number; readonly until: number }[] | null;
}

/** One test of one cell. An empty cell matches nothing, so that a negated matcher holds for it. */
export interface Matcher {
  /** A column, `user.x` or `merchant.x`. */
  readonly column: string;
  /** True for a matcher inside `not`. */
  readonly negated: boolean;
  readonly test:
    | { readonly kind: "any_of"; readonly values: readonly string[] }
    | { readonly kind: "range"; readonly min: Decimal | null; readonly max: Decimal | null }
    | { readonly kind: "prefix"; readonly prefixes: readonly string[] };
  readonly at: Position;
}

export interface Budget {
  /** Minor units; null where left out. At least one is set. */
  readonly totalMinor: number | null;
  readonly perDayMinor: number | null;
  readonly perMonthMinor: number | null;
  readonly onShort: "reject" | "partial" | "overshoot_once";
}

export interface Limit {
  /** At least one of the four is set. */
  readonly max: number | null;
  readonly maxAmountMinor: number | null;
  readonly maxAttempts: number | null;
  /** From one offer to the next, at least; of whatever period. */
  readonly cooldownMs: number | null;
  /** Columns that make the key; empty for the whole campaign. */
  readonly per: readonly string[];
  /** Null for the campaign's life. */
  readonly every: Period | null;
}

/** A discount with the caps that every mode allows. */
export interface Discount {
  readonly mode: string;
  readonly rule: DiscountRule;
  /** The `minimum_amount` beside the mode, 0 without one. The rule has thresholds of its own. */
  readonly minimumAmountMinor: number;
  /** +Infinity without one. */
  readonly maxDiscountMinor: number;
  readonly minPayableMinor: number;
  /** The discount in words: "15.00 off from 200.00". */
  readonly sentence: string;
  /** Prices at which the discount changes, as far as its keys say so, ascending: for warnings and `validate`, not for the engine. */
  readonly thresholds: readonly Threshold[];
}

/** A `minimum_amount`, an `every` or the like inside a discount. */
export interface Threshold {
  readonly priceMinor: number;
  /** True where every multiple of the price is a threshold too. */
  readonly repeats: boolean;
  /** Of a tier: what it gives, to compare it with the tier before it; null for other thresholds. */
  readonly gives: number | Ratio | null;
  readonly at: Position;
}

export interface Funding {
  readonly shares: FundingShares;
  readonly byMerchant: ReadonlyMap<string, FundingShares>;
}

/** Who pays: `weights[i]` of the sum of `weights` falls to `sponsors[i]`; in the order of the file, which breaks ties. */
export interface FundingShares {
  readonly sponsors: readonly string[];
  readonly weights: readonly number[];
}

export interface RefundRules {
  readonly discount: "prorate" | "forfeit";
  /** What a partial refund leaves of the discount: its part of the price, or what the rest would have earned. */
  readonly threshold: "keep" | "reevaluate";
  readonly restoreBudget: boolean;
  readonly restoreLimits: boolean;
}
