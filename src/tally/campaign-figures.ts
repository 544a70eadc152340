/** What each campaign offered, gave and got back, and who paid for it. */
import type { PaymentOutcome, RefundOutcome } from "../engine/outcome.js";
import type { Tally, TallyContext } from "./contract.js";
import { ExactSums } from "./exact-sums.js";

export interface CampaignFigures {
  /** Attempts to which it made an offer, declined ones included. */
  readonly offers: number;
  readonly redemptions: number;
  /** Declined attempts that had taken its offer. */
  readonly declined: number;
  /** Full price of the payments that redeemed it. */
  readonly priceMinor: bigint;
  readonly desiredMinor: bigint;
  readonly discountMinor: bigint;
  readonly refundedDiscountMinor: bigint;
  /** By index in the campaign's list of sponsors. */
  readonly contributionsMinor: readonly bigint[];
  readonly refundedContributionsMinor: readonly bigint[];
}

/** Its result has an entry a campaign, in file order. */
export class CampaignFiguresTally implements Tally<readonly CampaignFigures[]> {
  private readonly sponsors: TallyContext["sponsors"];
  /** Where a campaign's sponsors start in the sums of contributions. */
  private readonly firstSponsor: Int32Array;
  private readonly offers: Float64Array;
  private readonly redemptions: Float64Array;
  private readonly declined: Float64Array;
  private readonly price: ExactSums;
  private readonly desired: ExactSums;
  private readonly discount: ExactSums;
  private readonly refunded: ExactSums;
  private readonly contributions: ExactSums;
  private readonly refundedContributions: ExactSums;

  constructor(context: TallyContext) {
    const count = context.sponsors.length;
    this.sponsors = context.sponsors;
    this.firstSponsor = new Int32Array(count);
    let next = 0;
    for (let i = 0; i < count; i++) {
      this.firstSponsor[i] = next;
      next += context.sponsors[i].length;
    }
    this.offers = new Float64Array(count);
    this.redemptions = new Float64Array(count);
    this.declined = new Float64Array(count);
    this.price = new ExactSums(count);
    this.desired = new ExactSums(count);
    this.discount = new ExactSums(count);
    this.refunded = new ExactSums(count);
    this.contributions = new ExactSums(next);
    this.refundedContributions = new ExactSums(next);
  }

  payment(outcome: PaymentOutcome): void {
    for (let i = 0; i < outcome.offerCount; i++) this.offers[outcome.offers[i]]++;
    for (let i = 0; i < outcome.redemptionCount; i++) {
      const redemption = outcome.redemptions[i];
      const campaign = redemption.campaign;
      if (outcome.decline !== null) {
        this.declined[campaign]++;
        continue;
      }
      this.redemptions[campaign]++;
      this.price.add(campaign, outcome.priceMinor);
      this.desired.add(campaign, redemption.desiredMinor);
      this.discount.add(campaign, redemption.grantedMinor);
      this.share(this.contributions, campaign, redemption.contributionsMinor);
    }
  }

  refund(outcome: RefundOutcome): void {
    for (let i = 0; i < outcome.partCount; i++) {
      const part = outcome.parts[i];
      this.refunded.add(part.campaign, part.discountMinor);
      this.share(this.refundedContributions, part.campaign, part.contributionsMinor);
    }
  }

  private share(sums: ExactSums, campaign: number, parts: Float64Array): void {
    const first = this.firstSponsor[campaign];
    const count = this.sponsors[campaign].length;
    for (let i = 0; i < count; i++) sums.add(first + i, parts[i]);
  }

  finish(): readonly CampaignFigures[] {
    return this.sponsors.map((names, i) => ({
      offers: this.offers[i],
      redemptions: this.redemptions[i],
      declined: this.declined[i],
      priceMinor: this.price.at(i),
      desiredMinor: this.desired.at(i),
      discountMinor: this.discount.at(i),
      refundedDiscountMinor: this.refunded.at(i),
      contributionsMinor: names.map((_, k) => this.contributions.at(this.firstSponsor[i] + k)),
      refundedContributionsMinor: names.map((_, k) => this.refundedContributions.at(this.firstSponsor[i] + k)),
    }));
  }
}
