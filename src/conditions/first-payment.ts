/** `first_payment`: the user, or the card, has not paid before. */
import { z } from "zod";
import { columnNamed } from "../transactions/column-named.js";
import { codeAt, type TransactionColumns } from "../transactions/columns.js";
import { perCode } from "../transactions/per-code.js";
import type { EligibilityKind, EligibilityTest, Tracker } from "./contract.js";

type Parameters = true | { readonly per: string };

interface SeenTracker extends Tracker {
  /** 1 for every dictionary code of the column that has paid. */
  readonly seen: Uint8Array;
}

export const firstPayment: EligibilityKind<Parameters> = {
  name: "first_payment",
  summary: "the user's first payment, or with `per` the first of a card or another column",

  parameters: (leaves) => z.union([z.literal("true").transform(() => true), z.strictObject({ per: leaves.text })]),

  compile(parameters): EligibilityTest<SeenTracker> {
    const per = parameters === true ? "user_id" : parameters.per;
    return {
      kind: "first_payment",
      trackerKey: `first_payment:${per}`,
      column: per === "user_id" ? null : per,
      createTracker(columns: TransactionColumns) {
        const column = columnNamed(columns, per);
        const seen = perCode(Uint8Array, column.dictionary);
        return { seen, add: (row) => (seen[codeAt(column, row)] = 1) };
      },
      passes(tracker, columns, row) {
        const code = codeAt(columnNamed(columns, per), row);
        // Nobody knows an anonymous user's past; an empty card has none that could be its first.
        if (code === 0) return per === "user_id";
        return tracker.seen[code] === 0;
      },
      found(tracker, columns, row) {
        const column = columnNamed(columns, per);
        const code = codeAt(column, row);
        if (code === 0) return { value: null, words: per === "user_id" ? "no user: taken as new" : `no ${per}` };
        const seen = tracker.seen[code];
        return {
          value: seen,
          words: `${per} ${column.dictionary.text(code)} has ${seen === 0 ? "not paid before" : "paid before"}`,
        };
      },
      sentence: per === "user_id" ? "the user's first payment" : `the first payment of its ${per}`,
    };
  },
};
