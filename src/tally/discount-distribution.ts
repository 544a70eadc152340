/** How large the discounts of each campaign were. */
import type { PaymentOutcome } from "../engine/outcome.js";
import type { Tally, TallyContext } from "./contract.js";
import { type Bin, histogramOf } from "./histogram.js";
import { type AmountSummary, summarizeAmounts } from "./summarize-amounts.js";

export interface DiscountDistribution extends AmountSummary {
  readonly histogram: readonly Bin[];
}

const NOTHING = new Float64Array(0);
const FIRST_CAPACITY = 16;

/** Keeps every granted amount, 8 bytes each. Its result has an entry a campaign: null for one without redemptions. */
export class DiscountDistributionTally implements Tally<readonly (DiscountDistribution | null)[]> {
  private readonly granted: Float64Array[];
  private readonly counts: Int32Array;

  constructor(context: TallyContext) {
    this.granted = context.set.campaigns.map(() => NOTHING);
    this.counts = new Int32Array(this.granted.length);
  }

  payment(outcome: PaymentOutcome): void {
    if (outcome.decline !== null) return;
    for (let i = 0; i < outcome.redemptionCount; i++) {
      const { campaign, grantedMinor } = outcome.redemptions[i];
      const at = this.counts[campaign]++;
      if (at === this.granted[campaign].length) this.grow(campaign);
      this.granted[campaign][at] = grantedMinor;
    }
  }

  private grow(campaign: number): void {
    const amounts = this.granted[campaign];
    const wider = new Float64Array(Math.max(FIRST_CAPACITY, amounts.length * 2));
    wider.set(amounts);
    this.granted[campaign] = wider;
  }

  finish(): readonly (DiscountDistribution | null)[] {
    return this.granted.map((amounts, campaign) => {
      if (this.counts[campaign] === 0) return null;
      const sorted = amounts.subarray(0, this.counts[campaign]).sort();
      return { ...summarizeAmounts(sorted), histogram: histogramOf(sorted) };
    });
  }
}
