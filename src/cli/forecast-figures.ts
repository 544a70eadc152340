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

/** Of runs that all agree on an event: where its chance lies in 95 of 100 cases is so many parts of their number ("rule of three"). */
const AGREED = 3;

/** Half the width of the 95% interval of a chance that was seen in a share of the runs; 0 where nothing differs between them. */
export function chanceMargin(
  share: number,
  { runs, alike }: { readonly runs: number; readonly alike: boolean },
): number {
  if (alike) return 0;
  return share === 0 || share === 1 ? Math.min(1, AGREED / runs) : halfWidth(Math.sqrt((share * (1 - share)) / runs));
}
