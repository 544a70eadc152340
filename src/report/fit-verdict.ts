/** In words whether the draws of a campaign look like their design. */
import type { FitBin, FitSummary } from "./document.js";
import { amountsOf } from "./layout/count-bars.js";
import { expectedCount } from "./layout/expected-bars.js";
import { count, money } from "./layout/figures.js";
import type { Style } from "./layout/line.js";

/** Draws that follow their design are said to differ from it once in a thousand campaigns. */
export const DIFFERS_BELOW = 0.001;

export interface Verdict {
  /** One or two sentences. */
  readonly text: string;
  readonly style: Style;
  readonly differs: boolean;
}

export function verdictOf(fit: FitSummary, exponent: number): Verdict {
  if (fit.degrees === 0) {
    const text = fit.bins.length === 1 ? "The design gives one amount alone." : "Too few draws to tell.";
    return { text, style: "dim", differs: false };
  }
  const p = pValue(fit.p_value);
  if (fit.p_value >= DIFFERS_BELOW) {
    return { text: `The draws look like their design (${p}).`, style: "good", differs: false };
  }
  const how = `${meansOf(fit, exponent)}${worstOf(fit.bins, exponent)}`;
  return {
    text: `The draws differ from their design more than chance explains (${p}): ${how}.`,
    style: "bad",
    differs: true,
  };
}

/** `p = 0.43`; more digits where it is small, never a wrong 0. */
function pValue(p: number): string {
  if (p < 0.0001) return "p < 0.0001";
  return `p = ${p < 0.095 ? p.toPrecision(2) : p.toFixed(2)}`;
}

function meansOf({ drawn_mean_minor: drawn, design_mean_minor: design }: FitSummary, exponent: number): string {
  const by = Math.round(Math.abs(drawn - design));
  if (by === 0) return "the mean is the design's";
  return `the mean is ${money(by, exponent)} ${drawn > design ? "above" : "below"} the design's`;
}

/** The bin that strays furthest, measured by what chance does to a count. */
function worstOf(bins: readonly FitBin[], exponent: number): string {
  const strays = (bin: FitBin) => Math.abs(bin.drawn - bin.expected) / Math.sqrt(Math.max(1, bin.expected));
  const worst = bins.reduce((a, b) => (strays(b) > strays(a) ? b : a));
  const often = worst.drawn > worst.expected ? "too often" : "too seldom";
  const amounts = amountsOf(worst.from_minor, worst.to_minor, exponent);
  return `; ${amounts} came ${often}, ${count(worst.drawn)} times instead of ${expectedCount(worst.expected)}`;
}
