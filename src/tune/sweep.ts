/** A forecast for each of several values of one setting, side by side. */

import { assert } from "../domain/problem.js";
import type { ForecastDocument, Spread } from "../forecast/forecast-document.js";
import type { CampaignInput } from "../simulation/request.js";
import type { Evaluate } from "./evaluate.js";
import { parseValueList } from "./parse-vary.js";
import type { Difference, Differences, SweepLine, SweepResult } from "./sweep-document.js";
import { load, variant } from "./variant.js";
import { widest } from "./widest-uncertainty.js";

/** A sweep that is understood: campaigns load with each of its values. */
export interface SweepPlan {
  readonly path: string;
  /** Whose figures are compared; null: those of all campaigns together. */
  readonly campaignId: string | null;
  readonly variants: readonly { readonly value: string; readonly campaigns: readonly CampaignInput[] }[];
}

/**
 * Checks "campaigns.friday.budget.total=1000,2000,5000" before any log is read.
 * @throws InputError with the problems of the campaigns; else with places in `sweep`; else of the campaigns with a value in them
 */
export function planSweep(campaigns: readonly CampaignInput[], sweep: string): SweepPlan {
  const set = load(campaigns);
  const { path, values } = parseValueList(campaigns, sweep, "--sweep");
  const variants = values.map((value) => ({ value, campaigns: variant(campaigns, path, value) }));
  const only = set.campaigns.length === 1 ? set.campaigns[0].id : null;
  return { path: path.text, campaignId: path.campaignId ?? only, variants };
}

/** Forecasts each value once, with the same runs. */
export async function sweepForecast(evaluate: Evaluate, plan: SweepPlan): Promise<SweepResult> {
  const lines: SweepLine[] = [];
  const runs: number[] = [];
  const uncertainties: ForecastDocument["uncertainty"][] = [];
  let head: ForecastDocument | null = null;
  for (const { value, campaigns } of plan.variants) {
    const document = await evaluate(campaigns);
    head ??= document;
    const campaign = document.campaigns.find(({ id }) => id === plan.campaignId) ?? null;
    assert((campaign === null) === (plan.campaignId === null), "a forecast has all campaigns");
    const { totals } = document;
    const difference = lines.length === 0 ? null : differencesOf({ campaign, totals }, lines[0]);
    lines.push({ value, campaign, totals, difference });
    runs.push(document.runs);
    uncertainties.push(document.uncertainty);
  }
  assert(head !== null, "a sweep has values");
  const { tool, seed, currency, timezone, inputs, rows, horizon, warnings } = head;
  return {
    schema_version: 1,
    tool,
    seed,
    currency,
    timezone,
    inputs,
    rows,
    runs,
    uncertainty: widest(uncertainties),
    horizon,
    sweep: { path: plan.path, campaign_id: plan.campaignId },
    values: lines,
    warnings,
  };
}

type Compared = Pick<SweepLine, "campaign" | "totals">;

function differencesOf(line: Compared, firstLine: Compared): Differences {
  const chance = line.campaign?.exhaustion.probability ?? null;
  const firstChance = firstLine.campaign?.exhaustion.probability ?? null;
  const campaign = line.campaign ?? line.totals;
  const first = firstLine.campaign ?? firstLine.totals;
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
