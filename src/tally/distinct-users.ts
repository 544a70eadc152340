/** How many distinct users redeemed each campaign. */
import type { PaymentOutcome } from "../engine/outcome.js";
import type { Tally, TallyContext } from "./contract.js";
import { KeySet } from "./key-set.js";

/** Its result has a count a campaign. A payment without a user id has no user to count. */
export class DistinctUsersTally implements Tally<readonly number[]> {
  private readonly counts: number[];
  private readonly userCodes: Int32Array;
  /** Pairs of user and campaign that occurred. */
  private readonly pairs: KeySet;

  constructor(context: TallyContext) {
    this.counts = context.set.campaigns.map(() => 0);
    this.userCodes = context.columns.userId.codes;
    this.pairs = new KeySet(this.counts.length * context.columns.userId.dictionary.size);
  }

  payment(outcome: PaymentOutcome): void {
    if (outcome.decline !== null || outcome.redemptionCount === 0) return;
    const user = this.userCodes[outcome.row];
    if (user === 0) return;
    for (let i = 0; i < outcome.redemptionCount; i++) {
      const campaign = outcome.redemptions[i].campaign;
      if (this.pairs.add(user * this.counts.length + campaign)) this.counts[campaign]++;
    }
  }

  finish(): readonly number[] {
    return this.counts;
  }
}
