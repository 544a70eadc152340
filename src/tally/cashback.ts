/** Cashback from promise to credit, by local day and campaign: what is promised, cancelled, credited and clawed back, and what is owed at the end of the day. */
import type { Zone } from "../domain/zone.js";
import type { PaymentOutcome, RefundOutcome } from "../engine/outcome.js";
import type { TransactionColumns } from "../transactions/columns.js";
import type { Tally, TallyContext } from "./contract.js";
import { dayOfKey, keyOfDay } from "./day-key.js";
import { ExactSums } from "./exact-sums.js";
import { KeyIndex } from "./key-index.js";

export interface CashbackLine {
  /** Local day number. */
  readonly day: number;
  readonly campaign: number;
  /** Credited on this day, less what refunds took back before it. */
  readonly creditedMinor: bigint;
  /** Taken back on this day of what had been credited. */
  readonly clawedBackMinor: bigint;
  /** Of payments of this day. */
  readonly promisedMinor: bigint;
  /** Taken back on this day of what had not been credited yet. */
  readonly cancelledMinor: bigint;
  /** Promised, neither cancelled nor credited, at the end of this day; never below 0. */
  readonly owedMinor: bigint;
}

/**
 * Its lines come by day, then in file order; a day on which nothing is promised, cancelled, credited or clawed back has none. A clock set back
 * over midnight can put a later moment on an earlier day: there, what is promised stands on the day of its credit at the latest, and what is
 * cancelled between the two.
 */
export class CashbackTally implements Tally<readonly CashbackLine[]> {
  private readonly columns: TransactionColumns;
  private readonly zone: Zone;
  private readonly delaysMs: readonly number[];
  private readonly lines: KeyIndex;
  private readonly credited = new ExactSums(32);
  private readonly clawedBack = new ExactSums(32);
  private readonly promised = new ExactSums(32);
  private readonly cancelled = new ExactSums(32);

  constructor({ columns, set }: TallyContext) {
    this.columns = columns;
    this.zone = set.zone;
    this.delaysMs = set.campaigns.map((campaign) => campaign.cashbackDelayMs);
    this.lines = new KeyIndex(Number.MAX_SAFE_INTEGER);
  }

  payment(outcome: PaymentOutcome): void {
    if (outcome.cashbackMinor === 0) return;
    for (let i = 0; i < outcome.redemptionCount; i++) {
      const { campaign, cashback, grantedMinor } = outcome.redemptions[i];
      if (!cashback) continue;
      const creditDay = this.creditDay(campaign, outcome.timeMs);
      this.promised.add(this.slotOf(Math.min(outcome.day, creditDay), campaign), grantedMinor);
      this.credited.add(this.slotOf(creditDay, campaign), grantedMinor);
    }
  }

  refund(outcome: RefundOutcome): void {
    for (let i = 0; i < outcome.partCount; i++) {
      const { campaign, cashback, discountMinor } = outcome.parts[i];
      if (!cashback) continue;
      const paidMs = this.columns.timeMs[this.columns.refundOf[outcome.row]];
      const creditDay = this.creditDay(campaign, paidMs);
      if (outcome.timeMs < paidMs + this.delaysMs[campaign]) {
        const day = Math.min(creditDay, Math.max(this.zone.dayOf(paidMs), outcome.day));
        this.cancelled.add(this.slotOf(day, campaign), discountMinor);
        this.credited.add(this.slotOf(creditDay, campaign), -discountMinor);
      } else this.clawedBack.add(this.slotOf(outcome.day, campaign), discountMinor);
    }
  }

  finish(): readonly CashbackLine[] {
    const slots = Array.from({ length: this.lines.size }, (_, slot) => slot);
    slots.sort((a, b) => this.lines.keyAt(a) - this.lines.keyAt(b));
    const owed = this.delaysMs.map(() => 0n);
    return slots.flatMap((slot) => {
      const key = this.lines.keyAt(slot);
      const campaign = key % this.delaysMs.length;
      const moved = {
        creditedMinor: this.credited.at(slot),
        clawedBackMinor: this.clawedBack.at(slot),
        promisedMinor: this.promised.at(slot),
        cancelledMinor: this.cancelled.at(slot),
      };
      if (Object.values(moved).every((minor) => minor === 0n)) return [];
      owed[campaign] += moved.promisedMinor - moved.cancelledMinor - moved.creditedMinor;
      const day = dayOfKey((key - campaign) / this.delaysMs.length);
      return [{ day, campaign, ...moved, owedMinor: owed[campaign] }];
    });
  }

  private creditDay(campaign: number, paidMs: number): number {
    return this.zone.dayOf(paidMs + this.delaysMs[campaign]);
  }

  private slotOf(day: number, campaign: number): number {
    return this.lines.slotOf(keyOfDay(day) * this.delaysMs.length + campaign);
  }
}
