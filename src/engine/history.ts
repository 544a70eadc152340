/** What eligibility knows: every user's payments that went through, as the campaigns' trackers remember them. */
import type { Campaign } from "../campaigns/campaign.js";
import type { EligibilityTest, Found, Tracker } from "../conditions/contract.js";
import type { TransactionColumns } from "../transactions/columns.js";

interface Line {
  readonly test: EligibilityTest;
  readonly tracker: Tracker;
}

export class History {
  private readonly trackers: readonly Tracker[];
  /** By campaign. */
  private readonly lines: readonly (readonly Line[])[];

  constructor(
    campaigns: readonly Campaign[],
    private readonly columns: TransactionColumns,
  ) {
    const byKey = new Map<string, Tracker>();
    const trackerOf = (test: EligibilityTest) => {
      let tracker = byKey.get(test.trackerKey);
      if (tracker === undefined) {
        tracker = test.createTracker(columns);
        byKey.set(test.trackerKey, tracker);
      }
      return tracker;
    };
    this.lines = campaigns.map(({ eligibility }) => eligibility.map((test) => ({ test, tracker: trackerOf(test) })));
    this.trackers = [...byKey.values()];
  }

  isEligible(campaign: number, row: number, day: number): boolean {
    const lines = this.lines[campaign];
    for (let i = 0; i < lines.length; i++) {
      if (!lines[i].test.passes(lines[i].tracker, this.columns, row, day)) return false;
    }
    return true;
  }

  /** What each line of a campaign sees at `row`, and whether that will do; in file order. */
  foundAt(campaign: number, row: number, day: number): { test: EligibilityTest; passes: boolean; found: Found }[] {
    return this.lines[campaign].map(({ test, tracker }) => ({
      test,
      passes: test.passes(tracker, this.columns, row, day),
      found: test.found(tracker, this.columns, row, day),
    }));
  }

  /** A payment went through. */
  add(row: number, day: number): void {
    for (let i = 0; i < this.trackers.length; i++) this.trackers[i].add(row, day);
  }
}
