/** Lognormal times, by their median and 95th percentile. */
import type { Delay } from "../campaigns/behaviour.js";
import { normalCdf, normalQuantile } from "../chance/normal.js";

const Z95 = normalQuantile(0.95);
/** Half of the distance between two uniforms: keeps 0 away from the quantile. */
const HALF_STEP = 2 ** -54;

/** The time, in whole milliseconds, that a uniform in [0, 1) stands for. */
export function delayOf({ medianMs, p95Ms }: Delay, uniform: number): number {
  if (p95Ms === medianMs) return medianMs;
  return Math.round(medianMs * Math.exp(sigmaOf(medianMs, p95Ms) * normalQuantile(uniform + HALF_STEP)));
}

/** The probability of less than `ms`. */
export function delayBelow({ medianMs, p95Ms }: Delay, ms: number): number {
  if (p95Ms === medianMs) return medianMs < ms ? 1 : 0;
  return normalCdf(Math.log(ms / medianMs) / sigmaOf(medianMs, p95Ms));
}

function sigmaOf(medianMs: number, p95Ms: number): number {
  return Math.log(p95Ms / medianMs) / Z95;
}
