/** Resampled sums against their closed forms: mean and variance of who comes, which days come, and how many. */
import { type ForecastRequest, forecast } from "../../../src/forecast.js";
import { type ResampledLog, resampledLog } from "./resampled-log.js";
import { type Finding, meanFinding, type StudySize } from "./study.js";

interface Growth {
  readonly low: number;
  readonly high: number;
}

interface Moments {
  readonly mean: number;
  readonly variance: number;
}

const SAME: Growth = { low: 1, high: 1 };
const MORE: Growth = { low: 1.3, high: 1.3 };
const UNKNOWN: Growth = { low: 0.8, high: 1.3 };
const WEEK = 7;
/** Sums of independent parts are close to normal (3) or, with growth between two ends, flatter; a few frequent users add to it. */
const MOST_KURTOSIS = 4;

export async function studyBootstrap({ runs, seed }: StudySize): Promise<Finding[]> {
  const log = resampledLog();
  const findings: Finding[] = [];
  for (const [name, growth] of Object.entries({ "": SAME, ", growth 1.3": MORE, ", growth 0.8..1.3": UNKNOWN })) {
    for (const resample of ["none", "users", "days"] as const) {
      const truth = resample === "users" ? ofUsers(log, growth) : ofDays(log, growth, resample === "days");
      const { mean, sd } = await spreadOf(log, { resample, growth, runs, options: { seed } });
      const exactSd = Math.sqrt(truth.variance);
      const what = `resample ${resample}${name}`;
      findings.push(meanFinding(`${what}: mean`, mean, truth.mean, exactSd / Math.sqrt(runs)));
      findings.push(meanFinding(`${what}: sd`, sd, exactSd, exactSd * Math.sqrt((MOST_KURTOSIS - 1) / (4 * runs))));
    }
  }
  return findings;
}

async function spreadOf({ campaigns, text }: ResampledLog, settings: Partial<ForecastRequest>) {
  const document = await forecast({
    campaigns: [{ file: "plain.yaml", text: campaigns }],
    transactions: { name: "log.csv", text },
    ...settings,
  });
  return document.campaigns[0].discount_minor;
}

/** N users are drawn with replacement: E N μ, and by the law of total variance E N σ² + Var N μ²; N is growth × users, rounded. */
function ofUsers({ discounts }: ResampledLog, { low, high }: Growth): Moments {
  const users = momentsOf(discounts.map(sumOf));
  const count = discounts.length;
  const drawn =
    low === high ? { mean: Math.round(count * low), variance: 0 } : roundedUniform(count * low, count * high);
  return {
    mean: drawn.mean * users.mean,
    variance: drawn.mean * users.variance + drawn.variance * users.mean ** 2,
  };
}

/**
 * Each user comes ⌊g⌋ times and once more with the probability of the fraction f, its days as often as they are drawn, with growth g the same for all:
 * E g T, and E g² V + Var g T² + E f(1 − f) Σ (V of the user + their T²), where T is a sum over days and V its variance when days are drawn.
 */
function ofDays({ discounts }: ResampledLog, { low, high }: Growth, drawn: boolean): Moments {
  const all = discounts[0].map((_, day) => sumOf(discounts.map((user) => user[day])));
  const varianceOf = (days: readonly number[]) => (drawn ? drawnDaysVariance(days) : 0);
  const g = (low + high) / 2;
  const varG = (high - low) ** 2 / 12;
  const users = sumOf(discounts.map((days) => varianceOf(days) + sumOf(days) ** 2));
  return {
    mean: g * sumOf(all),
    variance: (g ** 2 + varG) * varianceOf(all) + varG * sumOf(all) ** 2 + fractionVariance(low, high) * users,
  };
}

/** Each day takes one of the days of its weekday: Σ over weekdays of their number times their variance. */
function drawnDaysVariance(days: readonly number[]): number {
  const weekdays = Array.from({ length: WEEK }, (_, weekday) => days.filter((_, day) => day % WEEK === weekday));
  return sumOf(weekdays.map((same) => same.length * momentsOf(same).variance));
}

/** E f(1 − f) of the fraction of an even number between two. */
function fractionVariance(low: number, high: number): number {
  if (low === high) return (low % 1) * (1 - (low % 1));
  const upTo = (x: number) => Math.floor(x) / 6 + (x % 1) ** 2 / 2 - (x % 1) ** 3 / 3;
  return (upTo(high) - upTo(low)) / (high - low);
}

/** An even number between two, rounded to whole ones. */
function roundedUniform(low: number, high: number): Moments {
  let mean = 0;
  let squares = 0;
  for (let whole = Math.round(low); whole <= Math.round(high); whole++) {
    const mass = (Math.min(high, whole + 0.5) - Math.max(low, whole - 0.5)) / (high - low);
    mean += mass * whole;
    squares += mass * whole ** 2;
  }
  return { mean, variance: squares - mean ** 2 };
}

/** Of a population. */
function momentsOf(values: readonly number[]): Moments {
  const mean = sumOf(values) / values.length;
  return { mean, variance: sumOf(values.map((value) => (value - mean) ** 2)) / values.length };
}

function sumOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}
