/** When a forecast has runs enough. */
import type { ForecastSummary } from "./forecast-summary.js";
import { standardError } from "./spread.js";

/** Half of the 95% interval of a mean, in standard errors. */
const HALF_WIDTH = 1.96;
const FIRST_CHECKPOINT = 64;

/** The largest, over campaigns, of half the 95% interval of the mean discount as a part of that mean; 0 where nothing varies, Infinity before the second run. */
export function worstHalfWidth(summary: ForecastSummary): number {
  const { shape, places, runs } = summary;
  const widths = shape.campaigns.map((_, campaign) => {
    const discount = summary.figure(places.discount(campaign));
    if (discount === null) return 0;
    if (runs < 2) return Number.POSITIVE_INFINITY;
    return (HALF_WIDTH * standardError(discount.sd, runs)) / discount.mean;
  });
  return widths.reduce((worst, width) => Math.max(worst, width), 0);
}

/** Precision is looked at after 64 runs, 128, 256 and so on: who carries them out makes no difference to how many there are. */
export function nextCheckpoint(runs: number, maxRuns: number): number {
  return Math.min(maxRuns, Math.max(FIRST_CHECKPOINT, runs * 2));
}
