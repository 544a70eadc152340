/** The figure that a target is about, out of a forecast, with what chance alone may move it by. */

import { assert } from "../domain/problem.js";
import type { ForecastDocument, ForecastFigures, Spread } from "../forecast/forecast-document.js";
import type { Figure, Statistic } from "./target.js";

export interface Reading {
  /** A chance from 0 to 1, minor units or a count. */
  readonly value: number;
  /** Of `value`, over forecasts with other seeds; 0 where nothing varies. */
  readonly standardError: number;
}

/** Of a share: fewer than a double has. */
const DIGITS = 12;

/**
 * Standard error of a quantile of runs as a multiple of that of their mean, √(p(1 − p)) / φ(z_p): exact for many runs that are normal around their
 * mean, and an approximation for any others.
 */
const ERROR_FACTORS: Readonly<Record<Statistic, number>> = {
  mean: 1,
  p05: 2.1131875,
  p50: 1.2533141,
  p95: 2.1131875,
};

export function readFigure(document: ForecastDocument, figure: Figure): Reading {
  if (figure.kind === "lasts") {
    const { exhaustion } = campaignOf(document, figure.campaignId);
    const { probability, standard_error } = exhaustion;
    assert(probability !== null && standard_error !== null, "a budget that is asked for is there");
    // A share of runs, which 1 − p would miss by the last digit of a double.
    return { value: Number((1 - probability).toPrecision(DIGITS)), standardError: standard_error };
  }
  const figures = figure.campaignId === null ? document.totals : campaignOf(document, figure.campaignId);
  const spread = spreadOf(figures, figure);
  // A sponsor who pays for no merchant of the log has no figures.
  if (spread === undefined) return { value: 0, standardError: 0 };
  return { value: spread[figure.statistic], standardError: spread.standard_error * ERROR_FACTORS[figure.statistic] };
}

function spreadOf(figures: ForecastFigures, figure: Exclude<Figure, { kind: "lasts" }>): Spread | undefined {
  switch (figure.quantity) {
    case "discount":
      return figures.discount_minor;
    case "redemptions":
      return figures.redemptions;
    case "unserved":
      return figures.unserved_minor;
    case "contributions":
      return figures.contributions_minor[figure.sponsor ?? ""];
  }
}

function campaignOf(document: ForecastDocument, id: string) {
  const campaign = document.campaigns.find((one) => one.id === id);
  assert(campaign !== undefined, "a forecast has all campaigns");
  return campaign;
}
