/** "Ask backwards": the value of one setting at which forecasts meet a target. */

import type { CampaignSet, Funding } from "../campaigns/campaign.js";
import { Source } from "../documents/source.js";
import { InputError, type Problem } from "../domain/problem.js";
import type { ForecastDocument } from "../forecast/forecast-document.js";
import { quote } from "../schema/quote.js";
import type { CampaignInput } from "../simulation/request.js";
import { type CurvePoint, curvePoint, isSure } from "./curve.js";
import type { Evaluate } from "./evaluate.js";
import { parseTarget } from "./parse-target.js";
import { parseVary, type Vary } from "./parse-vary.js";
import { readFigure } from "./read-figure.js";
import { type Found, type Preference, search } from "./search.js";
import type { Target } from "./target.js";
import type { TuneDocument, TunePoint } from "./tune-document.js";
import { load, variant } from "./variant.js";
import { widest } from "./widest-uncertainty.js";

export interface TuneQuestion {
  readonly campaigns: readonly CampaignInput[];
  /** "P(budget lasts) >= 95%". */
  readonly target: string;
  /** "campaigns.friday.budget.total=1000..5000/100". */
  readonly vary: string;
  /** Which of the values that meet the target; default: the one at the boundary. */
  readonly prefer?: Preference | undefined;
}

/** A question that is understood. */
export interface TunePlan {
  readonly campaigns: readonly CampaignInput[];
  readonly target: Target;
  readonly vary: Vary;
  readonly prefer: Preference | null;
}

/**
 * Checks a question before any log is read.
 * @throws InputError with the problems of the campaigns; else of the target and what is varied, with places in their texts; else of the campaigns
 *   with the ends of the range in them
 */
export function planTune({ campaigns, target, vary, prefer }: TuneQuestion): TunePlan {
  const set = load(campaigns);
  const problems: Problem[] = [];
  const varied = collected(problems, () => parseVary(campaigns, vary, "--vary", set.currency.exponent));
  const known = set.campaigns.map(({ id, funding }) => ({ id, sponsors: sponsorsOf(funding) }));
  // What customers do is of no campaign: then "budget" is meant only where there is one. Of a path that cannot be read nobody knows.
  const only = varied === null || known.length === 1 ? known[0].id : null;
  const variedId = varied?.path.campaignId ?? only;
  const aim = collected(problems, () =>
    parseTarget(target, "--target", { currency: set.currency, campaigns: known, variedId }),
  );
  if (varied === null || aim === null) throw new InputError(problems);
  const { path, range } = varied;
  for (const index of [0, range.size - 1]) {
    checkBudget(aim, load(variant(campaigns, path, range.textAt(index))));
  }
  return { campaigns, target: aim, vary: varied, prefer: prefer ?? null };
}

/**
 * Looks for the value that a plan asks for. Every value is forecast once, with the same runs.
 * @throws InputError where campaigns do not load with a value inside the range
 */
export async function tune(evaluate: Evaluate, plan: TunePlan): Promise<TuneDocument> {
  const { campaigns, target, vary, prefer } = plan;
  const documents: ForecastDocument[] = [];
  const uncertainties: ForecastDocument["uncertainty"][] = [];
  const see = async (index: number): Promise<CurvePoint> => {
    const document = await evaluate(variant(campaigns, vary.path, vary.range.textAt(index)));
    if (documents.length === 0) documents.push(document);
    uncertainties.push(document.uncertainty);
    return curvePoint(index, readFigure(document, target.figure), target, document.runs);
  };
  const found = await search(vary.range.size, prefer, see);
  return buildDocument({ ...documents[0], uncertainty: widest(uncertainties) }, plan, found);
}

function buildDocument(first: ForecastDocument, { target, vary }: TunePlan, found: Found): TuneDocument {
  const { range, path } = vary;
  const { tool, seed, currency, timezone, inputs, rows, runs, uncertainty, horizon, warnings } = first;
  const { text, figureText, unit, operator, threshold } = target;
  const { curve, monotone, preference, best, beyond } = found;
  const pointOf = (point: CurvePoint) => tunePoint(point, range.textAt(point.index));
  const misses = curve.some(({ meets }) => !meets);
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
    target: { text, figure: figureText, unit, operator, threshold },
    vary: { path: path.text, from: range.textAt(0), to: range.textAt(range.size - 1), step: range.step },
    prefer: preference,
    outcome: best === null ? "nowhere" : misses ? "found" : "everywhere",
    value: best === null ? null : range.textAt(best.index),
    best: best === null ? null : pointOf(best),
    beyond: beyond === null ? null : pointOf(beyond),
    boundary: boundaryOf(found, target, (index) => range.textAt(index)),
    monotone,
    curve: curve.map(pointOf),
    warnings,
  };
}

function tunePoint({ figure, standardError, meets, standardErrors }: CurvePoint, value: string): TunePoint {
  return { value, figure, standard_error: standardError, meets, standard_errors: standardErrors };
}

/** From the best value away to both sides, the first that is sure to meet the target and the first that is sure to miss it. */
function boundaryOf(
  { curve, best, preference }: Found,
  target: Target,
  textAt: (index: number) => string,
): TuneDocument["boundary"] {
  if (best === null) return { surely_meets: null, surely_misses: null };
  const ordered = preference === "largest" ? curve : [...curve].reverse();
  const place = ordered.indexOf(best);
  const inside = ordered.slice(0, place + 1).reverse();
  const meets = inside.find((point) => point.meets && isSure(point, target));
  const misses = ordered.slice(place + 1).find((point) => !point.meets && isSure(point, target));
  return {
    surely_meets: meets === undefined ? null : textAt(meets.index),
    surely_misses: misses === undefined ? null : textAt(misses.index),
  };
}

function checkBudget({ figure, text }: Target, set: CampaignSet): void {
  if (figure.kind !== "lasts") return;
  const campaign = set.campaigns.find(({ id }) => id === figure.campaignId);
  if (campaign?.budget?.totalMinor != null) return;
  const message = `the campaign ${quote(figure.campaignId)} has no total budget that could last`;
  const hint = "write budget: { total: … } in its file, or ask for another figure";
  throw new InputError([new Source("--target", text).problem("no-total-budget", 0, message, hint)]);
}

function collected<T>(problems: Problem[], read: () => T): T | null {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    problems.push(...error.problems);
    return null;
  }
}

function sponsorsOf({ shares, byMerchant }: Funding): readonly string[] {
  return [...new Set([shares, ...byMerchant.values()].flatMap(({ sponsors }) => sponsors))];
}
