/** A user's payments that went through within a sliding span of time, or ever: their number and sum. */
import type { TransactionColumns } from "../transactions/columns.js";
import type { Tracker } from "./contract.js";

const LANE = 2 ** 27;
const NONE = -1;
/** What is known of a user lies together, for the sake of the cache. */
const STRIDE = 6;
const COUNT = 0;
const HIGH = 1;
const LOW = 2;
const HEAD = 3;
const TAIL = 4;
/** Time of the payment at the head. */
const OLDEST_MS = 5;

/**
 * Payments form one linked list a user, in replay order; as time moves on the oldest leave at its head. Sums are kept in two
 * lanes (`high × 2^27 + low`), so that no sum of amounts is ever rounded.
 */
export class RecentPayments implements Tracker {
  private readonly users: Float64Array;
  private readonly next: Int32Array;

  /** `withinMs` null: no payment ever leaves. */
  constructor(
    private readonly columns: TransactionColumns,
    private readonly withinMs: number | null,
  ) {
    this.users = new Float64Array(columns.userId.dictionary.size * STRIDE);
    for (let at = 0; at < this.users.length; at += STRIDE) this.users[at + HEAD] = NONE;
    this.next = new Int32Array(withinMs === null ? 0 : columns.length);
  }

  add(row: number): void {
    const user = this.columns.userId.codes[row];
    if (user === 0) return; // anonymous users have no history
    const at = user * STRIDE;
    this.change(at, this.columns.amountMinor[row], 1);
    if (this.withinMs === null) return;
    this.next[row] = NONE;
    if (this.users[at + HEAD] === NONE) this.setHead(at, row);
    else this.next[this.users[at + TAIL]] = row;
    this.users[at + TAIL] = row;
  }

  /** Number of the user's payments that the span, ending at `row`, still holds. */
  countAt(row: number): number {
    const at = this.forget(row);
    return this.users[at + COUNT];
  }

  /** Whether the same payments add up to `leastMinor` or more. */
  reaches(leastMinor: number, row: number): boolean {
    const at = this.forget(row);
    const carry = Math.floor(this.users[at + LOW] / LANE);
    const high = this.users[at + HIGH] + carry;
    const leastHigh = Math.floor(leastMinor / LANE);
    if (high !== leastHigh) return high > leastHigh;
    return this.users[at + LOW] - carry * LANE >= leastMinor - leastHigh * LANE;
  }

  /** Lets the payments go that are too old at `row`; returns where its user lies. */
  private forget(row: number): number {
    const at = this.columns.userId.codes[row] * STRIDE;
    if (this.withinMs === null) return at;
    const { timeMs, amountMinor } = this.columns;
    const fromMs = timeMs[row] - this.withinMs; // that moment included
    while (this.users[at + HEAD] !== NONE && this.users[at + OLDEST_MS] < fromMs) {
      const oldest = this.users[at + HEAD];
      this.change(at, amountMinor[oldest], -1);
      this.setHead(at, this.next[oldest]);
    }
    return at;
  }

  private setHead(at: number, row: number): void {
    this.users[at + HEAD] = row;
    if (row !== NONE) this.users[at + OLDEST_MS] = this.columns.timeMs[row];
  }

  private change(at: number, amountMinor: number, sign: 1 | -1): void {
    const high = Math.floor(amountMinor / LANE);
    this.users[at + COUNT] += sign;
    this.users[at + HIGH] += sign * high;
    this.users[at + LOW] += sign * (amountMinor - high * LANE);
  }
}

/** Tests over the same span share one tracker. */
export function recentPaymentsKey(withinMs: number | null): string {
  return `recent_payments:${withinMs ?? "ever"}`;
}
