/** Figures of a forecast as people read them: no digit that more runs would still change, no date finer than a minute. */
import type { Spread } from "../forecast/forecast-document.js";
import { count, money } from "../report/layout/figures.js";

/** Standard errors on each side of a mean within which 95 of 100 such means lie. */
const ERRORS_OF_95 = 1.96;

/** Half the width of the 95% interval of a figure with this standard error. */
export function halfWidth(standardError: number): number {
  return ERRORS_OF_95 * standardError;
}

/** A number of things, which need not be whole where it is a mean. */
export function numberOf(value: number): string {
  return value < 100 && value % 1 !== 0 ? value.toFixed(1) : count(Math.round(value));
}

/** `105,310 ± 890`, and amounts of the same spread to as many digits: two of what more runs would still change. */
export interface Rounded {
  readonly mean: string;
  /** Rounded up: true of "at most". */
  atMost(minor: number): string;
}

export function roundBy({ mean, standard_error }: Spread, exponent: number): Rounded {
  const half = halfWidth(standard_error);
  const unit = half < 1 ? 1 : 10 ** Math.max(0, Math.floor(Math.log10(half)) - 1);
  const whole = unit >= 10 ** exponent;
  const show = (units: number) => {
    const minor = units * unit;
    return whole ? count(minor / 10 ** exponent) : money(minor, exponent);
  };
  const margin = half === 0 ? "" : ` ± ${show(Math.ceil(half / unit))}`;
  return { mean: `${show(Math.round(mean / unit))}${margin}`, atMost: (minor) => show(Math.ceil(minor / unit)) };
}

/** `63.2%`; never a wrong 0% or 100%. */
export function chanceOf(share: number): string {
  if (share === 0 || share === 1) return share === 0 ? "0%" : "100%";
  if (share < 0.001) return "<0.1%";
  return share > 0.999 ? ">99.9%" : `${(share * 100).toFixed(1)}%`;
}

/** Where a chance lies in 95 of 100 cases; within 0 and 1. */
export interface ChanceRange {
  readonly low: number;
  readonly high: number;
}

/** Wilson's 95% interval of a chance that was seen in a share of the runs; null where nothing differs between them, so that the share is certain. */
export function chanceRange(
  share: number,
  { runs, alike }: { readonly runs: number; readonly alike: boolean },
): ChanceRange | null {
  if (alike) return null;
  const doubt = ERRORS_OF_95 ** 2 / runs;
  const middle = share + doubt / 2;
  const half = Math.sqrt(doubt * (share * (1 - share) + doubt / 4));
  return {
    low: share === 0 ? 0 : (middle - half) / (1 + doubt),
    high: share === 1 ? 1 : (middle + half) / (1 + doubt),
  };
}

/** `12.4–22.8%`: rounded outwards. */
export function rangeOf({ low, high }: ChanceRange): string {
  const [from, to] = [Math.floor(low * 1000) / 10, Math.ceil(high * 1000) / 10];
  const show = (percent: number) => (percent === 0 || percent === 100 ? `${percent}` : percent.toFixed(1));
  return `${show(from)}–${show(to)}%`;
}
