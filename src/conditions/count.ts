/** `count`: how often the user has paid lately lies within bounds. */
import { z } from "zod";
import { formatDuration } from "../domain/duration.js";
import type { TransactionColumns } from "../transactions/columns.js";
import { perCode } from "../transactions/per-code.js";
import type { EligibilityKind, EligibilityTest } from "./contract.js";
import { RecentPayments } from "./recent-payments.js";

interface Parameters {
  readonly at_least?: number | undefined;
  readonly at_most?: number | undefined;
  readonly within?: number | undefined;
}

export const count: EligibilityKind<Parameters> = {
  name: "count",
  summary: "the number of the user's earlier payments, `within` a time or all, lies between `at_least` and `at_most`",

  parameters: (leaves) =>
    z
      .strictObject({
        at_least: leaves.whole(0).optional(),
        at_most: leaves.whole(0).optional(),
        within: leaves.duration.optional(),
      })
      .superRefine(({ at_least, at_most }, context) => {
        if (at_least === undefined && at_most === undefined) {
          const hint = "write at_least, at_most or both";
          context.addIssue({ code: "custom", message: "count has no bound", params: { problem: "missing-key", hint } });
        } else if (at_least !== undefined && at_most !== undefined && at_least > at_most) {
          const hint = "swap the two";
          const message = "at_least is above at_most";
          context.addIssue({
            code: "custom",
            message,
            path: ["at_least"],
            params: { problem: "range-reversed", hint },
          });
        }
      }),

  compile({ at_least = 0, at_most = Number.POSITIVE_INFINITY, within }): EligibilityTest<RecentCount> {
    const withinMs = within ?? null;
    const least = at_least === 0 ? "" : `at least ${at_least}`;
    const most = at_most === Number.POSITIVE_INFINITY ? "" : `at most ${at_most}`;
    const bounds = [least, most].filter((part) => part !== "").join(" and ");
    return {
      kind: "count",
      trackerKey: `count:${withinMs}`,
      column: null,
      createTracker: (columns) => new RecentCount(columns, withinMs),
      passes(tracker, _columns, row) {
        const payments = tracker.at(row);
        return payments >= at_least && payments <= at_most;
      },
      found(tracker, columns, row) {
        if (columns.userId.codes[row] === 0)
          return { value: null, words: "no user, whose past would count: 0 payments" };
        const payments = tracker.at(row);
        const lately = withinMs === null ? "before" : `within ${formatDuration(withinMs)}`;
        return { value: payments, words: `${payments} ${payments === 1 ? "payment" : "payments"} ${lately}` };
      },
      sentence: `${bounds === "" ? "any number of" : bounds} payments ${withinMs === null ? "before" : `within ${formatDuration(withinMs)}`}`,
    };
  },
};

class RecentCount extends RecentPayments {
  private readonly counts: Int32Array;

  constructor(columns: TransactionColumns, withinMs: number | null) {
    super(columns, withinMs);
    this.counts = perCode(Int32Array, columns.userId.dictionary);
  }

  /** How many payments of the user the span, ending at `row`, holds. */
  at(row: number): number {
    this.moveTo(row);
    return this.counts[this.columns.userId.codes[row]];
  }

  protected change(user: number, _amountMinor: number, sign: 1 | -1): void {
    this.counts[user] += sign;
  }
}
