/** Which local days the replay covered. */
import type { PaymentOutcome, RefundOutcome } from "../engine/outcome.js";
import type { Tally } from "./contract.js";

export interface DaySpan {
  /** Local day numbers, both included. */
  readonly first: number;
  readonly last: number;
}

/** Its result is null where no row was replayed. */
export class PeriodTally implements Tally<DaySpan | null> {
  private first = Number.POSITIVE_INFINITY;
  private last = Number.NEGATIVE_INFINITY;

  payment(outcome: PaymentOutcome): void {
    this.see(outcome.day);
  }

  refund(outcome: RefundOutcome): void {
    this.see(outcome.day);
  }

  // A clock set back over midnight makes days run backwards for a while, so neither end is simply the first or last row.
  private see(day: number): void {
    if (day < this.first) this.first = day;
    if (day > this.last) this.last = day;
  }

  finish(): DaySpan | null {
    return this.first > this.last ? null : { first: this.first, last: this.last };
  }
}
