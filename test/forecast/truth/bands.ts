/** How often the bands and intervals of a forecast contain what they claim to, on a model whose truth is known. */
import { binomialTail } from "../../../src/chance/binomial-tail.js";
import { rankOf } from "../../../src/forecast/summary/figure.js";
import { cumulative, exactRunOut, meanOf } from "./exact-run-out.js";
import { drawOf, forecastOf, futureOf, type KnownModel } from "./known-model.js";
import { CHANCE, type Finding, type StudySize, shareFinding } from "./study.js";

const DISCOUNT = "mode: random_normal, mean: 100, sd: 40, min: 10, max: 190";
/** The budget cuts off few runs: what they come to has hardly any ties. */
const AMPLE: KnownModel = { discount: DISCOUNT, budget: 4500, payments: 40 };
/** The budget cuts off two runs in five. */
const SCARCE: KnownModel = { discount: DISCOUNT, budget: 4060, payments: 40 };
/** Of so many runs the ranks of p05 and p95 leave a new run between them in exactly 90 of 100 cases. */
const RUNS = 99;
const Z95 = 1.96;

/** Each repeat is a forecast with a seed of its own, held against a replay with another seed and against the exact law. */
export async function studyBands(size: StudySize): Promise<Finding[]> {
  return [...(await bandsOf("ample budget", AMPLE, size)), ...(await bandsOf("scarce budget", SCARCE, size))];
}

async function bandsOf(name: string, model: KnownModel, { repeats, seed }: StudySize): Promise<Finding[]> {
  const { spent, runsOutAt } = exactRunOut(drawOf(model), model.budget, model.payments);
  const exactMean = meanOf(spent);
  const exactProbability = runsOutAt.reduce((sum, mass) => sum + mass, 0);
  let futures = 0;
  let means = 0;
  let probabilities = 0;
  let contained = 0;
  for (let repeat = 0; repeat < repeats; repeat++) {
    const { campaigns } = await forecastOf(model, `${seed}/forecast/${repeat}`, RUNS);
    const { discount_minor: discount, exhaustion } = campaigns[0];
    const future = await futureOf(model, `${seed}/future/${repeat}`);
    if (discount.p05 <= future && future <= discount.p95) futures++;
    contained += cumulative(spent, discount.p95) - cumulative(spent, discount.p05 - 1);
    if (Math.abs(discount.mean - exactMean) <= Z95 * discount.standard_error) means++;
    const margin = Z95 * (exhaustion.standard_error as number);
    if (Math.abs((exhaustion.probability as number) - exactProbability) <= margin) probabilities++;
  }
  const expected = expectedCoverage(spent);
  // Of a band without ties the probability that it contains has a beta distribution.
  const chance = CHANCE * Math.sqrt((expected * (1 - expected)) / (RUNS + 2) / repeats);
  const findings = [
    shareFinding(`${name}: replays within p05..p95`, futures, repeats, expected, 0.02),
    { what: `${name}: probability within p05..p95`, measured: contained / repeats, expected, within: chance },
    shareFinding(`${name}: 95% intervals of the mean`, means, repeats, 0.95, 0.015),
  ];
  if (model === AMPLE) return findings;
  const wald = waldCoverage(exactProbability);
  return [
    ...findings,
    shareFinding(`${name}: 95% intervals of the chance to run out`, probabilities, repeats, wald, 0.015),
  ];
}

/**
 * The probability that a new run is within p05 and p95 of `RUNS` others. Without ties it is (rank of p95 − rank of p05) / (runs + 1), since a new run is as
 * likely to come between any two of the others; with them, Σ P(x) (P(p05 ≤ x) − P(p95 < x)), both of which are binomial tails.
 */
function expectedCoverage(masses: Float64Array): number {
  let below = 0;
  let coverage = 0;
  for (const mass of masses) {
    const upTo = Math.min(1, below + mass);
    coverage += mass * (binomialTail(rankOf(5, RUNS), RUNS, upTo) - binomialTail(rankOf(95, RUNS), RUNS, below));
    below = upTo;
  }
  return coverage;
}

/** Of the interval p ± 1.96 √(p(1 − p) / runs) for a share of `RUNS` runs: close to 95%, and not the same, as counts are whole. */
function waldCoverage(probability: number): number {
  let coverage = 0;
  for (let count = 0; count <= RUNS; count++) {
    const share = count / RUNS;
    if (Math.abs(share - probability) > Z95 * Math.sqrt((share * (1 - share)) / RUNS)) continue;
    coverage += binomialTail(count, RUNS, probability) - binomialTail(count + 1, RUNS, probability);
  }
  return coverage;
}
