/** How many distinct users redeemed each campaign. */
import type { PaymentOutcome } from "../engine/outcome.js";
import type { Tally, TallyContext } from "./contract.js";
import { KeyIndex } from "./key-index.js";

/**
 * Remembers the pairs of campaign and user that occurred, so memory grows with redemptions and not with campaigns × users.
 * Its result has a count a campaign. A payment without a user id has no user to count.
 */
export class DistinctUsersTally implements Tally<readonly number[]> {
  private readonly pairs = new KeyIndex();
  private readonly counts: number[];
  private readonly userCodes: Int32Array;
  private readonly userCount: number;

  constructor(context: TallyContext) {
    this.counts = context.set.campaigns.map(() => 0);
    this.userCodes = context.columns.userId.codes;
    this.userCount = context.columns.userId.dictionary.size;
  }

  payment(outcome: PaymentOutcome): void {
    if (outcome.decline !== null || outcome.redemptionCount === 0) return;
    const user = this.userCodes[outcome.row];
    if (user === 0) return;
    for (let i = 0; i < outcome.redemptionCount; i++) {
      const campaign = outcome.redemptions[i].campaign;
      const known = this.pairs.size;
      if (this.pairs.slotOf(campaign * this.userCount + user) === known) this.counts[campaign]++;
    }
  }

  finish(): readonly number[] {
    return this.counts;
  }
}
