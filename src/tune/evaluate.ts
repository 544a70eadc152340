/** What searches and sweeps ask: one forecast for each version of the campaign files. Types only. */
import type { ForecastDocument } from "../forecast/forecast-document.js";
import type { CampaignInput } from "../simulation/request.js";

/** Forecasts campaigns; every call has the same log, seed and number of runs, so that two results differ by their campaigns alone. */
export type Evaluate = (campaigns: readonly CampaignInput[]) => Promise<ForecastDocument>;
