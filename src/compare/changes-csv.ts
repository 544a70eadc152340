/** `changes.csv`: a line a row whose outcome changed. */
import type { CampaignSet } from "../campaigns/campaign.js";
import { formatMinor } from "../domain/money.js";
import { headerLine, textCell } from "../report/csv/csv-cells.js";
import { LineBatch } from "../report/csv/in-batches.js";
import type { TransactionColumns } from "../transactions/columns.js";
import type { Change } from "./change.js";
import type { Seen } from "./seen.js";

export const CHANGES_COLUMNS = [
  "transaction_id",
  "timestamp",
  "type",
  "user_id",
  "class",
  "campaign_before",
  "campaign_after",
  "discount_before",
  "discount_after",
  "difference",
  "payable_before",
  "payable_after",
  "reason_before",
  "reason_after",
] as const;

/** Why a side did not do as the other: a refusal, a reason to decline, or a word of `docs/compare.md`; empty where nothing needs one. */
export interface Reasons {
  readonly before: string;
  readonly after: string;
}

export class ChangesFile {
  private readonly batch: LineBatch;

  constructor(
    private readonly columns: TransactionColumns,
    private readonly set: Pick<CampaignSet, "currency" | "zone">,
    private readonly ids: readonly string[],
    write: (text: string) => void,
  ) {
    write(headerLine(CHANGES_COLUMNS));
    this.batch = new LineBatch(write);
  }

  add(row: number, change: Change, before: Seen, after: Seen, reasons: Reasons): void {
    const { transactionId, userId, timeMs } = this.columns;
    const money = (minor: number) => formatMinor(minor, this.set.currency.exponent);
    const ids = ({ campaigns, count }: Seen) =>
      textCell(
        campaigns
          .slice(0, count)
          .map((place) => this.ids[place])
          .join("; "),
      );
    this.batch.add(
      [
        textCell(transactionId.dictionary.text(transactionId.codes[row])),
        this.set.zone.format(timeMs[row]),
        change.startsWith("refund_") ? "refund" : "payment",
        textCell(userId.dictionary.text(userId.codes[row])),
        change,
        ids(before),
        ids(after),
        money(before.discountMinor),
        money(after.discountMinor),
        money(after.discountMinor - before.discountMinor),
        money(before.payableMinor),
        money(after.payableMinor),
        textCell(reasons.before),
        textCell(reasons.after),
      ].join(),
    );
  }

  finish(): void {
    this.batch.flush();
  }
}
