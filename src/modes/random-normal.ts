/** `random_normal`: a normal amount, truncated to a range and rounded to whole steps. */
import { z } from "zod";
import { type Distribution, type Law, lawOf } from "../chance/law.js";
import { TruncatedNormal } from "../chance/truncated-normal.js";
import { formatMinor } from "../domain/money.js";
import type { DiscountMode } from "./contract.js";
import { MOST_VALUES, reportTooManyValues } from "./most-values.js";

interface Parameters {
  readonly mean: number;
  readonly sd: number;
  readonly min: number;
  readonly max: number;
  readonly step?: number | undefined;
}

/** Multiples of the step, by their number: the lowest and highest inside [min, max], and those between that a double gives a probability. */
function stepsOf({ mean, sd, min, max, step = 1 }: Parameters) {
  const lowest = Math.ceil(min / step);
  const highest = Math.floor(max / step);
  const first = Math.max(lowest, Math.floor((mean - 39 * sd) / step));
  const last = Math.min(highest, Math.ceil((mean + 39 * sd) / step));
  return { lowest, highest, first, last };
}

export const randomNormal: DiscountMode<Parameters> = {
  name: "random_normal",
  summary: "a normal amount, truncated to a range and rounded to whole steps",

  parameters: (leaves) =>
    z.strictObject({
      mean: leaves.anyAmount,
      sd: leaves.positiveAmount,
      min: leaves.amount,
      max: leaves.positiveAmount,
      step: leaves.positiveAmount.optional(),
    }),

  check(parameters, report) {
    const { mean, sd, min, max } = parameters;
    const { lowest, highest, first, last } = stepsOf(parameters);
    if (min > max) {
      report(["max"], "range-reversed", "min is above max", "swap the two");
    } else if (lowest > highest) {
      report(
        ["step"],
        "step-misses-range",
        "no multiple of step lies from min to max",
        "lower step, or widen the range",
      );
    } else if (min < max && !TruncatedNormal.reaches(mean, sd, min, max)) {
      const hint = "move min and max towards the mean, or raise sd";
      report(["mean"], "range-out-of-reach", "min to max lies more than 37 sd away from the mean", hint);
    } else if (last - first + 1 > MOST_VALUES) {
      reportTooManyValues(report, last - first + 1);
    }
  },

  compile(parameters, { stream }) {
    const { mean, sd, min, max, step = 1 } = parameters;
    const { lowest, highest } = stepsOf(parameters);
    const normal = new TruncatedNormal(mean, sd, min, max);
    let law: Law | null = null;
    return {
      minimumPriceMinor: 0,
      desiredMinor(checkout) {
        const nearest = Math.floor(normal.quantile(checkout.uniform(stream)) / step + 0.5);
        return Math.min(highest, Math.max(lowest, nearest)) * step;
      },
      law() {
        law ??= lawOf(tableOf(parameters, normal));
        return law;
      },
    };
  },

  sentence({ mean, sd, min, max, step = 1 }, { exponent }) {
    const money = (minor: number) => formatMinor(minor, exponent);
    const steps = step === 1 ? "" : `, in steps of ${money(step)}`;
    return `a normal amount off, mean ${money(mean)}, sd ${money(sd)}, from ${money(min)} to ${money(max)}${steps}`;
  },

  examples: [
    {
      title: "the median of a range that lies evenly about the mean is the mean",
      discount: { mode: "random_normal", mean: "5.00", sd: "2.00", min: "1.00", max: "9.00" },
      price: "36.00",
      uniforms: [0.5],
      desired: "5.00",
    },
    {
      title: "the range is cut out of the normal, not heaped up at its ends: a low draw is just above min",
      discount: { mode: "random_normal", mean: "5.00", sd: "2.00", min: "4.00", max: "9.00" },
      price: "36.00",
      uniforms: [0.01],
      desired: "4.04",
    },
    {
      title: "a half step is rounded up, and what leaves the range goes to the nearest step inside",
      discount: { mode: "random_normal", mean: "5.00", sd: "2.00", min: "1.20", max: "8.80", step: "0.50" },
      price: "36.00",
      uniforms: [0],
      desired: "1.50",
    },
  ],
};

/** A step gets the mass of all that is rounded to it, the first and last also what lies beyond them in the range. */
function tableOf(parameters: Parameters, normal: TruncatedNormal): Distribution {
  const { min, max, step = 1 } = parameters;
  const { lowest, highest, first, last } = stepsOf(parameters);
  const numbers: number[] = [];
  if (first > lowest) numbers.push(lowest);
  for (let number = first; number <= last; number++) numbers.push(number);
  if (last < highest) numbers.push(highest);
  const massOf = (number: number) =>
    normal.mass(
      number === lowest ? min : (number - 0.5) * step,
      number === highest ? Number.POSITIVE_INFINITY : Math.min(max, (number + 0.5) * step),
    );
  return {
    valuesMinor: Float64Array.from(numbers, (number) => number * step),
    probabilities: Float64Array.from(numbers, massOf),
  };
}
