/** A figure as the document has it. */
import type { Band, Exhaustion, Spread } from "../forecast-document.js";
import { type Figure, rankOf } from "./figure.js";

const SHARES = [0.05, 0.5, 0.95] as const;

/** `figure` null: all runs had 0. */
export function spreadOf(figure: Figure | null, runs: number): Spread {
  if (figure === null) return { mean: 0, sd: 0, p05: 0, p50: 0, p95: 0, standard_error: 0 };
  const sd = figure.sd(runs);
  const [p05, p50, p95] = figure.quantiles(SHARES, runs);
  return { mean: figure.mean(runs), sd, p05, p50, p95, standard_error: standardError(sd, runs) };
}

export function bandOf(figure: Figure | null, runs: number): Band {
  if (figure === null) return { mean: 0, p05: 0, p50: 0, p95: 0 };
  const [p05, p50, p95] = figure.quantiles(SHARES, runs);
  return { mean: figure.mean(runs), p05, p50, p95 };
}

/** Of the mean: the deviation that the runs suggest for all there could be, over the root of their number; 0 of a single run, which suggests none. */
export function standardError(sd: number, runs: number): number {
  return runs < 2 ? 0 : sd / Math.sqrt(runs - 1);
}

/** `formatMoment` of a value of the figure; a campaign without a total budget never runs out. */
export function exhaustionOf(
  figure: Figure | null,
  runs: number,
  hasTotal: boolean,
  formatMoment: (value: number) => string,
): Exhaustion {
  if (!hasTotal) return { probability: null, standard_error: null, p05: null, p50: null, p95: null };
  const { values, counts } = figure?.pack() ?? { values: [], counts: [] };
  const ranOut = Array.from(counts).reduce((sum, count) => sum + count, 0);
  const probability = ranOut / runs;
  const at = (share: number) => {
    // A run in which it never ran out comes after all others.
    const rank = rankOf(share, runs);
    if (figure === null || rank > ranOut) return null;
    let passed = 0;
    for (let i = 0; i < values.length; i++) {
      passed += counts[i];
      if (passed >= rank) return formatMoment(values[i]);
    }
    return null;
  };
  const [p05, p50, p95] = SHARES.map(at);
  return { probability, standard_error: Math.sqrt((probability * (1 - probability)) / runs), p05, p50, p95 };
}
