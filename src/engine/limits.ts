/** How often a campaign may be used, and for how much: all lines of `limits`, counted by key and period. */
import type { Campaign } from "../campaigns/campaign.js";
import { type Period, periodIndex } from "../domain/civil-date.js";
import type { TransactionColumns } from "../transactions/columns.js";
import { type Clock, periodKind } from "./clock.js";
import { CounterTable } from "./counter-table.js";
import { NO_KEY, RowKeys } from "./row-keys.js";

const NO_LIMIT = Number.POSITIVE_INFINITY;

/** Lines of all campaigns in a row, those of campaign `c` from `first[c]` up to `first[c + 1]`; limits that a line lacks are +Infinity. */
export class Limits {
  /** Attempts that came to the limits of a campaign and to which a line did not apply, by campaign. */
  readonly notApplied: Float64Array;
  private readonly first: Int32Array;
  private readonly keys: Int32Array[] = [];
  private readonly every: (Period | null)[] = [];
  private readonly kind: Uint8Array;
  private readonly max: Float64Array;
  private readonly maxAttempts: Float64Array;
  private readonly maxAmountMinor: Float64Array;
  private readonly counters = new CounterTable();

  constructor(
    campaigns: readonly Campaign[],
    columns: TransactionColumns,
    private readonly clock: Clock,
  ) {
    const rowKeys = new RowKeys(columns);
    const lines = campaigns.flatMap(({ limits }) => limits);
    for (const line of lines) {
      this.keys.push(rowKeys.of(line.per));
      this.every.push(line.every);
    }
    this.kind = Uint8Array.from(lines, ({ every }) => periodKind(every));
    this.max = Float64Array.from(lines, ({ max }) => max ?? NO_LIMIT);
    this.maxAttempts = Float64Array.from(lines, ({ maxAttempts }) => maxAttempts ?? NO_LIMIT);
    this.maxAmountMinor = Float64Array.from(lines, ({ maxAmountMinor }) => maxAmountMinor ?? NO_LIMIT);
    this.first = new Int32Array(campaigns.length + 1);
    for (const [index, { limits }] of campaigns.entries()) this.first[index + 1] = this.first[index] + limits.length;
    this.notApplied = new Float64Array(campaigns.length);
  }

  /** The tests that need no amount: `max` and `max_attempts`. */
  allowAnother(campaign: number, row: number): boolean {
    let applied = true;
    for (let line = this.first[campaign]; line < this.first[campaign + 1]; line++) {
      const key = this.keys[line][row];
      if (key === NO_KEY) {
        applied = false;
        continue;
      }
      if (this.max[line] === NO_LIMIT && this.maxAttempts[line] === NO_LIMIT) continue;
      const slot = this.counters.find(line, key, this.clock.periods[this.kind[line]]);
      if (slot < 0) continue; // every limit is at least 1
      if (this.counters.uses(slot) >= this.max[line] || this.counters.attempts(slot) >= this.maxAttempts[line]) {
        return false;
      }
    }
    if (!applied) this.notApplied[campaign]++;
    return true;
  }

  /** `max_amount`, tested with the discount after caps. */
  allowAmount(campaign: number, row: number, amountMinor: number): boolean {
    for (let line = this.first[campaign]; line < this.first[campaign + 1]; line++) {
      const key = this.keys[line][row];
      if (this.maxAmountMinor[line] === NO_LIMIT || key === NO_KEY) continue;
      const slot = this.counters.find(line, key, this.clock.periods[this.kind[line]]);
      const given = slot < 0 ? 0 : this.counters.amount(slot);
      if (amountMinor > this.maxAmountMinor[line] - given) return false;
    }
    return true;
  }

  /** An offer was made. */
  countAttempt(campaign: number, row: number): void {
    for (let line = this.first[campaign]; line < this.first[campaign + 1]; line++) {
      const key = this.keys[line][row];
      if (this.maxAttempts[line] === NO_LIMIT || key === NO_KEY) continue;
      this.counters.addAttempt(this.counters.open(line, key, this.clock.periods[this.kind[line]]));
    }
  }

  redeem(campaign: number, row: number, grantedMinor: number): void {
    for (let line = this.first[campaign]; line < this.first[campaign + 1]; line++) {
      const key = this.keys[line][row];
      const amounts = this.maxAmountMinor[line] !== NO_LIMIT;
      if ((this.max[line] === NO_LIMIT && !amounts) || key === NO_KEY) continue;
      const slot = this.counters.open(line, key, this.clock.periods[this.kind[line]]);
      this.counters.addUses(slot, 1);
      if (amounts) this.counters.addAmount(slot, grantedMinor);
    }
  }

  /** Gives back an amount and, where the price is refunded in full, one use to the redemption of `row`, made on local day `day`. */
  restore(campaign: number, row: number, day: number, amountMinor: number, wholeUse: boolean): void {
    for (let line = this.first[campaign]; line < this.first[campaign + 1]; line++) {
      const key = this.keys[line][row];
      if (key === NO_KEY) continue;
      const every = this.every[line];
      const slot = this.counters.find(line, key, every === null ? 0 : periodIndex(every, day));
      if (slot < 0) continue; // its period is over
      if (this.maxAmountMinor[line] !== NO_LIMIT) this.counters.addAmount(slot, -amountMinor);
      if (wholeUse) this.counters.addUses(slot, -1);
    }
  }
}
