/** `merchant_statements.csv`: what each merchant is due for each local day, from its postings. */
import { formatDay } from "../domain/civil-date.js";
import { formatMinor } from "../domain/money.js";
import { compareCodePoints } from "../domain/text-order.js";
import { headerLine, textCell } from "../report/csv/csv-cells.js";
import { inBatches } from "../report/csv/in-batches.js";
import type { TallyContext } from "../tally/contract.js";
import { dayOfKey, keyOfDay } from "../tally/day-key.js";
import { ExactSums } from "../tally/exact-sums.js";
import { KeyIndex } from "../tally/key-index.js";
import { CAMPAIGN, CREDIT_ENTRY, type Entry, type EntrySink, MERCHANT, PAYMENT_ENTRY } from "./entry.js";

const FIGURES = ["gross", "discount", "own_part", "refunded_gross", "refunded_discount", "own_part_returned"] as const;
const COLUMNS = ["date", "merchant_id", "payments", "refunds", ...FIGURES, "net_payable"];

export class MerchantStatements implements EntrySink {
  private readonly lines = new KeyIndex(Number.MAX_SAFE_INTEGER);
  /** Of each line: payments and refunds. */
  private readonly counts = new ExactSums(64);
  /** Of each line, in the order of `FIGURES`. */
  private readonly sums = new ExactSums(64);
  private netMinor = 0n;

  constructor(private readonly context: TallyContext) {}

  entry({ kind, day, merchant, postings, postingCount }: Entry): void {
    if (kind === CREDIT_ENTRY) return;
    const slot = this.lines.slotOf(keyOfDay(day) * this.merchants + merchant);
    const first = slot * FIGURES.length + (kind === PAYMENT_ENTRY ? 0 : 3);
    // The side on which a payment puts the merchant's gross, own part and the discount; a refund puts them on the other.
    const sign = kind === PAYMENT_ENTRY ? 1 : -1;
    this.counts.add(2 * slot + kind, 1);
    for (let i = 0; i < postingCount; i++) {
      const { account, amountMinor } = postings[i];
      const amount = sign * amountMinor;
      if (account === MERCHANT) this.sums.add(first + (amount < 0 ? 0 : 2), Math.abs(amount));
      else if (account === CAMPAIGN && amount > 0) this.sums.add(first + 1, amount);
    }
  }

  /** How many lines there are. */
  get size(): number {
    return this.lines.size;
  }

  /** The text of the file in pieces. */
  chunks(): Iterable<string> {
    return inBatches(headerLine(COLUMNS), this.texts());
  }

  /** What all merchants are due together; once the file is written. */
  get totalNetMinor(): bigint {
    return this.netMinor;
  }

  private *texts(): Generator<string> {
    const { columns, set } = this.context;
    const { dictionary } = columns.merchantId;
    const money = (minor: bigint) => formatMinor(minor, set.currency.exponent);
    this.netMinor = 0n;
    for (const slot of this.inOrder()) {
      const merchant = this.lines.keyAt(slot) % this.merchants;
      const day = dayOfKey((this.lines.keyAt(slot) - merchant) / this.merchants);
      const figures = FIGURES.map((_, i) => this.sums.at(slot * FIGURES.length + i));
      const [gross, , own, refunded, , returned] = figures;
      const net = gross - own - refunded + returned;
      this.netMinor += net;
      const lead = `${formatDay(day)},${textCell(dictionary.text(merchant))}`;
      const counts = `${this.counts.at(2 * slot)},${this.counts.at(2 * slot + 1)}`;
      yield `${lead},${counts},${figures.map(money).join(",")},${money(net)}`;
    }
  }

  /** By day, then merchant by code points. */
  private inOrder(): number[] {
    const { dictionary } = this.context.columns.merchantId;
    const dayAt = (slot: number) => Math.floor(this.lines.keyAt(slot) / this.merchants);
    const merchantAt = (slot: number) => dictionary.text(this.lines.keyAt(slot) % this.merchants);
    return Array.from({ length: this.lines.size }, (_, slot) => slot).sort(
      (a, b) => dayAt(a) - dayAt(b) || compareCodePoints(merchantAt(a), merchantAt(b)),
    );
  }

  private get merchants(): number {
    return this.context.columns.merchantId.dictionary.size;
  }
}
