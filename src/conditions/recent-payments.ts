/** A sliding span of time over the payments that went through: it tells which join and which leave, for all users at once. */
import type { TransactionColumns } from "../transactions/columns.js";
import type { Tracker } from "./contract.js";

/**
 * Rows come in the order of time and leave the span in the same order, so one pointer follows behind. What is kept of a user is
 * up to the kinds that look back: a number, a sum.
 */
export abstract class RecentPayments implements Tracker {
  /** 1 for a row that joined and has not left. */
  private readonly held: Uint8Array;
  private oldest = 0;

  /** `withinMs` null: no payment ever leaves. */
  constructor(
    protected readonly columns: TransactionColumns,
    private readonly withinMs: number | null,
  ) {
    this.held = new Uint8Array(withinMs === null ? 0 : columns.length);
  }

  add(row: number): void {
    const user = this.columns.userId.codes[row];
    if (user === 0) return; // anonymous users have no history
    this.change(user, row, 1);
    if (this.withinMs !== null) this.held[row] = 1;
  }

  /** Lets go of all payments that are too old at `row`. */
  protected moveTo(row: number): void {
    if (this.withinMs === null) return;
    const { timeMs, userId } = this.columns;
    const fromMs = timeMs[row] - this.withinMs; // that moment included
    for (; timeMs[this.oldest] < fromMs; this.oldest++) {
      if (this.held[this.oldest] === 1) this.change(userId.codes[this.oldest], this.oldest, -1);
    }
  }

  /** The payment at `row` joins (1) or leaves (−1) what is kept of `user`. */
  protected abstract change(user: number, row: number, sign: 1 | -1): void;
}
