/** The fit of a campaign's draws to their design, as the document holds it. */
import type { DiscountDistribution } from "../tally/discount-distribution.js";
import { drawnHistogram } from "../tally/drawn-histogram.js";
import type { DrawFigures } from "../tally/draws.js";
import type { FitSummary } from "./document.js";

/** `discount` is over what the campaign's redemptions were granted; null without any. */
export function summarizeFit(draws: DrawFigures | null, discount: DiscountDistribution | null): FitSummary | null {
  if (draws === null) return null;
  const redeemed = discount?.amounts ?? { valuesMinor: new Float64Array(0), counts: new Float64Array(0) };
  return {
    design_mean_minor: draws.designMeanMinor,
    test: "chi_square",
    statistic: draws.statistic,
    degrees: draws.degrees,
    p_value: draws.pValue,
    draws: draws.draws,
    drawn_mean_minor: draws.drawnMeanMinor,
    redeemed_mean_minor: discount?.meanMinor ?? null,
    bins: drawnHistogram(draws.drawn, draws.expected, redeemed).map((bin) => ({
      from_minor: bin.fromMinor,
      to_minor: bin.toMinor,
      drawn: bin.drawn,
      expected: bin.expected,
      redeemed: bin.redeemed,
    })),
  };
}
