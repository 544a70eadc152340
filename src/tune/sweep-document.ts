/** A table of what-ifs as a document: what `promosim forecast --sweep --format json` prints. Types only. */
import type { CampaignForecast, ForecastDocument, ForecastFigures } from "../forecast/forecast-document.js";

/** How a figure's mean differs from that of the first value, run by run with the same chance. */
export interface Difference {
  mean: number;
  /** The most that the standard error of the difference can be: the same runs make it smaller, as a rule by far. */
  standard_error_at_most: number;
}

export interface Differences {
  discount_minor: Difference;
  redemptions: Difference;
  unserved_minor: Difference;
  /** Of the chance that the total budget runs out; null where either has none. */
  exhaustion_probability: number | null;
}

export interface SweepLine {
  /** As the campaign file would hold it. */
  value: string;
  /** The campaign that is varied; null where `behaviour` is, of more than one campaign. */
  campaign: CampaignForecast | null;
  /** All campaigns together: they compete for payments, so that one that gives more may cost another less. */
  totals: ForecastFigures;
  /** Of the campaign, else of all together; null for the first value. */
  difference: Differences | null;
}

export interface SweepResult {
  schema_version: 1;
  tool: ForecastDocument["tool"];
  seed: string;
  currency: ForecastDocument["currency"];
  timezone: string;
  inputs: ForecastDocument["inputs"];
  rows: ForecastDocument["rows"];
  /** Of each forecast; with a precision they may differ. */
  runs: number[];
  /** All that differs in any of the forecasts, and the largest of what is supposed. */
  uncertainty: ForecastDocument["uncertainty"];
  horizon: ForecastDocument["horizon"];
  sweep: { path: string; campaign_id: string | null };
  /** In the order asked for. */
  values: SweepLine[];
  warnings: ForecastDocument["warnings"];
}
