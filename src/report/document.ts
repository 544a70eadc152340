/** The result of a replay as one document: what `--format json` prints, and what every section and format is made from. */

import type { DetectionSummary } from "./detection-document.js";
import type { InventorySummary } from "./inventory-document.js";
import type { SharingSummary } from "./sharing-document.js";

/** A sum of money in minor units, exact at any size. */
export type Minor = bigint;
export type Contributions = Record<string, Minor>;

export interface ReportDocument {
  schema_version: 1;
  tool: { name: "promosim"; version: string };
  seed: string;
  currency: { code: string; exponent: number };
  timezone: string;
  inputs: InputSummary[];
  /** `made`: payments of newcomers, who are in no log; only there where there can be some. */
  rows: { read: number; replayed: number; rejected: number; sorted: boolean; made?: number };
  totals: Totals;
  campaigns: CampaignSummary[];
  burn: BurnLine[];
  merchants: MerchantLine[];
  exposure: never[];
  mismatches: { checked: number; different: number; difference_minor: Minor };
  warnings: Warning[];
  distributions: Distributions;
  /** Only there where a campaign gives cashback: those that do, in file order. */
  cashback?: CashbackSummary[];
  /** Only there where coupons were given: campaigns that ask for them or have some, in file order. */
  coupons?: CouponLine[];
  /** Only there where customers take their time between quote and payment, or a budget has shards. */
  inventory?: InventorySummary;
  /** Only there where a campaign grants coupons. */
  sharing?: SharingSummary;
  /** Only there where abuse was looked for. */
  detection?: DetectionSummary;
}

export interface InputSummary {
  role: "campaigns" | "attackers" | "transactions" | "history" | "users" | "merchants" | "coupons";
  /** Base name. */
  file: string;
  sha256: string;
}

export interface Totals {
  payments: number;
  declined: number;
  refunds: number;
  discounted_payments: number;
  price_minor: Minor;
  discount_minor: Minor;
  payable_minor: Minor;
  cashback_minor: Minor;
  refunded_price_minor: Minor;
  refunded_discount_minor: Minor;
  contributions_minor: Contributions;
  refunded_contributions_minor: Contributions;
}

export interface CampaignSummary {
  id: string;
  name: string;
  mode: string;
  offers: number;
  redemptions: number;
  declined: number;
  users: number;
  price_minor: Minor;
  desired_minor: Minor;
  discount_minor: Minor;
  refunded_discount_minor: Minor;
  contributions_minor: Contributions;
  refunded_contributions_minor: Contributions;
  /** Every refusal of the list, 0 included, in the order of the tests. */
  refusals: Record<string, number>;
  budget: BudgetSummary;
  discount: DiscountSummary | null;
  /** Null for modes without a draw, and where none was made. */
  fit: FitSummary | null;
}

/** Whether the draws look like the design: all draws that were made, each once, not only those that were redeemed. */
export interface FitSummary {
  /** Mean of the design over the prices of the draws. */
  design_mean_minor: number;
  test: "chi_square";
  statistic: number;
  /** Bins of the test less one, which are finer than `bins`; 0 where the draws are too few for two of them. */
  degrees: number;
  /** Chance of a statistic at least as large if the draws follow the design; 1 where degrees is 0. */
  p_value: number;
  draws: number;
  drawn_mean_minor: number;
  /** Mean of what was redeemed; null without redemptions. */
  redeemed_mean_minor: number | null;
  /** Half-open bins, ascending, at most 40. */
  bins: FitBin[];
}

export interface FitBin {
  from_minor: number;
  to_minor: number;
  drawn: number;
  /** What the design expects of as many draws at the same prices. */
  expected: number;
  redeemed: number;
}

export interface BudgetSummary {
  total_minor: number | null;
  spent_minor: Minor;
  left_minor: number | null;
  overspent_minor: Minor;
  /** spent ÷ total. */
  utilization: number | null;
  /** ISO 8601 with offset. */
  exhausted_at: string | null;
  unserved_minor: Minor;
}

export interface DiscountSummary {
  mean_minor: number;
  /** Of the population. */
  sd_minor: number;
  min_minor: number;
  p50_minor: number;
  p90_minor: number;
  p99_minor: number;
  max_minor: number;
  /** Half-open bins, ascending, at most 40; counts add up to the redemptions. */
  histogram: HistogramBin[];
}

export interface HistogramBin {
  from_minor: number;
  to_minor: number;
  count: number;
}

/** How discounts fall over amounts, users and hours of the day. */
export interface Distributions {
  /** Every granted amount of every campaign; null without redemptions. */
  overall: DiscountSummary | null;
  /** What each user was granted in all; null where no user has a redemption. */
  per_user: UserSummary | null;
  by_hour: HourLine[];
  /** In file order. */
  campaigns: CampaignDistributions[];
}

export interface CampaignDistributions {
  campaign_id: string;
  per_user: UserSummary | null;
  by_hour: HourLine[];
}

/** Over users with a redemption: the sum of what each was granted. */
export interface UserSummary {
  users: number;
  mean_minor: number;
  /** Of the population. */
  sd_minor: number;
  min_minor: Minor;
  p50_minor: Minor;
  p90_minor: Minor;
  p99_minor: Minor;
  max_minor: Minor;
  /** Half-open bins, ascending, at most 40; counts add up to the users. */
  histogram: SumBin[];
}

export interface SumBin {
  from_minor: Minor;
  to_minor: Minor;
  count: number;
}

/** One of 24 hours on the wall clock of the time zone; there are none without redemptions. */
export interface HourLine {
  hour: number;
  redemptions: number;
  discount_minor: Minor;
}

export interface BurnLine {
  /** Local day, `2026-01-02`. */
  period: string;
  campaign_id: string;
  redemptions: number;
  discount_minor: Minor;
  cumulative_minor: Minor;
  /** What `total` has left at the end of that day. */
  left_minor: number | null;
}

/** By the end of the last local day of the log: promised = cancelled + credited + owed. */
export interface CashbackSummary {
  campaign_id: string;
  promised_minor: Minor;
  /** Taken back by refunds before its credit. */
  cancelled_minor: Minor;
  credited_minor: Minor;
  /** Taken back by refunds after its credit. */
  clawed_back_minor: Minor;
  owed_minor: Minor;
  /** The most that was owed at the end of a day, and the first day of which that is so; 0 and null where nothing ever was. */
  peak_owed_minor: Minor;
  peak_on: string | null;
  /** The day, of the log or after it, on which nothing is owed any more; null without a credit. */
  last_credit_on: string | null;
}

/** issued + given_back = used + expired + open. */
export interface CouponLine {
  campaign_id: string;
  issued: number;
  /** Redemptions that used one. */
  used: number;
  /** Coupons that came back by a refund that completed the price. */
  given_back: number;
  /** Unspent, and no longer valid at the last moment of the log. */
  expired: number;
  /** Unspent, and valid then or later. */
  open: number;
  /** Granted by the redemptions that used one, before refunds. */
  cost_minor: Minor;
}

export interface MerchantLine {
  merchant_id: string;
  payments: number;
  price_minor: Minor;
  discount_minor: Minor;
  contributions_minor: Contributions;
}

export interface Warning {
  code: string;
  message: string;
  campaign_id?: string;
}
