/** What the engine answers: plain objects, amounts in minor units, campaigns by their ids. */
import type { Campaign, CampaignSet } from "../campaigns/campaign.js";
import { NO_COUPON } from "../engine/coupons.js";
import type { KeptFault, KeptQuote } from "../engine/kept-quote.js";
import type { CampaignSponsors, PaymentOutcome, RefundOutcome } from "../engine/outcome.js";
import type { RefundFault } from "../engine/refunder.js";
import type { Decline, Refusal } from "../engine/refusals.js";
import type { CouponTable } from "../transactions/columns.js";

/** What a campaign would give. */
export interface QuotedOffer {
  readonly campaign_id: string;
  readonly given_as: "instant" | "cashback";
  /** Null where the amount is hidden until payment (`reveal: after_payment`). */
  readonly discount_minor: number | null;
}

export interface CheckoutQuote {
  readonly transaction_id: string;
  /** When it was made, epoch milliseconds. */
  readonly timestamp_ms: number;
  /** It can be paid before that moment; null: at any. */
  readonly expires_ms: number | null;
  readonly price_minor: number;
  /** What each campaign would give alone, in file order. */
  readonly offers: readonly QuotedOffer[];
  /** Why the others give nothing. */
  readonly refusals: Readonly<Record<string, Refusal>>;
  /** What the payment would use, in the order of application, each as it is beside the others. */
  readonly taken: readonly QuotedOffer[];
  /** Null where an instant amount is hidden. */
  readonly payable_minor: number | null;
}

export interface CheckoutRedemption {
  readonly campaign_id: string;
  readonly given_as: "instant" | "cashback";
  readonly desired_minor: number;
  readonly granted_minor: number;
  /** By sponsor; they add up to `granted_minor`. */
  readonly contributions_minor: Readonly<Record<string, number>>;
  readonly points_spent: number;
  readonly coupon_id: string | null;
}

/** The quote can be paid no more: nothing has changed, and the same transaction may be quoted again. */
export interface QuoteGone {
  readonly outcome: "gone";
  /** `expired`: its time to live is over, or it was released, or never made. Else what a campaign had for it, and has no more. */
  readonly reason: "expired" | KeptFault["refusal"];
  /** Null where it has expired. */
  readonly campaign_id: string | null;
}

export interface CheckoutPaid {
  readonly outcome: "paid";
  readonly price_minor: number;
  readonly discount_minor: number;
  readonly cashback_minor: number;
  readonly payable_minor: number;
  readonly redemptions: readonly CheckoutRedemption[];
}

export interface CheckoutDeclined {
  readonly outcome: "declined";
  readonly reason: Decline;
}

export type CheckoutPayment = CheckoutPaid | CheckoutDeclined | QuoteGone;

/** What a reservation comes to. */
export type Reservation = { readonly outcome: "reserved"; readonly expires_ms: number | null } | QuoteGone;

export interface RefundedPart {
  readonly campaign_id: string;
  readonly given_as: "instant" | "cashback";
  readonly discount_minor: number;
  readonly contributions_minor: Readonly<Record<string, number>>;
  readonly points_returned: number;
  readonly coupon_id: string | null;
}

export type CheckoutRefund =
  | {
      readonly outcome: "refunded";
      readonly price_minor: number;
      /** What the customer gets: the price less the part of the instant discounts. */
      readonly cash_minor: number;
      readonly discount_minor: number;
      readonly parts: readonly RefundedPart[];
    }
  | { readonly outcome: "rejected"; readonly reason: RefundFault };

/** Turns what the engine says into answers. */
export class Answers {
  constructor(
    private readonly set: CampaignSet,
    private readonly sponsors: readonly CampaignSponsors[],
    private readonly coupons: CouponTable | null,
  ) {}

  quote(
    id: string,
    priceMinor: number,
    { quotedMs, expiresMs }: { readonly quotedMs: number; readonly expiresMs: number },
    { offers, offeredMinor, taken }: KeptQuote,
    refusals: ReadonlyMap<number, Refusal>,
  ): CheckoutQuote {
    const used = taken.map(({ campaign, grantedMinor }) => this.offer(campaign, grantedMinor));
    const instant = used.filter(({ given_as }) => given_as === "instant");
    const isHidden = instant.some(({ discount_minor }) => discount_minor === null);
    return {
      transaction_id: id,
      timestamp_ms: quotedMs,
      expires_ms: finite(expiresMs),
      price_minor: priceMinor,
      offers: offers.map((campaign, i) => this.offer(campaign, offeredMinor[i])),
      refusals: Object.fromEntries(
        [...refusals].map(([campaign, refusal]) => [this.set.campaigns[campaign].id, refusal]),
      ),
      taken: used,
      payable_minor: isHidden
        ? null
        : priceMinor - instant.reduce((sum, { discount_minor }) => sum + (discount_minor ?? 0), 0),
    };
  }

  payment(outcome: PaymentOutcome): CheckoutPaid | CheckoutDeclined {
    if (outcome.decline !== null) return { outcome: "declined", reason: outcome.decline };
    return {
      outcome: "paid",
      price_minor: outcome.priceMinor,
      discount_minor: outcome.discountMinor,
      cashback_minor: outcome.cashbackMinor,
      payable_minor: outcome.payableMinor,
      redemptions: outcome.redemptions.slice(0, outcome.redemptionCount).map((redemption) => ({
        campaign_id: this.set.campaigns[redemption.campaign].id,
        given_as: this.set.campaigns[redemption.campaign].givenAs,
        desired_minor: redemption.desiredMinor,
        granted_minor: redemption.grantedMinor,
        contributions_minor: this.bySponsor(redemption.campaign, redemption.contributionsMinor),
        points_spent: redemption.pointsSpent,
        coupon_id: this.couponId(redemption.coupon),
      })),
    };
  }

  gone(fault: KeptFault | null): QuoteGone {
    if (fault === null) return { outcome: "gone", reason: "expired", campaign_id: null };
    return { outcome: "gone", reason: fault.refusal, campaign_id: this.set.campaigns[fault.campaign].id };
  }

  refund({ priceMinor, cashMinor, discountMinor, parts, partCount }: RefundOutcome): CheckoutRefund {
    return {
      outcome: "refunded",
      price_minor: priceMinor,
      cash_minor: cashMinor,
      discount_minor: discountMinor,
      parts: parts.slice(0, partCount).map((part) => ({
        campaign_id: this.set.campaigns[part.campaign].id,
        given_as: part.cashback ? "cashback" : "instant",
        discount_minor: part.discountMinor,
        contributions_minor: this.bySponsor(part.campaign, part.contributionsMinor),
        points_returned: part.pointsReturned,
        coupon_id: this.couponId(part.coupon),
      })),
    };
  }

  private offer(index: number, grantedMinor: number): QuotedOffer {
    const campaign: Campaign = this.set.campaigns[index];
    const isHidden = campaign.reveal === "after_payment";
    return {
      campaign_id: campaign.id,
      given_as: campaign.givenAs,
      discount_minor: isHidden ? null : grantedMinor,
    };
  }

  private bySponsor(campaign: number, minor: Float64Array): Record<string, number> {
    return Object.fromEntries(this.sponsors[campaign].map((sponsor, i) => [sponsor, minor[i]]));
  }

  private couponId(coupon: number): string | null {
    return coupon === NO_COUPON || this.coupons === null ? null : this.coupons.ids.text(coupon + 1);
  }
}

export function finite(timeMs: number): number | null {
  return Number.isFinite(timeMs) ? timeMs : null;
}
