/** The answer of a search as a document: what `promosim tune --format json` prints. Types only. */
import type { ForecastDocument } from "../forecast/forecast-document.js";
import type { Preference } from "./search.js";
import type { Operator, Unit } from "./target.js";

/** One value that was tried. Figures and errors are not rounded. */
export interface TunePoint {
  /** As the campaign file would hold it. */
  value: string;
  /** A chance from 0 to 1, minor units or a count. */
  figure: number;
  /** Of the figure; for quantiles by the normal approximation. */
  standard_error: number;
  meets: boolean;
  /** How far the figure is from the bound in standard errors: positive where it meets the target; null where nothing varies. Of chances those at the bound are taken. */
  standard_errors: number | null;
}

export interface TuneDocument {
  schema_version: 1;
  tool: ForecastDocument["tool"];
  seed: string;
  currency: ForecastDocument["currency"];
  timezone: string;
  inputs: ForecastDocument["inputs"];
  rows: ForecastDocument["rows"];
  /** Of each forecast. */
  runs: number;
  /** All that differs in any of the forecasts, and the largest of what is supposed. */
  uncertainty: ForecastDocument["uncertainty"];
  horizon: ForecastDocument["horizon"];
  target: { text: string; figure: string; unit: Unit; operator: Operator; threshold: number };
  vary: { path: string; from: string; to: string; step: string };
  /** Which of the values that meet the target is wanted. */
  prefer: Preference;
  /** `everywhere` and `nowhere`: of the values that were tried all or none meet the target. */
  outcome: "found" | "everywhere" | "nowhere";
  /** Null where the outcome is `nowhere`. */
  value: string | null;
  best: TunePoint | null;
  /** The next value, which no longer meets the target; null where the range ends. */
  beyond: TunePoint | null;
  /**
   * Between these the boundary lies, as far as the runs tell: the values nearest to it whose figures are two standard errors or more on the side that
   * meets the target, and on the other. Null where none was seen.
   */
  boundary: { surely_meets: string | null; surely_misses: string | null };
  /** False where the curve goes up and down: then values between those seen may meet the target, too. */
  monotone: boolean;
  /** All values that were tried, in the order of the range. */
  curve: TunePoint[];
  warnings: ForecastDocument["warnings"];
}
