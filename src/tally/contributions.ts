/** Who pays, in detail: granted and refunded by local day, merchant, campaign and sponsor. */
import { compareCodePoints } from "../domain/text-order.js";
import type { PaymentOutcome, RefundOutcome } from "../engine/outcome.js";
import { NO_ROW, type TransactionColumns } from "../transactions/columns.js";
import type { Tally, TallyContext } from "./contract.js";
import { dayOfKey, keyOfDay } from "./day-key.js";
import { ExactSums } from "./exact-sums.js";
import { KeyIndex } from "./key-index.js";

export interface ContributionLine {
  /** Local day of the payment for what was granted, of the refund for what came back. */
  readonly day: number;
  /** Where the payment was made, for refunds too: the sponsor's account there goes up and down by the same figures. */
  readonly merchantId: string;
  readonly campaign: number;
  readonly sponsor: string;
  readonly grantedMinor: bigint;
  readonly refundedMinor: bigint;
}

/** The lines, made one by one on demand: there can be as many as redemptions. */
export type Contributions = () => Iterable<ContributionLine>;

/** Its lines come by day, merchant (code points), campaign and sponsor (file order); one with 0 on both sides is left out. */
export class ContributionsTally implements Tally<Contributions> {
  private readonly columns: TransactionColumns;
  private readonly sponsors: TallyContext["sponsors"];
  /** Most sponsors of any campaign: each key has room for that many sums. */
  private readonly width: number;
  private readonly keys = new KeyIndex();
  private readonly granted = new ExactSums(32);
  private readonly refunded = new ExactSums(32);

  constructor(context: TallyContext) {
    this.columns = context.columns;
    this.sponsors = context.sponsors;
    this.width = context.sponsors.reduce((most, names) => Math.max(most, names.length), 1);
  }

  payment(outcome: PaymentOutcome): void {
    if (outcome.decline !== null) return;
    for (let i = 0; i < outcome.redemptionCount; i++) {
      const { campaign, contributionsMinor } = outcome.redemptions[i];
      this.share(this.granted, outcome.day, outcome.row, campaign, contributionsMinor);
    }
  }

  refund(outcome: RefundOutcome): void {
    for (let i = 0; i < outcome.partCount; i++) {
      const { campaign, contributionsMinor } = outcome.parts[i];
      const paid = this.columns.refundOf[outcome.row];
      this.share(this.refunded, outcome.day, paid === NO_ROW ? outcome.row : paid, campaign, contributionsMinor);
    }
  }

  private share(sums: ExactSums, day: number, row: number, campaign: number, parts: Float64Array): void {
    const merchants = this.columns.merchantId;
    const place = keyOfDay(day) * merchants.dictionary.size + merchants.codes[row];
    const slot = this.keys.slotOf(place * this.sponsors.length + campaign) * this.width;
    const count = this.sponsors[campaign].length;
    for (let i = 0; i < count; i++) {
      if (parts[i] !== 0) sums.add(slot + i, parts[i]);
    }
  }

  finish(): Contributions {
    return () => this.lines();
  }

  private *lines(): Generator<ContributionLine> {
    const { dictionary } = this.columns.merchantId;
    for (const slot of this.order()) {
      const { day, merchant, campaign } = this.partsOf(slot);
      const names = this.sponsors[campaign];
      for (let i = 0; i < names.length; i++) {
        const grantedMinor = this.granted.at(slot * this.width + i);
        const refundedMinor = this.refunded.at(slot * this.width + i);
        if (grantedMinor === 0n && refundedMinor === 0n) continue;
        yield {
          day,
          merchantId: dictionary.text(merchant),
          campaign,
          sponsor: names[i],
          grantedMinor,
          refundedMinor,
        };
      }
    }
  }

  private partsOf(slot: number): { day: number; merchant: number; campaign: number } {
    const key = this.keys.keyAt(slot);
    const campaign = key % this.sponsors.length;
    const place = (key - campaign) / this.sponsors.length;
    const merchant = place % this.columns.merchantId.dictionary.size;
    return { day: dayOfKey((place - merchant) / this.columns.merchantId.dictionary.size), merchant, campaign };
  }

  private order(): Uint32Array {
    const { dictionary } = this.columns.merchantId;
    const slots = Uint32Array.from({ length: this.keys.size }, (_, slot) => slot);
    const days = new Int32Array(slots.length);
    const ranks = new Int32Array(slots.length);
    const rankOf = ranksByText(dictionary.size, (code) => dictionary.text(code));
    for (const slot of slots) {
      const { day, merchant } = this.partsOf(slot);
      days[slot] = day;
      ranks[slot] = rankOf[merchant];
    }
    const campaigns = this.sponsors.length;
    return slots.sort(
      (a, b) =>
        days[a] - days[b] || ranks[a] - ranks[b] || (this.keys.keyAt(a) % campaigns) - (this.keys.keyAt(b) % campaigns),
    );
  }
}

/** Place of each code among all, by code points of its text. */
function ranksByText(size: number, textOf: (code: number) => string): Int32Array {
  const codes = Array.from({ length: size }, (_, code) => code);
  codes.sort((a, b) => compareCodePoints(textOf(a), textOf(b)));
  const ranks = new Int32Array(size);
  codes.forEach((code, rank) => {
    ranks[code] = rank;
  });
  return ranks;
}
