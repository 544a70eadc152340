/** A `when` condition after parsing and type checking: its text, what it reads, and how to evaluate it on a row. Types only. */
import type { Currency } from "../domain/money.js";
import type { Position } from "../domain/problem.js";
import type { TransactionColumns } from "../transactions/columns.js";

export const WHEN_FALSE = 0;
export const WHEN_TRUE = 1;
/** Evaluation failed: an empty number was read, or a text that is no number was converted. */
export const WHEN_ERROR = 2;
export type WhenResult = typeof WHEN_FALSE | typeof WHEN_TRUE | typeof WHEN_ERROR;

/** Evaluates the condition on one row. Allocates nothing on common operators. */
export type WhenEvaluator = (row: number) => WhenResult;

export interface WhenExpression {
  readonly source: string;
  readonly at: Position;
  /** Columns it reads, in the names of `TransactionColumns.text` (`city`, `user.level`), and `amount`, `balance`, `client_discount`, `points`. */
  readonly columns: readonly string[];
  /** Binds the expression to a log. */
  bind(columns: TransactionColumns, currency: Currency): WhenEvaluator;
}
