/** Why payments were declined. */
import type { PaymentOutcome } from "../engine/outcome.js";
import { DECLINES, type Decline } from "../engine/refusals.js";
import type { Tally } from "./contract.js";

/** Declined payments by reason, every reason included. */
export type DeclineCounts = Readonly<Record<Decline, number>>;

export class DeclinesTally implements Tally<DeclineCounts> {
  private readonly counts = Object.fromEntries(DECLINES.map((reason) => [reason, 0])) as Record<Decline, number>;

  payment(outcome: PaymentOutcome): void {
    if (outcome.decline !== null) this.counts[outcome.decline]++;
  }

  finish(): DeclineCounts {
    return this.counts;
  }
}
