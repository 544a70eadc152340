/** `ledger.csv`: a line a posting, debits and credits in columns of their own. */
import { formatDay } from "../domain/civil-date.js";
import { formatMinor } from "../domain/money.js";
import { headerLine, textCell } from "../report/csv/csv-cells.js";
import { LineBatch } from "../report/csv/in-batches.js";
import type { Write } from "../report/files/contract.js";
import type { TallyContext } from "../tally/contract.js";
import type { AccountNames } from "./account-names.js";
import { type Entry, type EntrySink, KINDS } from "./entry.js";

const COLUMNS = ["entry", "timestamp", "date", "kind", "transaction_id", "campaign_id", "account", "debit", "credit", "currency"]; // biome-ignore format: a list of names

export class LedgerCsv implements EntrySink {
  private readonly batch: LineBatch;
  private readonly campaigns: readonly string[];

  constructor(
    private readonly context: TallyContext,
    private readonly names: AccountNames,
    write: Write,
  ) {
    write(headerLine(COLUMNS));
    this.batch = new LineBatch(write);
    this.campaigns = context.set.campaigns.map(({ id }) => textCell(id));
  }

  entry({ number, kind, timeMs, day, row, postings, postingCount }: Entry): void {
    const { zone, currency } = this.context.set;
    const { codes, dictionary } = this.context.columns.transactionId;
    const id = row === -1 ? "" : textCell(dictionary.text(codes[row]));
    const lead = `${number},${zone.format(timeMs)},${formatDay(day)},${KINDS[kind]},${id}`;
    for (let i = 0; i < postingCount; i++) {
      const { account, of, campaign, amountMinor } = postings[i];
      const amount = formatMinor(Math.abs(amountMinor), currency.exponent);
      const sides = amountMinor > 0 ? `${amount},` : `,${amount}`;
      const about = campaign === -1 ? "" : this.campaigns[campaign];
      this.batch.add(`${lead},${about},${textCell(this.names.text(account, of))},${sides},${currency.code}`);
    }
  }

  finish(): void {
    this.batch.flush();
  }
}
