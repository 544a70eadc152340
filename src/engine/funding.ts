/** Who pays for a discount: the shares that hold for a merchant, and the split of an amount among them. */
import type { Campaign, FundingShares } from "../campaigns/campaign.js";
import { splitByLargestRemainder } from "../domain/split.js";
import type { TransactionColumns } from "../transactions/columns.js";
import type { CampaignSponsors } from "./outcome.js";

/** Shares of one campaign, and where each of their sponsors stands among the campaign's. */
export interface Shares {
  readonly weights: readonly number[];
  /** `sponsorAt[i]`: index of the i-th share's sponsor in the campaign's list. */
  readonly sponsorAt: readonly number[];
}

export class Funding {
  /** Distinct sponsors by campaign, in the order in which its file names them. */
  readonly sponsors: readonly CampaignSponsors[];
  /** The longest list of sponsors of any campaign. */
  readonly mostSponsors: number;
  private readonly parts: Float64Array;
  private readonly standard: readonly Shares[];
  /** By campaign, by code of `merchantId`; null where no merchant has shares of its own. */
  private readonly byMerchant: readonly (ReadonlyMap<number, Shares> | null)[];

  constructor(
    campaigns: readonly Campaign[],
    private readonly columns: TransactionColumns,
  ) {
    this.sponsors = campaigns.map(({ funding }) => [
      ...new Set([funding.shares, ...funding.byMerchant.values()].flatMap((shares) => shares.sponsors)),
    ]);
    this.mostSponsors = this.sponsors.reduce((most, { length }) => Math.max(most, length), 0);
    this.parts = new Float64Array(this.mostSponsors);
    const place = (shares: FundingShares, campaign: number): Shares => ({
      weights: shares.weights,
      sponsorAt: shares.sponsors.map((sponsor) => this.sponsors[campaign].indexOf(sponsor)),
    });
    this.standard = campaigns.map(({ funding }, campaign) => place(funding.shares, campaign));
    this.byMerchant = campaigns.map(({ funding }, campaign) => {
      if (funding.byMerchant.size === 0) return null;
      return new Map(
        [...funding.byMerchant].map(([merchant, shares]) => [
          columns.merchantId.dictionary.codeOf(merchant),
          place(shares, campaign),
        ]),
      );
    });
  }

  sharesFor(campaign: number, row: number): Shares {
    return this.byMerchant[campaign]?.get(this.columns.merchantId.codes[row]) ?? this.standard[campaign];
  }

  /** Splits `amountMinor` by `weights`, ties to the share named first, and writes each part to its sponsor's place in `contributionsMinor`. */
  split(
    amountMinor: number,
    weights: ArrayLike<number>,
    { sponsorAt }: Shares,
    contributionsMinor: Float64Array,
  ): void {
    contributionsMinor.fill(0);
    if (amountMinor === 0) return;
    splitByLargestRemainder(amountMinor, weights, this.parts);
    for (let i = 0; i < sponsorAt.length; i++) contributionsMinor[sponsorAt[i]] = this.parts[i];
  }
}
