/** `mismatches.csv`: a line a payment whose front end showed another discount than ours. */
import { formatMinor } from "../../domain/money.js";
import { headerLine, textCell } from "../csv/csv-cells.js";
import { LineBatch } from "../csv/in-batches.js";
import type { RowFile } from "./contract.js";

export const mismatches: RowFile = {
  name: "mismatches.csv",
  summary: "A line a payment row whose client_discount differs from ours, in replay order; difference = client − ours.",
  columns: ["transaction_id", "client_discount", "discount", "difference"],
  open({ columns: { transactionId }, set }, write) {
    write(headerLine(this.columns));
    const batch = new LineBatch(write);
    const money = (minor: number | bigint) => formatMinor(minor, set.currency.exponent);
    return {
      payment({ row, clientDiscountMinor, instantTakenMinor }) {
        if (Number.isNaN(clientDiscountMinor) || clientDiscountMinor === instantTakenMinor) return;
        const difference = BigInt(clientDiscountMinor) - BigInt(instantTakenMinor);
        const id = textCell(transactionId.dictionary.text(transactionId.codes[row]));
        batch.add(`${id},${money(clientDiscountMinor)},${money(instantTakenMinor)},${money(difference)}`);
      },
      finish: () => batch.flush(),
    };
  },
};
