/** Who pays, in detail: granted and refunded by local day, merchant, campaign and sponsor. */
import { compareCodePoints } from "../domain/text-order.js";
import type { PaymentOutcome, RefundOutcome } from "../engine/outcome.js";
import { type Dictionary, NO_ROW, type TransactionColumns } from "../transactions/columns.js";
import type { Tally, TallyContext } from "./contract.js";
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

/** The sums of one day, apart from those of other days: what a day touches is small and stays in the processor's cache. */
class Day {
  /** Pairs of merchant and campaign. */
  readonly pairs: KeyIndex;
  readonly granted: ExactSums;
  readonly refunded = new ExactSums(32);

  /** With room for as many pairs, and sums of them, as are to be expected. */
  constructor(pairs: number, sums: number) {
    this.pairs = new KeyIndex(Number.MAX_SAFE_INTEGER, pairs);
    this.granted = new ExactSums(sums);
  }
}

/** Its lines come by day, merchant (code points), campaign and sponsor (file order); one with 0 on both sides is left out. */
export class ContributionsTally implements Tally<Contributions> {
  private readonly columns: TransactionColumns;
  private readonly sponsors: TallyContext["sponsors"];
  /** Most sponsors of any campaign: each pair has room for that many sums. */
  private readonly width: number;
  private readonly days = new Map<number, Day>();
  private today = new Day(0, 0);
  private todayNumber = Number.NaN;

  constructor(context: TallyContext) {
    this.columns = context.columns;
    this.sponsors = context.sponsors;
    this.width = context.sponsors.reduce((most, names) => Math.max(most, names.length), 1);
  }

  payment(outcome: PaymentOutcome): void {
    if (outcome.decline !== null || outcome.redemptionCount === 0) return;
    if (outcome.day !== this.todayNumber) this.turnTo(outcome.day);
    for (let i = 0; i < outcome.redemptionCount; i++) {
      const redemption = outcome.redemptions[i];
      this.share(this.today.granted, outcome.row, redemption.campaign, redemption.contributionsMinor);
    }
  }

  refund(outcome: RefundOutcome): void {
    if (outcome.partCount === 0) return;
    if (outcome.day !== this.todayNumber) this.turnTo(outcome.day);
    const paid = this.columns.refundOf[outcome.row];
    for (let i = 0; i < outcome.partCount; i++) {
      const part = outcome.parts[i];
      this.share(this.today.refunded, paid === NO_ROW ? outcome.row : paid, part.campaign, part.contributionsMinor);
    }
  }

  // A clock set back over midnight can bring a day back.
  private turnTo(number: number): void {
    const expected = this.today.pairs.size;
    this.today = this.days.get(number) ?? new Day(expected, expected * this.width);
    this.todayNumber = number;
    this.days.set(number, this.today);
  }

  private share(sums: ExactSums, row: number, campaign: number, parts: Float64Array): void {
    const merchant = this.columns.merchantId.codes[row];
    const first = this.today.pairs.slotOf(merchant * this.sponsors.length + campaign) * this.width;
    const count = this.sponsors[campaign].length;
    for (let i = 0; i < count; i++) {
      if (parts[i] !== 0) sums.add(first + i, parts[i]);
    }
  }

  finish(): Contributions {
    return () => this.lines();
  }

  private *lines(): Generator<ContributionLine> {
    const { dictionary } = this.columns.merchantId;
    const ranks = ranksByText(dictionary);
    for (const day of [...this.days.keys()].sort((a, b) => a - b)) {
      const { pairs, granted, refunded } = this.days.get(day) as Day;
      for (const slot of this.inOrder(pairs, ranks)) {
        const campaign = pairs.keyAt(slot) % this.sponsors.length;
        const merchantId = dictionary.text((pairs.keyAt(slot) - campaign) / this.sponsors.length);
        for (const [i, sponsor] of this.sponsors[campaign].entries()) {
          const grantedMinor = granted.at(slot * this.width + i);
          const refundedMinor = refunded.at(slot * this.width + i);
          if (grantedMinor === 0n && refundedMinor === 0n) continue;
          yield { day, merchantId, campaign, sponsor, grantedMinor, refundedMinor };
        }
      }
    }
  }

  private inOrder(pairs: KeyIndex, ranks: Int32Array): Uint32Array {
    const campaigns = this.sponsors.length;
    const places = Float64Array.from({ length: pairs.size }, (_, slot) => {
      const campaign = pairs.keyAt(slot) % campaigns;
      return ranks[(pairs.keyAt(slot) - campaign) / campaigns] * campaigns + campaign;
    });
    return Uint32Array.from(places, (_, slot) => slot).sort((a, b) => places[a] - places[b]);
  }
}

/** Place of each code among all, by code points of its text. */
function ranksByText(dictionary: Dictionary): Int32Array {
  const codes = Array.from({ length: dictionary.size }, (_, code) => code);
  codes.sort((a, b) => compareCodePoints(dictionary.text(a), dictionary.text(b)));
  const ranks = new Int32Array(dictionary.size);
  codes.forEach((code, rank) => {
    ranks[code] = rank;
  });
  return ranks;
}
