/** `points`: the user's points pay part of the price, in whole steps. */
import { z } from "zod";
import { formatRatio, type Ratio } from "../domain/ratio.js";
import { multiplyDivide } from "../domain/rounding.js";
import type { Checkout, DiscountMode } from "./contract.js";

interface Parameters {
  readonly points_per_unit: number;
  readonly step?: number | undefined;
  readonly max_share?: Ratio | undefined;
}

/** Bounds `points_per_unit` and `step`, so that their products with the currency's unit stay safe integers. */
const MAX_POINTS = 1_000_000_000;
const WHOLE: Ratio = { numerator: 100, denominator: 100 };

export const points: DiscountMode<Parameters> = {
  name: "points",
  summary: "the user's points pay part of the price, in whole steps",

  parameters: (leaves) =>
    z.strictObject({
      points_per_unit: leaves.whole(1, MAX_POINTS),
      step: leaves.whole(1, MAX_POINTS).optional(),
      max_share: leaves.percentage.optional(),
    }),

  compile({ points_per_unit: perUnit, step = 1, max_share: share = WHOLE }, { currency }) {
    const unit = 10 ** currency.exponent;
    const worthOf = (steps: number) => multiplyDivide(steps * step, unit, perUnit, "down");
    // floor(steps × step × unit ÷ perUnit) ≤ limit  ⇔  steps × step × unit < (limit + 1) × perUnit
    const mostStepsUpTo = (limitMinor: number) => multiplyDivide(limitMinor + 1, perUnit, step * unit, "up") - 1;
    // floor(steps × step × unit ÷ perUnit) ≥ worth  ⇔  steps × step × unit ≥ worth × perUnit
    const fewestStepsFor = (worthMinor: number) => multiplyDivide(worthMinor, perUnit, step * unit, "up");
    return {
      minimumPriceMinor: 0,
      desiredMinor(checkout: Checkout) {
        const shareMinor = multiplyDivide(checkout.baseMinor, share.numerator, share.denominator, "down");
        return worthOf(Math.min(Math.floor(checkout.points / step), mostStepsUpTo(shareMinor)));
      },
      cutMinor: (limitMinor) => worthOf(mostStepsUpTo(limitMinor)),
      pointsFor: (grantedMinor) => fewestStepsFor(grantedMinor) * step,
    };
  },

  sentence({ points_per_unit, step = 1, max_share = WHOLE }) {
    const steps = step === 1 ? "" : `, in steps of ${step} points`;
    return `${points_per_unit} points pay 1.00${steps}, up to ${formatRatio(max_share)} of the price`;
  },

  examples: [
    {
      title: "as many whole steps as the balance allows",
      discount: { mode: "points", points_per_unit: "100", step: "50" },
      price: "20.00",
      points: 370,
      desired: "3.50",
    },
    {
      title: "as many whole steps as the share of the price allows",
      discount: { mode: "points", points_per_unit: "100", step: "100", max_share: "50%" },
      price: "9.00",
      points: 10_000,
      desired: "4.00",
    },
    {
      title: "points that are worth less than a cent are rounded down",
      discount: { mode: "points", points_per_unit: "300" },
      price: "20.00",
      points: 5,
      desired: "0.01",
    },
    {
      title: "an empty balance gives nothing",
      discount: { mode: "points", points_per_unit: "100" },
      price: "20.00",
      points: 0,
      desired: "0.00",
    },
  ],
};
