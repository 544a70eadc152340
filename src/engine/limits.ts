/** How often a campaign may be used, and for how much: all lines of `limits`, counted by key and period. */
import type { Campaign, Limit } from "../campaigns/campaign.js";
import { periodIndex } from "../domain/civil-date.js";
import type { TransactionColumns } from "../transactions/columns.js";
import type { Clock } from "./clock.js";
import { CounterTable } from "./counter-table.js";
import { NO_KEY, RowKeys } from "./row-keys.js";

interface Line extends Limit {
  readonly number: number;
  readonly keys: Int32Array;
}

export class Limits {
  /** By campaign. */
  private readonly lines: readonly (readonly Line[])[];
  /** Attempts that came to the limits of a campaign and to which a line did not apply, by campaign. */
  readonly notApplied: Float64Array;
  private readonly counters = new CounterTable();

  constructor(
    campaigns: readonly Campaign[],
    columns: TransactionColumns,
    private readonly clock: Clock,
  ) {
    const rowKeys = new RowKeys(columns);
    let number = 0;
    this.lines = campaigns.map((campaign) =>
      campaign.limits.map((limit) => ({ ...limit, number: number++, keys: rowKeys.of(limit.per) })),
    );
    this.notApplied = new Float64Array(campaigns.length);
  }

  /** The tests that need no amount: `max` and `max_attempts`. */
  allowAnother(campaign: number, row: number): boolean {
    const lines = this.lines[campaign];
    let applied = true;
    for (let i = 0; i < lines.length; i++) {
      const line = lines[i];
      const key = line.keys[row];
      if (key === NO_KEY) {
        applied = false;
        continue;
      }
      if (line.max === null && line.maxAttempts === null) continue;
      const slot = this.counters.find(line.number, key, this.clock.period(line.every));
      const uses = slot < 0 ? 0 : this.counters.uses(slot);
      if (line.max !== null && uses >= line.max) return false;
      const attempts = slot < 0 ? 0 : this.counters.attempts(slot);
      if (line.maxAttempts !== null && attempts >= line.maxAttempts) return false;
    }
    if (!applied) this.notApplied[campaign]++;
    return true;
  }

  /** `max_amount`, tested with the discount after caps. */
  allowAmount(campaign: number, row: number, amountMinor: number): boolean {
    const lines = this.lines[campaign];
    for (let i = 0; i < lines.length; i++) {
      const line = lines[i];
      const key = line.keys[row];
      if (line.maxAmountMinor === null || key === NO_KEY) continue;
      const slot = this.counters.find(line.number, key, this.clock.period(line.every));
      const given = slot < 0 ? 0 : this.counters.amount(slot);
      if (amountMinor > line.maxAmountMinor - given) return false;
    }
    return true;
  }

  /** An offer was made. */
  countAttempt(campaign: number, row: number): void {
    const lines = this.lines[campaign];
    for (let i = 0; i < lines.length; i++) {
      const line = lines[i];
      if (line.maxAttempts === null || line.keys[row] === NO_KEY) continue;
      this.counters.addAttempt(this.counters.open(line.number, line.keys[row], this.clock.period(line.every)));
    }
  }

  redeem(campaign: number, row: number, grantedMinor: number): void {
    const lines = this.lines[campaign];
    for (let i = 0; i < lines.length; i++) {
      const line = lines[i];
      if ((line.max === null && line.maxAmountMinor === null) || line.keys[row] === NO_KEY) continue;
      const slot = this.counters.open(line.number, line.keys[row], this.clock.period(line.every));
      this.counters.addUses(slot, 1);
      if (line.maxAmountMinor !== null) this.counters.addAmount(slot, grantedMinor);
    }
  }

  /** Gives back an amount and, where the price is refunded in full, one use to the redemption of `row`, made on local day `day`. */
  restore(campaign: number, row: number, day: number, amountMinor: number, wholeUse: boolean): void {
    for (const line of this.lines[campaign]) {
      if (line.keys[row] === NO_KEY) continue;
      const period = line.every === null ? 0 : periodIndex(line.every, day);
      const slot = this.counters.find(line.number, line.keys[row], period);
      if (slot < 0) continue; // its period is over
      if (line.maxAmountMinor !== null) this.counters.addAmount(slot, -amountMinor);
      if (wholeUse) this.counters.addUses(slot, -1);
    }
  }
}
