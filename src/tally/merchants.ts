/** What happened at each merchant: payments, price, discount, and who paid for it. */
import { compareCodePoints } from "../domain/text-order.js";
import type { PaymentOutcome } from "../engine/outcome.js";
import type { Dictionary } from "../transactions/columns.js";
import { type AllSponsors, allSponsors } from "./all-sponsors.js";
import type { Tally, TallyContext } from "./contract.js";
import { ExactSums } from "./exact-sums.js";
import { KeyIndex } from "./key-index.js";

export interface MerchantFigures {
  /** Empty for payments without a merchant. */
  readonly merchantId: string;
  /** Payments that went through, discounted or not: at least 1. */
  readonly payments: number;
  readonly priceMinor: bigint;
  readonly discountMinor: bigint;
  /** Of the sponsors that paid anything there, in their order of first appearance in the campaign files. */
  readonly contributions: readonly { readonly sponsor: string; readonly amountMinor: bigint }[];
}

/** Its result has a line a merchant with a payment that went through, by code points. */
export class MerchantsTally implements Tally<readonly MerchantFigures[]> {
  private readonly codes: Int32Array;
  private readonly dictionary: Dictionary;
  private readonly sponsors: AllSponsors;
  private readonly payments: Float64Array;
  private readonly price: ExactSums;
  private readonly discount: ExactSums;
  /** Pairs of merchant and sponsor: few of all that are possible occur. */
  private readonly pairs: KeyIndex;
  private readonly contributions = new ExactSums(32);

  constructor(context: TallyContext) {
    this.codes = context.columns.merchantId.codes;
    this.dictionary = context.columns.merchantId.dictionary;
    this.sponsors = allSponsors(context.sponsors);
    this.pairs = new KeyIndex(this.dictionary.size * this.sponsors.names.length);
    this.payments = new Float64Array(this.dictionary.size);
    this.price = new ExactSums(this.dictionary.size);
    this.discount = new ExactSums(this.dictionary.size);
  }

  payment(outcome: PaymentOutcome): void {
    if (outcome.decline !== null) return;
    const merchant = this.codes[outcome.row];
    this.payments[merchant]++;
    this.price.add(merchant, outcome.priceMinor);
    if (outcome.redemptionCount === 0) return;
    this.discount.add(merchant, outcome.discountMinor);
    for (let i = 0; i < outcome.redemptionCount; i++) {
      const { campaign, contributionsMinor } = outcome.redemptions[i];
      const own = this.sponsors.indexes[campaign];
      for (let k = 0; k < own.length; k++) {
        if (contributionsMinor[k] === 0) continue;
        const slot = this.pairs.slotOf(merchant * this.sponsors.names.length + own[k]);
        this.contributions.add(slot, contributionsMinor[k]);
      }
    }
  }

  finish(): readonly MerchantFigures[] {
    const paid = this.contributionsByMerchant();
    const lines: MerchantFigures[] = [];
    for (let merchant = 0; merchant < this.payments.length; merchant++) {
      if (this.payments[merchant] === 0) continue;
      lines.push({
        merchantId: this.dictionary.text(merchant),
        payments: this.payments[merchant],
        priceMinor: this.price.at(merchant),
        discountMinor: this.discount.at(merchant),
        contributions: paid.get(merchant) ?? [],
      });
    }
    return lines.sort((a, b) => compareCodePoints(a.merchantId, b.merchantId));
  }

  private contributionsByMerchant(): Map<number, { sponsor: string; amountMinor: bigint }[]> {
    const names = this.sponsors.names;
    const slots = Array.from({ length: this.pairs.size }, (_, slot) => slot);
    slots.sort((a, b) => this.pairs.keyAt(a) - this.pairs.keyAt(b));
    const paid = new Map<number, { sponsor: string; amountMinor: bigint }[]>();
    for (const slot of slots) {
      const key = this.pairs.keyAt(slot);
      const sponsor = key % names.length;
      const merchant = (key - sponsor) / names.length;
      const line = { sponsor: names[sponsor], amountMinor: this.contributions.at(slot) };
      const known = paid.get(merchant);
      if (known === undefined) paid.set(merchant, [line]);
      else known.push(line);
    }
    return paid;
  }
}
