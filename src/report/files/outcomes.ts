/** `outcomes.csv`: a line a replayed row, with what became of it. */
import { formatMinor } from "../../domain/money.js";
import type { PaymentOutcome } from "../../engine/outcome.js";
import { headerLine, textCell } from "../csv/csv-cells.js";
import { LineBatch } from "../csv/in-batches.js";
import type { RowFile } from "./contract.js";

export const outcomes: RowFile = {
  name: "outcomes.csv",
  summary: "A line a replayed row, in replay order.",
  columns: [
    "transaction_id",
    "timestamp",
    "type",
    "user_id",
    "merchant_id",
    "outcome",
    "reason",
    "price",
    "discount",
    "cashback",
    "payable",
    "campaigns",
    "refunded_discount",
    "shown",
  ],
  open({ columns, set }, write) {
    write(headerLine(this.columns));
    const batch = new LineBatch(write);
    const { exponent } = set.currency;
    const zero = formatMinor(0, exponent);
    const money = (minor: number) => formatMinor(minor, exponent);
    const { transactionId, userId, merchantId } = columns;
    const lead = (row: number, timeMs: number, type: string) =>
      `${textCell(transactionId.dictionary.text(transactionId.codes[row]))},${set.zone.format(timeMs)},${type},` +
      `${textCell(userId.dictionary.text(userId.codes[row]))},${textCell(merchantId.dictionary.text(merchantId.codes[row]))}`;
    const used = (outcome: PaymentOutcome) => {
      let text = "";
      for (let i = 0; i < outcome.redemptionCount; i++) {
        const { campaign, grantedMinor } = outcome.redemptions[i];
        text += `${i === 0 ? "" : "; "}${set.campaigns[campaign].id}=${money(grantedMinor)}`;
      }
      return textCell(text);
    };
    const hidden = set.campaigns.map(({ reveal }) => reveal === "after_payment");
    // What the customer saw before paying: of an amount that is hidden until then, only that there is one.
    const shown = ({ offers, offeredMinor, offerCount }: PaymentOutcome) => {
      let text = "";
      for (let i = 0; i < offerCount; i++) {
        const campaign = offers[i];
        const amount = hidden[campaign] ? "?" : money(offeredMinor[i]);
        text += `${i === 0 ? "" : "; "}${set.campaigns[campaign].id}=${amount}`;
      }
      return textCell(text);
    };
    return {
      payment(outcome) {
        const start = lead(outcome.row, outcome.timeMs, "payment");
        const price = money(outcome.priceMinor);
        batch.add(
          outcome.decline === null
            ? `${start},paid,,${price},${money(outcome.discountMinor)},${money(outcome.cashbackMinor)},` +
                `${money(outcome.payableMinor)},${used(outcome)},${zero},${shown(outcome)}`
            : `${start},declined,${outcome.decline},${price},${zero},${zero},${zero},,${zero},${shown(outcome)}`,
        );
      },
      // The customer gets money back, so what is payable is below 0. The price is the row's own amount, also where it reduces nothing.
      refund(outcome) {
        batch.add(
          `${lead(outcome.row, outcome.timeMs, "refund")},refunded,,${money(columns.amountMinor[outcome.row])},${zero},${zero},` +
            `${money(-outcome.cashMinor)},,${money(outcome.discountMinor)},`,
        );
      },
      finish: () => batch.flush(),
    };
  },
};
