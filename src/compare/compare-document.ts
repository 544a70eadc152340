/** What a comparison comes to as one document: what `--format json` prints and every other format is made from. Types only. */
import type { InputSummary, Warning } from "../report/document.js";
import type { Change } from "./change.js";
import type { CampaignName, SponsorName, TotalName } from "./figures.js";

/** Sums of money in minor units, counts as they are; exact at any size. */
export interface Difference {
  before: bigint;
  after: bigint;
  difference: bigint;
}

export interface MeasuredDifference extends Difference {
  /** Of the difference, over users; null where the parts of users are not known. */
  interval_95: { low: bigint; high: bigint } | null;
}

/** Figures by name; `measured` names the one that has an interval. */
type Differences<Names extends string, Measured extends Names> = Record<Exclude<Names, Measured>, Difference> &
  Record<Measured, MeasuredDifference>;

export type TotalDifferences = Differences<TotalName, "discount_minor">;
export type CampaignDifferences = Differences<CampaignName, "discount_minor">;
export type SponsorDifferences = Differences<SponsorName, "contributions_minor">;

export interface CompareDocument {
  schema_version: 1;
  tool: { name: "promosim"; version: string };
  seed: string;
  currency: { code: string; exponent: number };
  timezone: string;
  before: ComparedSide;
  after: ComparedSide;
  /** Log and tables, which both sides share. */
  inputs: InputSummary[];
  /** Rows of the log that both sides were asked about. */
  rows: { compared: number; changed: number };
  /** Users with a payment, and how many of them saw a change. */
  users: { all: number; changed: number };
  /** Every class, 0 included; the difference is of discount, of what is returned for a refund. */
  changes: Record<Change, { rows: number; difference_minor: bigint }>;
  totals: TotalDifferences;
  campaigns: ({ id: string; presence: "before" | "after" | "both" } & CampaignDifferences)[];
  sponsors: ({ sponsor: string } & SponsorDifferences)[];
  /** Null where the rules before are not known. */
  edits: RuleEdit[] | null;
  interval: { level: 0.95; method: "paired_bootstrap_over_users"; resamples: number };
  /** Of `--fail-on`, in its order. */
  conditions: ConditionResult[];
  warnings: Warning[];
}

export interface ComparedSide {
  source: "campaigns" | "saved_run";
  inputs: InputSummary[];
}

export interface RuleEdit {
  /** Null for what holds for all campaigns. */
  campaign_id: string | null;
  kind: "changed" | "added" | "removed" | "reordered";
  /** Below the campaign, such as `discount.tiers[0].amount_off`; empty for the campaign as a whole. */
  path: string;
  /** As they stand in the files. */
  before: string | null;
  after: string | null;
  /** Where they stand; null on the side where there is nothing. */
  before_at: { file: string; line: number; column: number } | null;
  after_at: { file: string; line: number; column: number } | null;
  /** True where both ways of writing mean the same, or where no replay reads the key. */
  means_the_same: boolean;
  words: string;
}

export interface ConditionResult {
  /** As it was given. */
  condition: string;
  failed: boolean;
  before: bigint;
  after: bigint;
  /** What was held against the bound, and the bound, both as decimals in words. */
  words: string;
}
