/** How large the discounts of each campaign were. */
import type { PaymentOutcome } from "../engine/outcome.js";
import { type AmountCounts, countSorted } from "./amount-counts.js";
import type { Tally, TallyContext } from "./contract.js";
import { type Bin, histogramOf } from "./histogram.js";
import { NumberList } from "./number-list.js";
import { type AmountSummary, summarizeAmounts } from "./summarize-amounts.js";

export interface DiscountDistribution extends AmountSummary {
  readonly histogram: readonly Bin[];
  /** What the figures were made from. */
  readonly amounts: AmountCounts;
}

/** Keeps every granted amount, 8 bytes each. Its result has an entry a campaign: null for one without redemptions. */
export class DiscountDistributionTally implements Tally<readonly (DiscountDistribution | null)[]> {
  private readonly granted: readonly NumberList[];

  constructor(context: TallyContext) {
    this.granted = context.set.campaigns.map(() => new NumberList());
  }

  payment(outcome: PaymentOutcome): void {
    if (outcome.decline !== null) return;
    for (let i = 0; i < outcome.redemptionCount; i++) {
      const { campaign, grantedMinor } = outcome.redemptions[i];
      this.granted[campaign].add(grantedMinor);
    }
  }

  finish(): readonly (DiscountDistribution | null)[] {
    return this.granted.map((list) => {
      const sorted = list.all().sort();
      return sorted.length === 0 ? null : describeAmounts(countSorted(sorted));
    });
  }
}

/** Of at least one amount. */
export function describeAmounts(amounts: AmountCounts): DiscountDistribution {
  return { ...summarizeAmounts(amounts), histogram: histogramOf(amounts), amounts };
}
