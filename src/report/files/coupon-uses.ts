/** `coupon-uses.csv`: a line a coupon used or given back. */

import { formatMinor } from "../../domain/money.js";
import type { PaymentOutcome, RefundOutcome } from "../../engine/outcome.js";
import { headerLine, textCell } from "../csv/csv-cells.js";
import { LineBatch } from "../csv/in-batches.js";
import type { RowFile } from "./contract.js";

export const couponUses: RowFile = {
  name: "coupon-uses.csv",
  summary: "With coupons alone: a line a coupon that a redemption used or a refund gave back, in replay order.",
  columns: ["coupon_id", "campaign_id", "transaction_id", "timestamp", "user_id", "event", "discount"],
  open({ columns, set, couponId }, write) {
    write(headerLine(this.columns));
    const batch = new LineBatch(write);
    const { transactionId, userId, coupons } = columns;
    const idOf = couponId ?? ((coupon: number) => coupons?.ids.text(coupon + 1) ?? "");
    const add = (
      coupon: number,
      campaign: number,
      { row, timeMs }: PaymentOutcome | RefundOutcome,
      event: "used" | "given_back",
      minor: number,
    ) =>
      batch.add(
        [
          textCell(idOf(coupon)),
          textCell(set.campaigns[campaign].id),
          textCell(transactionId.dictionary.text(transactionId.codes[row])),
          set.zone.format(timeMs),
          textCell(userId.dictionary.text(userId.codes[row])),
          event,
          formatMinor(minor, set.currency.exponent),
        ].join(),
      );
    return {
      payment(outcome) {
        if (outcome.decline !== null) return;
        for (let i = 0; i < outcome.redemptionCount; i++) {
          const { campaign, coupon, grantedMinor } = outcome.redemptions[i];
          if (coupon >= 0) add(coupon, campaign, outcome, "used", grantedMinor);
        }
      },
      refund(outcome) {
        for (let i = 0; i < outcome.partCount; i++) {
          const { campaign, coupon, discountMinor } = outcome.parts[i];
          if (coupon >= 0) add(coupon, campaign, outcome, "given_back", discountMinor);
        }
      },
      finish: () => batch.flush(),
    };
  },
};
