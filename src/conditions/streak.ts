/** `streak`: a payment of some size on each of the days before today. */
import { z } from "zod";
import { formatMinor } from "../domain/money.js";
import type { TransactionColumns } from "../transactions/columns.js";
import type { EligibilityKind, EligibilityTest, Tracker } from "./contract.js";

interface Parameters {
  readonly days: number;
  readonly minimum_amount?: number | undefined;
}

/** Per user code: the last day with such a payment, and how many days in a row end there. */
interface StreakTracker extends Tracker {
  readonly lastDay: Int32Array;
  readonly run: Int32Array;
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
      passes(tracker, columns, row, day) {
        const user = columns.userId.codes[row];
        if (tracker.lastDay[user] === day) return tracker.run[user] - 1 >= days; // today does not count
        return tracker.lastDay[user] === day - 1 && tracker.run[user] >= days;
      },
      sentence: days === 1 ? `${size} on the day before` : `${size} on each of the ${days} days before`,
    };
  },
};

function createStreakTracker(columns: TransactionColumns, minimumMinor: number): StreakTracker {
  const lastDay = new Int32Array(columns.userId.dictionary.size).fill(-2_147_483_648);
  const run = new Int32Array(columns.userId.dictionary.size);
  return {
    lastDay,
    run,
    add(row, day) {
      const user = columns.userId.codes[row];
      if (user === 0 || columns.amountMinor[row] < minimumMinor || lastDay[user] === day) return;
      run[user] = lastDay[user] === day - 1 ? run[user] + 1 : 1;
      lastDay[user] = day;
    },
  };
}
