/** How often the front end showed another discount than ours, and by how much. */
import { WideSum } from "../domain/wide-sum.js";
import type { PaymentOutcome } from "../engine/outcome.js";
import type { Tally } from "./contract.js";

export interface MismatchFigures {
  /** Payment rows with a client discount, declined ones included. */
  readonly checked: number;
  readonly different: number;
  /** Sum of |client − ours|. */
  readonly differenceMinor: bigint;
}

export class MismatchesTally implements Tally<MismatchFigures> {
  private checked = 0;
  private different = 0;
  private readonly difference = new WideSum();

  payment(outcome: PaymentOutcome): void {
    const client = outcome.clientDiscountMinor;
    const ours = outcome.instantTakenMinor;
    if (Number.isNaN(client)) return;
    this.checked++;
    if (client === ours) return;
    this.different++;
    // Two additions, because the difference itself may be no safe integer.
    this.difference.add(Math.max(client, ours));
    this.difference.add(-Math.min(client, ours));
  }

  finish(): MismatchFigures {
    return { checked: this.checked, different: this.different, differenceMinor: this.difference.toBigInt() };
  }
}
