/** Who makes the log's payments: at once, or by quotes that were given some time before. */
import type { PaymentOutcome } from "../engine/outcome.js";
import type { Refusal } from "../engine/refusals.js";
import type { Screen } from "../engine/screen/screen.js";

export interface Cashier {
  /** What counts the refusals of the static tests. */
  readonly screen: Screen;
  /** All that comes to pass up to a moment, that moment included, and is no row of the log. Moments never go back. */
  until(timeMs: number): void;
  /** Once for every row, before it is replayed: all that comes to pass before it. */
  before(row: number): void;
  /** The payment at `row`. */
  attempt(row: number): PaymentOutcome;
  /** Why a campaign made no offer to the payment that was made last; null where it made one. */
  refusalOfLast(campaign: number): Refusal | null;
  /** After the last row: what has not come to pass yet. */
  finish(): void;
}
