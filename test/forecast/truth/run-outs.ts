/** When budgets run out in forecasts, against renewal theory: the exact law of the number of redemptions, and two ways to its mean. */
import { exactDrain } from "../../../src/attack/exact/exact-drain.js";
import { cumulative, exactRunOut, meanOf, quantileOf } from "./exact-run-out.js";
import { drawOf, type KnownModel, recordedForecast, timeOf } from "./known-model.js";
import { CHANCE, type Finding, meanFinding, type StudySize } from "./study.js";

const DISCOUNTS = {
  random_choice:
    "mode: random_choice, amounts: [{ amount_off: 20, weight: 6 }, { amount_off: 50, weight: 3 }, { amount_off: 290, weight: 1 }]",
  random_normal: "mode: random_normal, mean: 70, sd: 50, min: 5, max: 250",
  random_intervals:
    "mode: random_intervals, intervals: [{ from: 10, to: 60, weight: 7 }, { from: 60, to: 300, weight: 3 }]",
};
const BUDGET = 1500;
/** So many payments that the budget never lasts. */
const PLENTY = 90;
/** Of a sample, beyond which no distribution function is by more in 1 of 10,000 cases. Source: Massart, Annals of Probability 18 (1990). */
const kolmogorov = (runs: number) => Math.sqrt(Math.log(2 / 1e-4) / (2 * runs));

export async function studyRunOuts({ runs, seed }: StudySize): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const [mode, discount] of Object.entries(DISCOUNTS)) {
    const plenty = { discount, budget: BUDGET, payments: PLENTY };
    findings.push(...(await untilItIsGone(mode, plenty, runs, seed)));
    const { runsOutAt } = exactRunOut(drawOf(plenty), BUDGET, PLENTY);
    const some = { ...plenty, payments: quantileOf(runsOutAt, 0.6) };
    findings.push(...(await whenItIsGone(mode, some, runs, seed)));
  }
  return findings;
}

/** Redemptions until the budget is gone. */
async function untilItIsGone(mode: string, model: KnownModel, runs: number, seed: string): Promise<Finding[]> {
  const draw = drawOf(model);
  const { runsOutAt } = exactRunOut(draw, model.budget, model.payments);
  const drain = exactDrain(model.budget, { rate: 1, draw }, { rate: 0, draw });
  const { document, redemptions } = await recordedForecast(model, `${seed}/gone`, runs);
  const { mean, sd, standard_error: error } = document.campaigns[0].redemptions;
  const exactMean = meanOf(runsOutAt);
  const exactSd = Math.sqrt(runsOutAt.reduce((sum, mass, count) => sum + mass * (count - exactMean) ** 2, 0));
  const fourth = runsOutAt.reduce((sum, mass, count) => sum + mass * (count - exactMean) ** 4, 0);
  const sdError = Math.sqrt(fourth - exactSd ** 4) / (2 * exactSd * Math.sqrt(runs));
  return [
    {
      what: `${mode}: recursion ÷ exactDrain`,
      measured: exactMean / (drain?.settlements ?? 0),
      expected: 1,
      within: 1e-9,
    },
    {
      what: `${mode}: runs that run out`,
      measured: document.campaigns[0].exhaustion.probability ?? 0,
      expected: 1,
      within: 0,
    },
    meanFinding(`${mode}: redemptions, mean`, mean, exactMean, error),
    meanFinding(`${mode}: redemptions, sd`, sd, exactSd, sdError),
    {
      what: `${mode}: redemptions, distribution`,
      measured: largestGap(redemptions, runsOutAt),
      expected: 0,
      within: kolmogorov(runs),
    },
  ];
}

/** Whether the budget runs out, and when, of so many payments that it often lasts. */
async function whenItIsGone(mode: string, model: KnownModel, runs: number, seed: string): Promise<Finding[]> {
  const { runsOutAt } = exactRunOut(drawOf(model), model.budget, model.payments);
  const { document } = await recordedForecast(model, `${seed}/when`, runs);
  const { exhaustion } = document.campaigns[0];
  const probability = cumulative(runsOutAt, model.payments);
  const error = Math.sqrt((probability * (1 - probability)) / runs);
  const findings = [meanFinding(`${mode}: chance to run out`, exhaustion.probability ?? -1, probability, error)];
  for (const [name, share] of [
    ["p05", 0.05],
    ["p50", 0.5],
    ["p95", 0.95],
  ] as const) {
    const chance = CHANCE * Math.sqrt((share * (1 - share)) / runs);
    const low = quantileOf(runsOutAt, share - chance);
    const high = quantileOf(runsOutAt, share + chance);
    const moment = exhaustion[name];
    findings.push({
      what: `${mode}: payment of ${name} of exhausted_at`,
      measured: moment === null ? model.payments + 1 : paymentAt(Date.parse(moment)),
      expected: (low + high) / 2,
      within: (high - low) / 2,
    });
  }
  return findings;
}

function paymentAt(timeMs: number): number {
  return (timeMs - timeOf(1)) / (timeOf(2) - timeOf(1)) + 1;
}

function largestGap(values: readonly number[], masses: Float64Array): number {
  let largest = 0;
  let exact = 0;
  for (const [value, mass] of masses.entries()) {
    exact += mass;
    const share = values.filter((other) => other <= value).length / values.length;
    largest = Math.max(largest, Math.abs(share - exact));
  }
  return largest;
}
