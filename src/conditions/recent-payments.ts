/** A sliding span of time over the payments that went through: it tells which join and which leave, for all users at once. */
import type { TransactionColumns } from "../transactions/columns.js";
import type { Tracker } from "./contract.js";

const FIRST_CAPACITY = 1024;

/** Payments join in the order of time and leave in the same order; each is kept as it was when it joined. */
export abstract class RecentPayments implements Tracker {
  /** The payments in the span, in a ring: `count` of them from `oldest` on. A power of two. */
  private capacity = FIRST_CAPACITY;
  private timeMs = new Float64Array(FIRST_CAPACITY);
  private users = new Int32Array(FIRST_CAPACITY);
  private amountMinor = new Float64Array(FIRST_CAPACITY);
  private oldest = 0;
  private count = 0;

  /** `withinMs` null: no payment ever leaves. */
  constructor(
    protected readonly columns: TransactionColumns,
    private readonly withinMs: number | null,
  ) {}

  add(row: number): void {
    const { userId, amountMinor, timeMs } = this.columns;
    const user = userId.codes[row];
    if (user === 0) return; // anonymous users have no history
    this.change(user, amountMinor[row], 1);
    if (this.withinMs === null) return;
    this.moveTo(row);
    if (this.count === this.capacity) this.grow();
    const at = (this.oldest + this.count++) & (this.capacity - 1);
    this.timeMs[at] = timeMs[row];
    this.users[at] = user;
    this.amountMinor[at] = amountMinor[row];
  }

  /** Lets go of all payments that are too old at `row`. */
  protected moveTo(row: number): void {
    if (this.withinMs === null) return;
    const fromMs = this.columns.timeMs[row] - this.withinMs; // that moment included
    while (this.count > 0 && this.timeMs[this.oldest] < fromMs) {
      this.change(this.users[this.oldest], this.amountMinor[this.oldest], -1);
      this.oldest = (this.oldest + 1) & (this.capacity - 1);
      this.count--;
    }
  }

  /** A payment joins (1) or leaves (−1) what is kept of `user`. */
  protected abstract change(user: number, amountMinor: number, sign: 1 | -1): void;

  private grow(): void {
    const { capacity, oldest } = this;
    const unrolled = <T extends Float64Array | Int32Array>(ring: T, larger: T): T => {
      larger.set(ring.subarray(oldest));
      larger.set(ring.subarray(0, oldest), capacity - oldest);
      return larger;
    };
    this.timeMs = unrolled(this.timeMs, new Float64Array(capacity * 2));
    this.users = unrolled(this.users, new Int32Array(capacity * 2));
    this.amountMinor = unrolled(this.amountMinor, new Float64Array(capacity * 2));
    this.oldest = 0;
    this.capacity = capacity * 2;
  }
}
