/** A forecast as a document: what `promosim forecast --format json` prints. Types only. */
import type { InputSummary, ReportDocument, Warning } from "../report/document.js";

/** Over all runs; amounts in minor units. Means, deviations and errors are not rounded; pNN is the smallest value with at least NN% of the runs at or below it. */
export interface Spread {
  mean: number;
  /** Of the population of runs. */
  sd: number;
  p05: number;
  p50: number;
  p95: number;
  /** Of the mean: what more runs would still change it by. */
  standard_error: number;
}

/** As `Spread`, for a figure of a day. */
export interface Band {
  mean: number;
  p05: number;
  p50: number;
  p95: number;
}

export interface Exhaustion {
  /** Share of the runs in which the total budget ran out before the end; null without a total budget. */
  probability: number | null;
  standard_error: number | null;
  /** ISO 8601 with offset, over all runs: null where that share of the runs has not run out. */
  p05: string | null;
  p50: string | null;
  p95: string | null;
}

export interface ForecastFigures {
  discount_minor: Spread;
  redemptions: Spread;
  /** By sponsor. */
  contributions_minor: Record<string, Spread>;
  unserved_minor: Spread;
}

export interface CampaignForecast extends ForecastFigures {
  id: string;
  exhaustion: Exhaustion;
}

export interface ForecastBurnLine {
  period: string;
  campaign_id: string;
  discount_minor: Band;
  /** From the first day to the end of this one. */
  cumulative_minor: Band;
}

export interface ForecastDocument {
  schema_version: 1;
  tool: { name: "promosim"; version: string };
  seed: string;
  currency: { code: string; exponent: number };
  timezone: string;
  inputs: InputSummary[];
  rows: ReportDocument["rows"];
  runs: number;
  /** True where the forecast was stopped before all its runs. */
  partial: boolean;
  /** What differs between the runs. */
  uncertainty: {
    draws: boolean;
    resample: "none" | "users" | "days";
    growth: { low: number; high: number };
    uplift: number;
    top_up: boolean;
    hidden_aversion: number;
    holidays: Record<string, number>;
    /** Shared coupons; only there where a campaign grants some and friends pick them up. */
    sharing?: { pick_up: number; newcomers: number };
  };
  horizon: { from: string; to: string; projected: boolean };
  totals: ForecastFigures;
  campaigns: CampaignForecast[];
  burn: ForecastBurnLine[];
  warnings: Warning[];
}
