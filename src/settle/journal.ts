/** `settlement.journal`: the ledger as an hledger journal, which passes `hledger check --strict`. */
import { formatDay } from "../domain/civil-date.js";
import { formatMinor } from "../domain/money.js";
import { LineBatch } from "../report/csv/in-batches.js";
import type { Write } from "../report/files/contract.js";
import type { TallyContext } from "../tally/contract.js";
import { type AccountNames, journalName } from "./account-names.js";
import { type Entry, type EntrySink, KINDS } from "./entry.js";

export class Journal implements EntrySink {
  private readonly batch: LineBatch;
  private readonly used = new Set<string>();

  constructor(
    private readonly context: TallyContext,
    private readonly names: AccountNames,
    write: Write,
  ) {
    this.batch = new LineBatch(write);
    const { code, exponent } = context.set.currency;
    this.batch.add("decimal-mark .");
    this.batch.add(`commodity 1000.${"0".repeat(exponent)} ${code}`);
  }

  entry({ number, kind, day, row, postings, postingCount }: Entry): void {
    const { currency } = this.context.set;
    const { codes, dictionary } = this.context.columns.transactionId;
    const id = row === -1 ? "" : journalName(dictionary.text(codes[row]));
    this.batch.add("");
    this.batch.add(`${formatDay(day)} ${id === "" ? "" : `(${id}) `}${KINDS[kind]}  ; entry:${number}`);
    for (let i = 0; i < postingCount; i++) {
      const { account, of, amountMinor } = postings[i];
      const path = this.names.path(account, of);
      this.used.add(path);
      this.batch.add(`    ${path}  ${formatMinor(amountMinor, currency.exponent)} ${currency.code}`);
    }
  }

  /** Declares the accounts, which are known only now: hledger takes declarations anywhere. */
  finish(): void {
    this.batch.add("");
    for (const path of this.used) this.batch.add(`account ${path}`);
    this.batch.flush();
  }
}
