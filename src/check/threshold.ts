/** A threshold that was understood. Types only. */
import type { Path } from "../documents/tree.js";
import type { Operator } from "../domain/comparison.js";
import type { Decimal } from "../domain/decimal.js";
import type { Figure } from "../tune/target.js";
import type { FigureKind, ReplayFigure } from "./replay-figures.js";

export interface Threshold {
  readonly path: Path;
  /** As it was written, without blanks around it. */
  readonly text: string;
  /** The part before the operator. */
  readonly figureText: string;
  readonly kind: FigureKind | "percent";
  readonly figure: ThresholdFigure;
  readonly operator: Operator;
  readonly bound: Value;
  /** As it was written. */
  readonly boundText: string;
}

export type ThresholdFigure =
  | ({ readonly of: "replay" } & Pick<ReplayFigure, "read" | "without">)
  | { readonly of: "forecast"; readonly figure: Figure };

/** Minor units, counts, numbers and percentages are exact; moments are epoch milliseconds, +Infinity for never. */
export type Value = Decimal | number;
