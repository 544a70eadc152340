/** `random_intervals`: an interval by weight, or by the mass that a normal distribution has in it, and inside it any step alike. */
import { z } from "zod";
import { type Distribution, type Law, lawOf } from "../chance/law.js";
import { normalMass } from "../chance/normal-mass.js";
import { formatMinor } from "../domain/money.js";
import type { DiscountMode, ReportAt } from "./contract.js";
import { MOST_VALUES, reportTooManyValues } from "./most-values.js";
import { indexByShare, sharesOf } from "./shares.js";

interface Interval {
  readonly from: number;
  readonly to: number;
  readonly weight?: number | undefined;
}

interface Parameters {
  readonly intervals: readonly Interval[];
  readonly step?: number | undefined;
  readonly mean?: number | undefined;
  readonly sd?: number | undefined;
}

export const randomIntervals: DiscountMode<Parameters> = {
  name: "random_intervals",
  summary: "an interval by weight, and inside it any step alike",

  parameters: (leaves) =>
    z.strictObject({
      intervals: z.array(
        z.strictObject({ from: leaves.amount, to: leaves.positiveAmount, weight: leaves.weight.optional() }),
      ),
      step: leaves.positiveAmount.optional(),
      mean: leaves.anyAmount.optional(),
      sd: leaves.positiveAmount.optional(),
    }),

  check(parameters, report) {
    checkIntervals(parameters, report);
    checkWeights(parameters, report);
    const values = parameters.intervals.reduce((sum, _, i) => sum + Math.max(0, stepsIn(parameters, i)), 0);
    if (values > MOST_VALUES) reportTooManyValues(report, values);
  },

  compile(parameters, { stream }) {
    const { intervals, step = 1 } = parameters;
    const shares = sharesOf(weightsOf(parameters));
    const steps = intervals.map((_, i) => stepsIn(parameters, i));
    let law: Law | null = null;
    return {
      minimumPriceMinor: 0,
      desiredMinor(checkout) {
        const uniform = checkout.uniform(stream);
        const i = indexByShare(shares, uniform);
        // What the choice of the interval has left of the uniform is uniform again.
        const within = (uniform - shares.before[i]) / shares.each[i];
        return intervals[i].from + Math.min(steps[i] - 1, Math.floor(within * steps[i])) * step;
      },
      law() {
        law ??= lawOf(tableOf(intervals, steps, shares.each, step));
        return law;
      },
    };
  },

  sentence({ intervals, mean, sd, step = 1 }, { exponent }) {
    const money = (minor: number) => formatMinor(minor, exponent);
    const ranges = intervals.map(({ from, to, weight }) => {
      const share = weight === undefined ? "" : ` (weight ${weight})`;
      return `${money(from)} to ${money(to)}${share}`;
    });
    const by = mean === undefined || sd === undefined ? "" : `, by a normal of mean ${money(mean)}, sd ${money(sd)}`;
    return `a random amount off, ${ranges.join(", ")}${step === 1 ? "" : `, in steps of ${money(step)}`}${by}`;
  },

  examples: [
    {
      title: "seven in ten get less than 2.00",
      discount: {
        mode: "random_intervals",
        intervals: [
          { from: "0.50", to: "2.00", weight: "70" },
          { from: "2.00", to: "10.00", weight: "30" },
        ],
      },
      price: "36.00",
      uniforms: [0.35],
      desired: "1.25",
    },
    {
      title: "the end belongs to the last interval alone",
      discount: {
        mode: "random_intervals",
        intervals: [
          { from: "1.00", to: "2.00", weight: "1" },
          { from: "5.00", to: "6.00", weight: "1" },
        ],
        step: "0.50",
      },
      price: "36.00",
      uniforms: [0.99],
      desired: "6.00",
    },
    {
      title: "without weights an interval gets what a normal distribution has in it: 3 to 5 and 5 to 7 alike",
      discount: {
        mode: "random_intervals",
        intervals: [
          { from: "3.00", to: "5.00" },
          { from: "5.00", to: "7.00" },
        ],
        mean: "5.00",
        sd: "1.00",
        step: "1.00",
      },
      price: "36.00",
      uniforms: [0.3],
      desired: "4.00",
    },
  ],
};

/** Steps of interval `i`: its end belongs to it only if it is the last. */
function stepsIn({ intervals, step = 1 }: Parameters, i: number): number {
  const width = intervals[i].to - intervals[i].from;
  return i === intervals.length - 1 ? Math.floor(width / step) + 1 : Math.ceil(width / step);
}

function weightsOf({ intervals, mean, sd }: Parameters): readonly number[] {
  if (mean === undefined || sd === undefined) return intervals.map(({ weight = 0 }) => weight);
  return intervals.map(({ from, to }) => normalMass((from - mean) / sd, (to - from) / sd));
}

/** Intervals ascend and share no step, so the table is written down in order. */
function tableOf(
  intervals: readonly Interval[],
  steps: readonly number[],
  shares: readonly number[],
  step: number,
): Distribution {
  const size = steps.reduce((sum, count) => sum + count, 0);
  const valuesMinor = new Float64Array(size);
  const probabilities = new Float64Array(size);
  let at = 0;
  for (const [i, { from }] of intervals.entries()) {
    for (let k = 0; k < steps[i]; k++, at++) {
      valuesMinor[at] = from + k * step;
      probabilities[at] = shares[i] / steps[i];
    }
  }
  return { valuesMinor, probabilities };
}

function checkIntervals({ intervals, mean }: Parameters, report: ReportAt): void {
  if (intervals.length === 0) report(["intervals"], "empty-list", "intervals is empty", "write at least one interval");
  for (const [i, { from, to }] of intervals.entries()) {
    // The last one may be a single amount, if it has a weight: a normal has no mass there.
    const single = i === intervals.length - 1 && mean === undefined;
    if (to < from || (to === from && !single)) {
      report(["intervals", i, "to"], "range-reversed", "to is not above from", "write a larger to");
    }
    if (i > 0 && from < intervals[i - 1].to) {
      const hint = "list intervals by ascending from, none starting before the end of the one before it";
      report(
        ["intervals", i, "from"],
        "intervals-not-ascending",
        "this interval starts before the one before it ends",
        hint,
      );
    }
  }
}

function checkWeights({ intervals, mean, sd }: Parameters, report: ReportAt): void {
  if (intervals.length === 0) return;
  const weighed = intervals.filter(({ weight }) => weight !== undefined).length;
  const normal = mean !== undefined || sd !== undefined;
  if (weighed > 0 && normal) {
    const key = mean === undefined ? "sd" : "mean";
    report([key], "conflicting-keys", `weights and "${key}" exclude each other`, "keep the weights, or mean with sd");
  } else if (weighed > 0 && weighed < intervals.length) {
    const i = intervals.findIndex(({ weight }) => weight === undefined);
    report(["intervals", i], "missing-key", "this interval has no weight, others have", "weigh all intervals, or none");
  } else if (weighed === 0 && (mean === undefined || sd === undefined)) {
    report(
      [],
      "missing-key",
      'random_intervals needs a weight for each interval, or "mean" and "sd"',
      "see docs/campaigns.md for both forms",
    );
  } else if (mean !== undefined && sd !== undefined) {
    const i = weightsOf({ intervals, mean, sd }).findIndex(
      (mass, k) => !(mass > 0) && intervals[k].to > intervals[k].from,
    );
    if (i === -1) return;
    const hint = "move it towards the mean, raise sd, or leave it out";
    report(["intervals", i], "range-out-of-reach", "the normal has practically nothing in this interval", hint);
  }
}
