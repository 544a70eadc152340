/** The figures that are compared, of one side: from tallies of a replay, or from a saved report. */
import type { CampaignFigures } from "../tally/campaign-figures.js";
import type { TotalFigures } from "../tally/totals.js";

export type FigureKind = "money" | "count";

/** By name in the document; money is in minor units. */
export const TOTAL_FIGURES = {
  payments: "count",
  declined: "count",
  refunds: "count",
  discounted_payments: "count",
  price_minor: "money",
  discount_minor: "money",
  payable_minor: "money",
  cashback_minor: "money",
  refunded_price_minor: "money",
  refunded_discount_minor: "money",
} as const satisfies Record<string, FigureKind>;

export const CAMPAIGN_FIGURES = {
  offers: "count",
  redemptions: "count",
  declined: "count",
  price_minor: "money",
  desired_minor: "money",
  discount_minor: "money",
  refunded_discount_minor: "money",
} as const satisfies Record<string, FigureKind>;

export const SPONSOR_FIGURES = {
  contributions_minor: "money",
  refunded_contributions_minor: "money",
} as const satisfies Record<string, FigureKind>;

export type TotalName = keyof typeof TOTAL_FIGURES;
export type CampaignName = keyof typeof CAMPAIGN_FIGURES;
export type SponsorName = keyof typeof SPONSOR_FIGURES;

export interface SideFigures {
  readonly totals: Readonly<Record<TotalName, bigint>>;
  /** By id. */
  readonly campaigns: ReadonlyMap<string, Readonly<Record<CampaignName, bigint>>>;
  /** By name. */
  readonly sponsors: ReadonlyMap<string, Readonly<Record<SponsorName, bigint>>>;
}

/** `ids[i]` and `sponsors[i]` belong to `campaigns[i]`. */
export function figuresOf(
  totals: TotalFigures,
  campaigns: readonly CampaignFigures[],
  ids: readonly string[],
  sponsors: readonly (readonly string[])[],
): SideFigures {
  const paid = new Map<string, Record<SponsorName, bigint>>();
  for (const [i, figures] of campaigns.entries()) {
    for (const [k, sponsor] of sponsors[i].entries()) {
      const sum = paid.get(sponsor) ?? { contributions_minor: 0n, refunded_contributions_minor: 0n };
      sum.contributions_minor += figures.contributionsMinor[k];
      sum.refunded_contributions_minor += figures.refundedContributionsMinor[k];
      paid.set(sponsor, sum);
    }
  }
  return {
    totals: {
      payments: BigInt(totals.payments),
      declined: BigInt(totals.declined),
      refunds: BigInt(totals.refunds),
      discounted_payments: BigInt(totals.discountedPayments),
      price_minor: totals.priceMinor,
      discount_minor: totals.discountMinor,
      payable_minor: totals.payableMinor,
      cashback_minor: totals.cashbackMinor,
      refunded_price_minor: totals.refundedPriceMinor,
      refunded_discount_minor: totals.refundedDiscountMinor,
    },
    campaigns: new Map(
      campaigns.map((figures, i) => [
        ids[i],
        {
          offers: BigInt(figures.offers),
          redemptions: BigInt(figures.redemptions),
          declined: BigInt(figures.declined),
          price_minor: figures.priceMinor,
          desired_minor: figures.desiredMinor,
          discount_minor: figures.discountMinor,
          refunded_discount_minor: figures.refundedDiscountMinor,
        },
      ]),
    ),
    sponsors: paid,
  };
}
