/** A figure as the document has it. */
import type { Band, Exhaustion, Spread } from "../forecast-document.js";
import { type Figure, rankOf } from "./figure.js";

/** `figure` null: all runs had 0. */
export function spreadOf(figure: Figure | null, runs: number): Spread {
  if (figure === null) return { mean: 0, sd: 0, p05: 0, p50: 0, p95: 0, standard_error: 0 };
  const { mean, sd } = figure;
  return { mean, sd, ...quantilesOf(figure), standard_error: standardError(sd, runs) };
}

export function bandOf(figure: Figure | null): Band {
  if (figure === null) return { mean: 0, p05: 0, p50: 0, p95: 0 };
  return { mean: figure.mean, ...quantilesOf(figure) };
}

function quantilesOf(figure: Figure) {
  return { p05: figure.quantile(5), p50: figure.quantile(50), p95: figure.quantile(95) };
}

/** Of the mean: the deviation that the runs suggest for all there could be, over the root of their number; 0 of a single run, which suggests none. */
export function standardError(sd: number, runs: number): number {
  return runs < 2 ? 0 : sd / Math.sqrt(runs - 1);
}

const UNKNOWN: Exhaustion = { probability: null, standard_error: null, p05: null, p50: null, p95: null };

/** `formatMoment` of a value of the figure. Null without a total budget, which never runs out, and without runs. */
export function exhaustionOf(
  figure: Figure | null,
  runs: number,
  hasTotal: boolean,
  formatMoment: (value: number) => string,
): Exhaustion {
  if (!hasTotal || runs === 0) return UNKNOWN;
  const ranOut = figure?.others ?? 0;
  const probability = ranOut / runs;
  // A run in which it never ran out comes after all others.
  const by = (percent: number) => {
    const rank = rankOf(percent, runs);
    return figure === null || rank > ranOut ? null : formatMoment(figure.otherAt(rank));
  };
  return {
    probability,
    standard_error: Math.sqrt((probability * (1 - probability)) / runs),
    p05: by(5),
    p50: by(50),
    p95: by(95),
  };
}
