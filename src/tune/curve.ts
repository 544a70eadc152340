/** The points of a curve that a search has seen: where each stands to the target, how sure that is, and whether the curve goes one way. */
import type { Reading } from "./read-figure.js";
import type { Target } from "./target.js";

export interface CurvePoint {
  /** Place in the range, from 0. */
  readonly index: number;
  readonly figure: number;
  readonly standardError: number;
  readonly meets: boolean;
  /** Distance to the bound in the figure's unit: positive on the side that meets the target, negative on the other. */
  readonly margin: number;
  /** The same in standard errors; null where the figure has none. */
  readonly standardErrors: number | null;
}

/** Standard errors from which on a figure counts as sure to be on its side: one in 44 is wrong. */
export const SURE = 2;

export function curvePoint(index: number, reading: Reading, target: Target, runs: number): CurvePoint {
  const { operator, threshold, unit } = target;
  const { value: figure, standardError } = reading;
  const margin = operator.startsWith("<") ? threshold - figure : figure - threshold;
  // A share of runs has no error of its own at 0% and 100%: what it would have at the bound is the one to judge it by.
  const judged = unit === "probability" ? Math.sqrt((threshold * (1 - threshold)) / runs) : standardError;
  return {
    index,
    figure,
    standardError,
    meets: margin > 0 || (margin === 0 && operator.endsWith("=")),
    margin: margin + 0,
    standardErrors: judged > 0 ? (margin + 0) / judged : null,
  };
}

/** Whether more runs would hardly put the point on the other side. */
export function isSure({ standardErrors, meets, margin }: CurvePoint, { unit }: Target): boolean {
  if (standardErrors !== null) return Math.abs(standardErrors) >= SURE;
  // At a bound of 0% or 100% one run can prove a failure, and no number of runs the contrary.
  return unit === "probability" ? !meets : margin !== 0 || meets;
}

/**
 * False where points, by index, both rise and fall by more than chance explains (`SURE` standard errors of their difference), or where the target
 * is met, missed and met again, or the other way round.
 */
export function isMonotone(curve: readonly CurvePoint[]): boolean {
  const changes = curve.filter((point, i) => i > 0 && point.meets !== curve[i - 1].meets).length;
  return changes < 2 && !(movesBy(curve, 1) && movesBy(curve, -1));
}

function movesBy(curve: readonly CurvePoint[], sign: 1 | -1): boolean {
  return curve.some((early, i) =>
    curve.slice(i + 1).some((late) => {
      const noise = SURE * Math.hypot(early.standardError, late.standardError);
      return sign * (late.figure - early.figure) > noise;
    }),
  );
}
