/** How fast each campaign burned: what it gave on each local day, and what its total budget had left at the end of it. */
import type { PaymentOutcome, RefundOutcome } from "../engine/outcome.js";
import type { Tally, TallyContext } from "./contract.js";
import { dayOfKey, keyOfDay } from "./day-key.js";
import { ExactSums } from "./exact-sums.js";
import { KeyIndex } from "./key-index.js";

export interface BurnDay {
  /** Local day number. */
  readonly day: number;
  readonly campaign: number;
  /** At least 1. */
  readonly redemptions: number;
  readonly discountMinor: bigint;
  /** Granted from the start to the end of this day, before refunds. */
  readonly cumulativeMinor: bigint;
  /** What `total` has left at the end of the day, restored refunds included, never below 0; null without one. */
  readonly leftMinor: number | null;
}

const NO_DAY = Number.MIN_SAFE_INTEGER;

/** Its result has a line a day and campaign with a redemption, by day, then in file order. */
export class BurnTally implements Tally<readonly BurnDay[]> {
  private readonly states: TallyContext["states"];
  private readonly count: number;
  private readonly lines = new KeyIndex(Number.MAX_SAFE_INTEGER);
  private readonly discount = new ExactSums(32);
  private readonly redemptions = new ExactSums(32);
  private readonly left: (number | null)[] = [];
  /** Day and slot of a campaign's last line, so that most redemptions need no look-up. */
  private readonly lastDay: Float64Array;
  private readonly lastSlot: Int32Array;

  constructor(context: TallyContext) {
    this.states = context.states;
    this.count = context.set.campaigns.length;
    this.lastDay = new Float64Array(this.count).fill(NO_DAY);
    this.lastSlot = new Int32Array(this.count);
  }

  payment(outcome: PaymentOutcome): void {
    if (outcome.decline !== null) return;
    for (let i = 0; i < outcome.redemptionCount; i++) {
      const { campaign, grantedMinor } = outcome.redemptions[i];
      if (this.lastDay[campaign] !== outcome.day) {
        this.lastDay[campaign] = outcome.day;
        this.lastSlot[campaign] = this.lines.slotOf(keyOfDay(outcome.day) * this.count + campaign);
      }
      const slot = this.lastSlot[campaign];
      this.redemptions.add(slot, 1);
      this.discount.add(slot, grantedMinor);
      this.left[slot] = this.states[campaign].rawLeftMinor;
    }
  }

  // What is left changes with the campaign's own redemptions and refunds alone: the day's last event leaves the day's last figure.
  // A refund on a day without a line changes the figure of no line: a redemption later that day reads it from the state.
  refund(outcome: RefundOutcome): void {
    for (let i = 0; i < outcome.partCount; i++) {
      const { campaign } = outcome.parts[i];
      if (this.lastDay[campaign] !== outcome.day) continue;
      this.left[this.lastSlot[campaign]] = this.states[campaign].rawLeftMinor;
    }
  }

  finish(): readonly BurnDay[] {
    const slots = Array.from({ length: this.lines.size }, (_, slot) => slot);
    slots.sort((a, b) => this.lines.keyAt(a) - this.lines.keyAt(b));
    const cumulative = new Array<bigint>(this.count).fill(0n);
    return slots.map((slot) => {
      const key = this.lines.keyAt(slot);
      const campaign = key % this.count;
      const discountMinor = this.discount.at(slot);
      cumulative[campaign] += discountMinor;
      const left = this.left[slot];
      return {
        day: dayOfKey((key - campaign) / this.count),
        campaign,
        redemptions: Number(this.redemptions.at(slot)),
        discountMinor,
        cumulativeMinor: cumulative[campaign],
        leftMinor: left === null ? null : Math.max(0, left),
      };
    });
  }
}
