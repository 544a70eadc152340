/** The story of one row of a log as a document: what `promosim explain --format json` prints, and what its text is made from. Types only. */
import type { CouponFault } from "../engine/coupons.js";
import type { Decline, Refusal } from "../engine/refusals.js";
import type { InputSummary, Warning } from "../report/document.js";

export interface ExplainDocument {
  schema_version: 1;
  tool: { name: "promosim"; version: string };
  seed: string;
  currency: { code: string; exponent: number };
  timezone: string;
  inputs: InputSummary[];
  transaction: ExplainedTransaction;
  verdict: { outcome: ExplainedOutcome; words: string };
  /** The user's points; null without such a column. */
  points: {
    before: number /** Of this row's cell, where it opens the account. */;
    opened_with: number | null;
    after: number;
  } | null;
  /** In file order. Of a refund those that it gives back; of a row of the history those whose eligibility looks at it. */
  campaigns: CampaignStory[];
  /** Null for a row that is no attempt to pay. */
  choice: ChoiceStory | null;
  /** Discounts used, in the order in which they apply; of a declined payment those that it had taken. */
  redemptions: RedemptionStory[];
  payment: PaymentStory | null;
  refund: RefundStory | null;
  warnings: Warning[];
}

/**
 * `remembered`: a row of the history, or before `--from`, that feeds eligibility or lowers what is left of its payment; `ignored`: such a row
 * that does neither.
 */
export type ExplainedOutcome = "paid" | "declined" | "refunded" | "rejected" | "remembered" | "ignored";

export interface ExplainedTransaction {
  id: string;
  type: "payment" | "refund";
  /** `prior`: of the history, or of the log before `--from`. */
  role: "replayed" | "prior";
  timestamp: string;
  /** Line of its file at which it starts. */
  line: number;
  /** Place from 1 in replay order, among the rows of its role. */
  row: number;
  /** Rows of its role. */
  rows: number;
  /** Rows replayed before it, and rows remembered before it. */
  replayed_before: number;
  prior_before: number;
  /** Later rows with the same id, which were rejected as `duplicate_id`. */
  also_rejected: { file: string; line: number }[];
  /** Cells that are not empty, as the replay reads them. */
  cells: Record<string, string>;
}

export interface CampaignStory {
  id: string;
  name: string;
  /** Why it made no offer; null where it made one, and for a row that is no attempt to pay. */
  refusal: Refusal | null;
  /** In the order in which they are made, up to the first that fails; those that the campaign does not ask for are left out. */
  tests: TestStory[];
  /** Null where the row's own cells already decide. */
  state: { before: CampaignView; after: CampaignView } | null;
  /** Null where no amount was reckoned. */
  amount: AmountStory | null;
}

export interface TestStory {
  /** The refusal that it would be. */
  test: Refusal;
  passed: boolean;
  comparisons: Comparison[];
}

export interface Comparison {
  holds: boolean;
  words: string;
}

export interface CampaignView {
  /** Null without a budget; `left_minor` is the least of the three and never below 0. */
  budget: {
    total_left_minor: number | null;
    day_left_minor: number | null;
    month_left_minor: number | null;
    left_minor: number;
    on_short: "reject" | "partial" | "overshoot_once";
  } | null;
  limits: LimitView[];
  eligibility: EligibilityView[];
  /**
   * Those for this campaign that the user holds, in file order, then those that were granted; null for a campaign that asks for none. `fault` null: it can
   * be used. `amount_minor`: the most that the campaign gives with it; only there for a granted one that has one.
   */
  coupons: { id: string; fault: CouponFault | null; amount_minor?: number }[] | null;
  /** In the current period: attempts numbered, free orders redeemed, and due by the last number. */
  free_orders: { every: string | null; numbered: number; redeemed: number; due: number } | null;
}

export interface LimitView {
  /** Number of the line, from 1. */
  line: number;
  per: string[];
  /** The row's cells for `per`; null where one is empty, so that the line does not apply. */
  key: string[] | null;
  every: string | null;
  max: { used: number; most: number } | null;
  max_amount: { used_minor: number; most_minor: number } | null;
  max_attempts: { used: number; most: number } | null;
  /** `until` null: it is over. */
  cooldown: { until: string | null; over: boolean } | null;
}

export interface EligibilityView {
  kind: string;
  condition: string;
  holds: boolean;
  /** Days, payments or minor units; for `first_payment` 1 where there was one before. Null for nobody's past. */
  value: number | bigint | null;
  found: string;
}

export interface AmountStory {
  draw: DrawStory | null;
  /** Null for a campaign without free orders, and for an order above `max_price`. */
  free_order: { number: number; due: number; redeemed: number; is_due: boolean } | null;
  desired_minor: number;
  /** Caps of the campaign, then its budget. */
  caps: CapStory[];
  /** After caps, before limits by amount and the budget. */
  capped_minor: number;
  /** What it would grant alone; 0 where it was refused. */
  granted_minor: number;
  points_cost: number;
  /** The customer is not shown the amount: it counts with `weighed_minor`, its mean. */
  hidden: boolean;
  /** What it counts for in the choice; null where there is no offer. */
  weighed_minor: number | null;
}

export interface DrawStory {
  per: "redemption" | "attempt" | "user";
  /** Column of the cell that draws; `transaction_id` for a payment of nobody. */
  identity_column: string;
  identity: string;
  /** Number of the draw among those of its identity, from 0. */
  ordinal: number;
  /** Key of its uniforms: 64 bits in hex. */
  key: string;
  /** Whether an earlier attempt has made this very draw. */
  made_before: boolean;
  /** Those that were asked for. */
  uniforms: { stream: number; uniform: number }[];
}

export interface CapStory {
  cap: "max_discount" | "coupon" | "min_payable" | "together" | "whole_steps" | "budget";
  /** The most that it lets through; of `whole_steps` what the steps come to. */
  at_minor: number;
  cut_minor: number;
}

export interface ChoiceStory {
  rule: "priority" | "best";
  /** What the row's `offer` says; null where the cell is empty. */
  named: { text: string; campaign_id: string | null; words: string } | null;
  /** In the order in which they are ranked. */
  offers: RankedOffer[];
  hidden_offers: number;
  words: string;
}

export interface RankedOffer {
  campaign_id: string;
  granted_minor: number;
  weighed_minor: number;
  hidden: boolean;
  /** Null without one: such a campaign comes after all that have one. */
  priority: number | null;
  combine: boolean;
  group: string;
  chosen: boolean;
  why: string;
}

export interface RedemptionStory {
  campaign_id: string;
  /** What it is computed on. */
  base_minor: number;
  desired_minor: number;
  caps: CapStory[];
  granted_minor: number;
  given_as: "instant" | "cashback";
  /** When cashback is credited; null for an instant discount. */
  credited_at: string | null;
  points_spent: number;
  /** The coupon that it used; null for a campaign that asks for none, and for a declined payment. */
  coupon: string | null;
  /** What it took beyond what the tightest budget had left. */
  overspent_minor: number;
  /** Empty for a declined payment. */
  split: ShareStory[];
}

export interface ShareStory {
  sponsor: string;
  weight: number;
  weights: number;
  /** Its exact share in minor units: `333 1/3`. */
  exact_minor: string;
  floor_minor: number;
  /** The spare minor unit that it got for its remainder: 0 or 1. */
  spare_minor: number;
  contribution_minor: number;
}

export interface PaymentStory {
  price_minor: number;
  instant_minor: number;
  cashback_minor: number;
  /** Price less instant discounts, whether it was paid or not. */
  payable_minor: number;
  /** Null: enough. */
  balance_minor: number | null;
  risk: "pass" | "review" | "reject";
  client_discount_minor: number | null;
  on_mismatch: "server" | "decline";
  decline: Decline | null;
  comparisons: Comparison[];
}

export interface RefundStory {
  refund_of: string;
  /** Null where no payment that went through is known by then, and for a refund that names none. */
  payment: { id: string; timestamp: string; price_minor: number; refunded_before_minor: number } | null;
  fault: "unknown_payment" | "refund_too_large" | null;
  price_minor: number;
  /** Whether the whole price is now given back. */
  complete: boolean;
  discount_minor: number;
  cash_minor: number;
  words: string;
  parts: RefundPartStory[];
}

export interface RefundPartStory {
  campaign_id: string;
  granted_minor: number;
  returned_before_minor: number;
  /** Its part of the refund: the cash is lower by it where the discount was instant. */
  part_minor: number;
  /** `floor(5.00 × 60.00 / 100.00) − 0.00 = 3.00`; under `threshold: reevaluate` what the rest of the price would have earned. */
  arithmetic: string;
  given_as: "instant" | "cashback";
  /** The part does not go back to sponsors, budget, limits and points. */
  forfeited: boolean;
  points_returned: number;
  /** The coupon that can be used again. */
  coupon: string | null;
  split: ShareStory[];
}
