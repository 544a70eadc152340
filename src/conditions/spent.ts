/** `spent`: what the user has paid lately reaches an amount. */
import { z } from "zod";
import { formatDuration } from "../domain/duration.js";
import { formatMinor } from "../domain/money.js";
import type { TransactionColumns } from "../transactions/columns.js";
import { perCode } from "../transactions/per-code.js";
import type { EligibilityKind, EligibilityTest } from "./contract.js";
import { RecentPayments } from "./recent-payments.js";

interface Parameters {
  readonly at_least: number;
  readonly within?: number | undefined;
}

export const spent: EligibilityKind<Parameters> = {
  name: "spent",
  summary: "the user's earlier payments, `within` a time or all, add up to `at_least`",

  parameters: (leaves) => z.strictObject({ at_least: leaves.amount, within: leaves.duration.optional() }),

  compile({ at_least, within }, { exponent }): EligibilityTest<RecentSum> {
    const withinMs = within ?? null;
    return {
      kind: "spent",
      trackerKey: `spent:${withinMs}`,
      column: null,
      createTracker: (columns) => new RecentSum(columns, withinMs),
      passes: (tracker, _columns, row) => tracker.reaches(at_least, row),
      found(tracker, columns, row) {
        if (columns.userId.codes[row] === 0)
          return { value: null, words: "no user, whose past would count: nothing spent" };
        const spentMinor = tracker.at(row);
        const lately = withinMs === null ? "before" : `within ${formatDuration(withinMs)}`;
        return { value: spentMinor, words: `${formatMinor(spentMinor, exponent)} spent ${lately}` };
      },
      sentence: `${formatMinor(at_least, exponent)} or more spent ${withinMs === null ? "before" : `within ${formatDuration(withinMs)}`}`,
    };
  },
};

const LANE = 2 ** 27;

/** Sums in two lanes, `high × 2^27 + low`, so that none is ever rounded. */
class RecentSum extends RecentPayments {
  /** High and low lane of each user, side by side. */
  private readonly lanes: Float64Array;

  constructor(columns: TransactionColumns, withinMs: number | null) {
    super(columns, withinMs);
    this.lanes = perCode(Float64Array, columns.userId.dictionary, 2);
  }

  /** What the payments of the user that the span, ending at `row`, holds add up to, minor units. */
  at(row: number): bigint {
    this.moveTo(row);
    const at = this.columns.userId.codes[row] * 2;
    return BigInt(this.lanes[at]) * BigInt(LANE) + BigInt(this.lanes[at + 1]);
  }

  /** Whether the payments of the user that the span, ending at `row`, holds add up to `leastMinor` or more. */
  reaches(leastMinor: number, row: number): boolean {
    this.moveTo(row);
    const at = this.columns.userId.codes[row] * 2;
    const carry = Math.floor(this.lanes[at + 1] / LANE);
    const high = this.lanes[at] + carry;
    const leastHigh = Math.floor(leastMinor / LANE);
    if (high !== leastHigh) return high > leastHigh;
    return this.lanes[at + 1] - carry * LANE >= leastMinor - leastHigh * LANE;
  }

  protected change(user: number, amountMinor: number, sign: 1 | -1): void {
    const high = Math.floor(amountMinor / LANE);
    this.lanes[user * 2] += sign * high;
    this.lanes[user * 2 + 1] += sign * (amountMinor - high * LANE);
  }
}
