/** Cashback that waits for its day: one batch a local day and campaign, so that memory grows with days, not with payments. */

export interface CashbackBatch {
  readonly day: number;
  readonly campaign: number;
  /** When the last of its credits falls due. */
  lastMs: number;
  /** Amounts that add up to the batch: one, or more where the sum is beyond 2^53 − 1. */
  readonly partsMinor: number[];
}

export class CashbackBatches {
  /** By day, then by campaign. */
  private readonly days = new Map<number, Map<number, CashbackBatch>>();

  /** Adds what will be credited, or, below 0, what a refund takes off it. */
  add(day: number, campaign: number, dueMs: number, amountMinor: number): void {
    let campaigns = this.days.get(day);
    if (campaigns === undefined) {
      campaigns = new Map();
      this.days.set(day, campaigns);
    }
    const batch = campaigns.get(campaign);
    if (batch === undefined) campaigns.set(campaign, { day, campaign, lastMs: dueMs, partsMinor: [amountMinor] });
    else {
      batch.lastMs = Math.max(batch.lastMs, dueMs);
      const last = batch.partsMinor.length - 1;
      const sum = batch.partsMinor[last] + amountMinor;
      if (Number.isSafeInteger(sum)) batch.partsMinor[last] = sum;
      else batch.partsMinor.push(amountMinor);
    }
  }

  /** Takes out the batches of the days before `day`, by day and in file order. */
  *before(day: number): Generator<CashbackBatch> {
    const due = [...this.days.keys()].filter((known) => known < day).sort((a, b) => a - b);
    for (const known of due) {
      const campaigns = this.days.get(known) as Map<number, CashbackBatch>;
      this.days.delete(known);
      yield* [...campaigns.values()].sort((a, b) => a.campaign - b.campaign);
    }
  }

  get empty(): boolean {
    return this.days.size === 0;
  }
}
