/** A user's payments that went through within a sliding span of time, or ever: their number and sum. */
import type { TransactionColumns } from "../transactions/columns.js";
import type { Tracker } from "./contract.js";

const LANE = 2 ** 27;
const NONE = -1;

/**
 * Payments form one linked list a user, in replay order; as time moves on the oldest leave at its head. Sums are kept in two
 * lanes (`high × 2^27 + low`), so that no sum of amounts is ever rounded.
 */
export class RecentPayments implements Tracker {
  private readonly count: Float64Array;
  private readonly high: Float64Array;
  private readonly low: Float64Array;
  private readonly head: Int32Array;
  private readonly tail: Int32Array;
  private readonly next: Int32Array;

  /** `withinMs` null: no payment ever leaves. */
  constructor(
    private readonly columns: TransactionColumns,
    private readonly withinMs: number | null,
  ) {
    const users = columns.userId.dictionary.size;
    this.count = new Float64Array(users);
    this.high = new Float64Array(users);
    this.low = new Float64Array(users);
    const listed = withinMs === null ? 0 : users;
    this.head = new Int32Array(listed).fill(NONE);
    this.tail = new Int32Array(listed).fill(NONE);
    this.next = new Int32Array(withinMs === null ? 0 : columns.length).fill(NONE);
  }

  add(row: number): void {
    const user = this.columns.userId.codes[row];
    if (user === 0) return; // anonymous users have no history
    this.change(user, this.columns.amountMinor[row], 1);
    if (this.withinMs === null) return;
    if (this.head[user] === NONE) this.head[user] = row;
    else this.next[this.tail[user]] = row;
    this.tail[user] = row;
  }

  /** Number of the user's payments that the span, ending at `row`, still holds. */
  countAt(row: number): number {
    const user = this.columns.userId.codes[row];
    this.forget(user, row);
    return this.count[user];
  }

  /** Whether the same payments add up to `leastMinor` or more. */
  reaches(leastMinor: number, row: number): boolean {
    const user = this.columns.userId.codes[row];
    this.forget(user, row);
    const carry = Math.floor(this.low[user] / LANE);
    const high = this.high[user] + carry;
    const leastHigh = Math.floor(leastMinor / LANE);
    if (high !== leastHigh) return high > leastHigh;
    return this.low[user] - carry * LANE >= leastMinor - leastHigh * LANE;
  }

  private forget(user: number, row: number): void {
    if (this.withinMs === null) return;
    const { timeMs, amountMinor } = this.columns;
    const fromMs = timeMs[row] - this.withinMs; // that moment included
    let oldest = this.head[user];
    while (oldest !== NONE && timeMs[oldest] < fromMs) {
      this.change(user, amountMinor[oldest], -1);
      oldest = this.next[oldest];
    }
    this.head[user] = oldest;
  }

  private change(user: number, amountMinor: number, sign: 1 | -1): void {
    const high = Math.floor(amountMinor / LANE);
    this.count[user] += sign;
    this.high[user] += sign * high;
    this.low[user] += sign * (amountMinor - high * LANE);
  }
}

/** Tests over the same span share one tracker. */
export function recentPaymentsKey(withinMs: number | null): string {
  return `recent_payments:${withinMs ?? "ever"}`;
}
