/** `streak`: a payment of some size on each of the days before today. */
import { z } from "zod";
import { formatMinor } from "../domain/money.js";
import type { TransactionColumns } from "../transactions/columns.js";
import { perCode } from "../transactions/per-code.js";
import type { EligibilityKind, EligibilityTest, Tracker } from "./contract.js";

interface Parameters {
  readonly days: number;
  readonly minimum_amount?: number | undefined;
}

/** Per user code, side by side: the last day with such a payment, and how many days in a row end there; 0 of them before the first. */
interface StreakTracker extends Tracker {
  readonly runs: Int32Array;
}

export const streak: EligibilityKind<Parameters> = {
  name: "streak",
  summary: "a payment of at least `minimum_amount` on each of the `days` calendar days before today",

  parameters: (leaves) => z.strictObject({ days: leaves.whole(1, 10_000), minimum_amount: leaves.amount.optional() }),

  compile({ days, minimum_amount: minimumMinor = 0 }, { exponent }): EligibilityTest<StreakTracker> {
    const size = minimumMinor === 0 ? "a payment" : `a payment of ${formatMinor(minimumMinor, exponent)} or more`;
    return {
      kind: "streak",
      trackerKey: `streak:${minimumMinor}`,
      column: null,
      createTracker: (columns) => createStreakTracker(columns, minimumMinor),
      passes: (tracker, columns, row, day) => daysBefore(tracker, columns, row, day) >= days,
      found(tracker, columns, row, day) {
        const run = daysBefore(tracker, columns, row, day);
        const each = minimumMinor === 0 ? "" : ` with ${size}`;
        return { value: run, words: `${run} ${run === 1 ? "day" : "days"} in a row before today${each}, of ${days}` };
      },
      sentence: days === 1 ? `${size} on the day before` : `${size} on each of the ${days} days before`,
    };
  },
};

/** Days in a row, the last of them yesterday, with such a payment. */
function daysBefore({ runs }: StreakTracker, columns: TransactionColumns, row: number, day: number): number {
  const at = columns.userId.codes[row] * 2;
  if (runs[at] === day) return Math.max(0, runs[at + 1] - 1); // today does not count
  return runs[at] === day - 1 ? runs[at + 1] : 0;
}

function createStreakTracker(columns: TransactionColumns, minimumMinor: number): StreakTracker {
  const runs = perCode(Int32Array, columns.userId.dictionary, 2);
  return {
    runs,
    add(row, day) {
      const user = columns.userId.codes[row];
      if (user === 0 || columns.amountMinor[row] < minimumMinor) return;
      const lastDay = runs[user * 2];
      const run = runs[user * 2 + 1];
      if (lastDay === day && run > 0) return;
      runs[user * 2] = day;
      runs[user * 2 + 1] = lastDay === day - 1 ? run + 1 : 1;
    },
  };
}
