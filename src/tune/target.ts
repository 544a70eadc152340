/** What a search asks for: a figure of a forecast, and the bound that it must keep. Types only. */

export const STATISTICS = ["mean", "p05", "p50", "p95"] as const;
export type Statistic = (typeof STATISTICS)[number];

/** A figure of a forecast: the chance that a budget lasts, or a statistic over the runs. */
export type Figure =
  | { readonly kind: "lasts"; readonly campaignId: string }
  | {
      readonly kind: "statistic";
      readonly statistic: Statistic;
      readonly quantity: "discount" | "redemptions" | "unserved" | "contributions";
      /** Set for contributions alone. */
      readonly sponsor: string | null;
      /** Null: of all campaigns together. */
      readonly campaignId: string | null;
    };

export type Operator = "<=" | ">=" | "<" | ">";

/** Chances from 0 to 1, amounts in minor units, counts. */
export type Unit = "probability" | "minor" | "count";

export interface Target {
  /** As it was written, without blanks around it. */
  readonly text: string;
  /** The part before the operator. */
  readonly figureText: string;
  readonly figure: Figure;
  readonly unit: Unit;
  readonly operator: Operator;
  /** In the figure's unit. */
  readonly threshold: number;
}
