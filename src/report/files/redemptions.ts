/** `redemptions.csv`: a line a discount used, with who pays for it. */
import { formatMinor } from "../../domain/money.js";
import { allSponsors } from "../../tally/all-sponsors.js";
import { headerLine, textCell } from "../csv/csv-cells.js";
import { LineBatch } from "../csv/in-batches.js";
import type { RowFile } from "./contract.js";

export const redemptions: RowFile = {
  name: "redemptions.csv",
  summary: "A line a redemption, in replay order, before refunds; a column a sponsor of any campaign comes last.",
  columns: ["transaction_id", "timestamp", "user_id", "merchant_id", "campaign_id", "desired", "granted", "given_as"],
  open({ columns, set, sponsors }, write) {
    const all = allSponsors(sponsors);
    write(headerLine([...this.columns, ...all.names]));
    const batch = new LineBatch(write);
    const money = (minor: number) => formatMinor(minor, set.currency.exponent);
    const { transactionId, userId, merchantId } = columns;
    const ids = set.campaigns.map((campaign) => textCell(campaign.id));
    const zeros = all.names.map(() => money(0));
    return {
      payment({ row, timeMs, decline, redemptions, redemptionCount }) {
        if (decline !== null || redemptionCount === 0) return;
        const lead =
          `${textCell(transactionId.dictionary.text(transactionId.codes[row]))},${set.zone.format(timeMs)},` +
          `${textCell(userId.dictionary.text(userId.codes[row]))},${textCell(merchantId.dictionary.text(merchantId.codes[row]))}`;
        for (let i = 0; i < redemptionCount; i++) {
          const { campaign, desiredMinor, grantedMinor, cashback, contributionsMinor } = redemptions[i];
          const parts = [...zeros];
          all.indexes[campaign].forEach((column, k) => {
            parts[column] = money(contributionsMinor[k]);
          });
          batch.add(
            `${lead},${ids[campaign]},${money(desiredMinor)},${money(grantedMinor)},` +
              `${cashback ? "cashback" : "instant"},${parts.join(",")}`,
          );
        }
      },
      finish: () => batch.flush(),
    };
  },
};
