/** A forecast for each of several values of one setting, side by side. */

import { assert } from "../domain/problem.js";
import type { CampaignForecast, ForecastDocument, Spread } from "../forecast/forecast-document.js";
import type { CampaignInput } from "../simulation/request.js";
import type { Evaluate } from "./evaluate.js";
import { parseValueList } from "./parse-vary.js";
import type { Difference, Differences, SweepLine, SweepResult } from "./sweep-document.js";
import { load, variant } from "./variant.js";

/** A sweep that is understood: campaigns load with each of its values. */
export interface SweepPlan {
  readonly path: string;
  readonly campaignId: string;
  readonly variants: readonly { readonly value: string; readonly campaigns: readonly CampaignInput[] }[];
}

/**
 * Checks "campaigns.friday.budget.total=1000,2000,5000" before any log is read.
 * @throws InputError with the problems of the campaigns; else with places in `sweep`; else of the campaigns with a value in them
 */
export function planSweep(campaigns: readonly CampaignInput[], sweep: string): SweepPlan {
  load(campaigns);
  const { path, values } = parseValueList(campaigns, sweep, "--sweep");
  const variants = values.map((value) => ({ value, campaigns: variant(campaigns, path, value) }));
  return { path: path.text, campaignId: path.campaignId, variants };
}

/** Forecasts each value once, with the same runs. */
export async function sweepForecast(evaluate: Evaluate, plan: SweepPlan): Promise<SweepResult> {
  const lines: SweepLine[] = [];
  const runs: number[] = [];
  let head: ForecastDocument | null = null;
  for (const { value, campaigns } of plan.variants) {
    const document = await evaluate(campaigns);
    head ??= document;
    const campaign = document.campaigns.find(({ id }) => id === plan.campaignId);
    assert(campaign !== undefined, "a forecast has all campaigns");
    const difference = lines.length === 0 ? null : differencesOf(campaign, lines[0].campaign);
    lines.push({ value, campaign, totals: document.totals, difference });
    runs.push(document.runs);
  }
  assert(head !== null, "a sweep has values");
  const { tool, seed, currency, timezone, inputs, rows, uncertainty, horizon, warnings } = head;
  return {
    schema_version: 1,
    tool,
    seed,
    currency,
    timezone,
    inputs,
    rows,
    runs,
    uncertainty,
    horizon,
    sweep: { path: plan.path, campaign_id: plan.campaignId },
    values: lines,
    warnings,
  };
}

function differencesOf(campaign: CampaignForecast, first: CampaignForecast): Differences {
  const chance = campaign.exhaustion.probability;
  const firstChance = first.exhaustion.probability;
  return {
    discount_minor: difference(campaign.discount_minor, first.discount_minor),
    redemptions: difference(campaign.redemptions, first.redemptions),
    unserved_minor: difference(campaign.unserved_minor, first.unserved_minor),
    exhaustion_probability: chance === null || firstChance === null ? null : chance - firstChance,
  };
}

/** The error of a difference is at most the sum of both, however they depend on each other. */
function difference(spread: Spread, first: Spread): Difference {
  return {
    mean: spread.mean - first.mean,
    standard_error_at_most: spread.standard_error + first.standard_error,
  };
}
