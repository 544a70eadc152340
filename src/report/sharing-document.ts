/** What the document says of shared coupons. Types only. */
import type { Minor } from "./document.js";

/** What became of coupons that redemptions granted. */
export interface SharingSummary {
  /** Campaigns that grant, in file order. */
  campaigns: SharingLine[];
  /** Generation 0 are redemptions of granting campaigns that used no granted coupon; a redemption with a coupon that one of generation n granted is of n + 1. */
  generations: GenerationLine[];
  /** Redemptions caused by a granting redemption, on average; null without any. */
  reproduction: number | null;
  /** Granting redemptions whose coupons can no longer be used at the end of the log, and the same mean of them alone. */
  complete_grants: number;
  complete_reproduction: number | null;
}

/** coupons = used + expired + open + waiting + withdrawn + not_picked_up. */
export interface SharingLine {
  /** That grants. */
  campaign_id: string;
  /** That the coupons are for. */
  for_campaign_id: string;
  /** Redemptions that granted. */
  grants: number;
  coupons: number;
  /** At the end of the log: spent; picked up and expired; picked up and valid. */
  used: number;
  expired: number;
  open: number;
  /** To be picked up after the end of the log. */
  waiting: number;
  /** Taken back when the payment that granted them was refunded in full. */
  withdrawn: number;
  not_picked_up: number;
  picked_up_by_known: number;
  picked_up_by_newcomers: number;
  /** Redemptions that used one: a coupon that came back and was used again counts twice. */
  redemptions: number;
  /** Coupons that came back by a refund that completed the price. */
  given_back: number;
  /** The amounts of all its coupons; null for coupons without. */
  promised_minor: Minor | null;
  /** Given by the redemptions that used one, before refunds. */
  discount_minor: Minor;
}

export interface GenerationLine {
  generation: number;
  redemptions: number;
  discount_minor: Minor;
  /** Those of them that granted, and the coupons that they did. */
  grants: number;
  coupons: number;
  /** Redemptions that used one of those coupons: the next generation's, as far as these caused it. */
  caused: number;
  /** caused ÷ grants; null without grants. */
  reproduction: number | null;
  complete_grants: number;
  complete_reproduction: number | null;
}
