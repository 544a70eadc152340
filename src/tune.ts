/** Forecasts asked backwards, and side by side: the library's `tune` and `sweep`, what `promosim tune` and `promosim forecast --sweep` tell. */
import type { ForecastDocument } from "./forecast/forecast-document.js";
import { type ForecastRequest, prepareForecast } from "./forecast.js";
import type { Evaluate } from "./tune/evaluate.js";
import type { Preference } from "./tune/search.js";
import { planSweep, sweepForecast } from "./tune/sweep.js";
import type { SweepResult } from "./tune/sweep-document.js";
import { planTune, tune as searchFor } from "./tune/tune.js";
import type { TuneDocument } from "./tune/tune-document.js";

/** The log and what a run is, as for a forecast. All values have the same number of runs, so that a precision has no meaning here. */
type ManyForecasts = Omit<ForecastRequest, "precision">;

export interface TuneRequest extends ManyForecasts {
  /** What is wanted: "P(budget lasts) >= 95%", "mean(discount) <= 50000.00"; docs/tune.md has the grammar. */
  readonly target: string;
  /** The setting, and the values to try: "campaigns.friday.budget.total=1000..5000/100", "behaviour.uplift.rate=0%..50%". */
  readonly vary: string;
  /** Which of the values that meet the target. Default: the one at the boundary. */
  readonly prefer?: Preference | undefined;
}

export interface SweepRequest extends ManyForecasts {
  /** The setting, and two values or more: "campaigns.friday.budget.total=1000,2000,5000". */
  readonly sweep: string;
}

/**
 * Looks for the value of one setting at which forecasts meet a target, reading the log once. That none meets it is an answer: `outcome` is then `nowhere`.
 * @throws InputError with all problems of the campaigns, else of target and setting, else of what `forecast` finds wrong
 * @throws OptionError, RangeError as `forecast` does
 * @throws the reason of `signal`, where it stops the search: values that have fewer runs cannot be compared
 */
export async function tune(request: TuneRequest): Promise<TuneDocument> {
  const { campaigns, target, vary, prefer } = request;
  const plan = planTune({ campaigns, target, vary, prefer });
  return searchFor(await evaluator(request), plan);
}

/**
 * Forecasts each of several values of one setting with the same runs, reading the log once.
 * @throws as `tune` does
 */
export async function sweep(request: SweepRequest): Promise<SweepResult> {
  const plan = planSweep(request.campaigns, request.sweep);
  return sweepForecast(await evaluator(request), plan);
}

async function evaluator(request: ManyForecasts): Promise<Evaluate> {
  const { run } = await prepareForecast({ ...request, precision: undefined });
  return async (campaigns): Promise<ForecastDocument> => {
    const document = await run(campaigns);
    if (document.partial) throw request.signal?.reason;
    return document;
  };
}
