/** `sponsor_invoices.csv`: what each sponsor owes for each campaign and calendar month, from its postings. */
import { civilFromDays, formatDay } from "../domain/civil-date.js";
import { formatMinor } from "../domain/money.js";
import { headerLine, textCell } from "../report/csv/csv-cells.js";
import { inBatches } from "../report/csv/in-batches.js";
import { allSponsors } from "../tally/all-sponsors.js";
import type { TallyContext } from "../tally/contract.js";
import { dayOfKey, keyOfDay } from "../tally/day-key.js";
import { ExactSums } from "../tally/exact-sums.js";
import { KeyIndex } from "../tally/key-index.js";
import { type Entry, type EntrySink, SPONSOR } from "./entry.js";

const COLUMNS = ["month", "sponsor", "campaign_id", "granted", "refunded", "net"];

export class SponsorInvoices implements EntrySink {
  private readonly sponsors: readonly string[];
  private readonly lines = new KeyIndex(Number.MAX_SAFE_INTEGER);
  /** Of each line: granted and refunded. */
  private readonly sums = new ExactSums(64);
  private netMinor = 0n;

  constructor(private readonly context: TallyContext) {
    this.sponsors = allSponsors(context.sponsors).names;
  }

  entry({ day, postings, postingCount }: Entry): void {
    for (let i = 0; i < postingCount; i++) {
      const { account, of, campaign, amountMinor } = postings[i];
      if (account !== SPONSOR) continue;
      const month = keyOfDay(day - civilFromDays(day).day + 1);
      const slot = this.lines.slotOf((month * this.sponsors.length + of) * this.campaigns + campaign);
      this.sums.add(2 * slot + (amountMinor > 0 ? 0 : 1), Math.abs(amountMinor));
    }
  }

  /** How many lines there are. */
  get size(): number {
    return this.lines.size;
  }

  /** The text of the file in pieces; lines by month, sponsor and campaign, both in file order. */
  chunks(): Iterable<string> {
    return inBatches(headerLine(COLUMNS), this.texts());
  }

  /** What all sponsors owe together; once the file is written. */
  get totalNetMinor(): bigint {
    return this.netMinor;
  }

  private *texts(): Generator<string> {
    const { set } = this.context;
    const money = (minor: bigint) => formatMinor(minor, set.currency.exponent);
    const slots = Array.from({ length: this.lines.size }, (_, slot) => slot);
    slots.sort((a, b) => this.lines.keyAt(a) - this.lines.keyAt(b));
    this.netMinor = 0n;
    for (const slot of slots) {
      const campaign = this.lines.keyAt(slot) % this.campaigns;
      const rest = (this.lines.keyAt(slot) - campaign) / this.campaigns;
      const sponsor = rest % this.sponsors.length;
      const month = formatDay(dayOfKey((rest - sponsor) / this.sponsors.length)).slice(0, -3);
      const [granted, refunded] = [this.sums.at(2 * slot), this.sums.at(2 * slot + 1)];
      this.netMinor += granted - refunded;
      const lead = `${month},${textCell(this.sponsors[sponsor])},${textCell(set.campaigns[campaign].id)}`;
      yield `${lead},${money(granted)},${money(refunded)},${money(granted - refunded)}`;
    }
  }

  private get campaigns(): number {
    return this.context.set.campaigns.length;
  }
}
