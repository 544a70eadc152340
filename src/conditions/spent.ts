/** `spent`: what the user has paid lately reaches an amount. */
import { z } from "zod";
import { formatDuration } from "../domain/duration.js";
import { formatMinor } from "../domain/money.js";
import type { EligibilityKind, EligibilityTest } from "./contract.js";
import { RecentPayments, recentPaymentsKey } from "./recent-payments.js";

interface Parameters {
  readonly at_least: number;
  readonly within?: number | undefined;
}

export const spent: EligibilityKind<Parameters> = {
  name: "spent",
  summary: "the user's earlier payments, `within` a time or all, add up to `at_least`",

  parameters: (leaves) => z.strictObject({ at_least: leaves.amount, within: leaves.duration.optional() }),

  compile({ at_least, within }, { exponent }): EligibilityTest<RecentPayments> {
    const withinMs = within ?? null;
    return {
      kind: "spent",
      trackerKey: recentPaymentsKey(withinMs),
      column: null,
      createTracker: (columns) => new RecentPayments(columns, withinMs),
      passes: (tracker, _columns, row) => tracker.reaches(at_least, row),
      sentence: `${formatMinor(at_least, exponent)} or more spent ${withinMs === null ? "before" : `within ${formatDuration(withinMs)}`}`,
    };
  },
};
