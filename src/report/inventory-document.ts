/** What the document says of quotes and of what was held for them. Types only. */
import type { Minor } from "./document.js";

/** What became of quotes until they were paid, and of what was held for them. */
export interface InventorySummary {
  /** Null where everybody pays at once. */
  checkouts: CheckoutSummary | null;
  /** In file order. */
  campaigns: InventoryLine[];
}

/** quotes = abandoned + payments + declined, as `totals` has them, less `rows.made`. */
export interface CheckoutSummary {
  quotes: number;
  /** Made up beside the log: nobody paid. */
  abandoned: number;
  /** Payments whose quote had outlived its time. */
  late: number;
  /** Payments whose quote had an offer that could no longer be had. */
  gone: number;
  /** late + gone = retried + left. */
  retried: number;
  left: number;
  left_price_minor: Minor;
}

export interface InventoryLine {
  campaign_id: string;
  reserve: "at_quote" | "at_payment" | "none";
  ttl_seconds: number;
  shards: number;
  /** Offers that quotes would have used = redeemed + abandoned + late + gone + declined. Null where everybody pays at once. */
  quoted: OffersSummary | null;
  redeemed: OffersSummary | null;
  abandoned: OffersSummary | null;
  late: OffersSummary | null;
  gone: OffersSummary | null;
  declined: OffersSummary | null;
  /** Held from the quote on: reserved = redeemed + released + expired. Null but for `at_quote`. */
  reserved: OffersSummary | null;
  released: OffersSummary | null;
  expired: OffersSummary | null;
  most_held_minor: Minor | null;
  /** Quotes that this campaign's offer spoiled at payment, by what was short. */
  gone_for_want_of: Shortfalls | null;
  /** Redemptions of what was no longer there. */
  oversold: Shortfalls | null;
  overspent_minor: Minor;
  /** Refused as `budget_exhausted` while holds, or those of quotes that were never paid, or another shard had enough. */
  refused_while_held: OffersSummary;
  refused_while_abandoned: OffersSummary;
  refused_while_in_other_shards: OffersSummary;
  /** What `total` had left at the end although an offer was refused while another shard had enough; 0 where none was. */
  stranded_minor: Minor;
}

export interface OffersSummary {
  offers: number;
  discount_minor: Minor;
}

export interface Shortfalls {
  budget: number;
  limit: number;
  coupon: number;
}
