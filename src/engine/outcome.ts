/** What happened to one row of the log: handed to every tally in replay order. The objects are reused; a tally keeps numbers, never the object. */
import type { Decline } from "./refusals.js";

/** One discount that a payment used. */
export interface Redemption {
  /** Index of the campaign in file order. */
  campaign: number;
  /** Before caps and short budgets, minor units. */
  desiredMinor: number;
  /** After them: above 0. */
  grantedMinor: number;
  cashback: boolean;
  /** Whose shares split it: index into the campaign's list of distinct sponsors → minor units. Longer than needed; see `CampaignSponsors`. */
  contributionsMinor: Float64Array;
  /** What it took beyond what the tightest budget had left. */
  overspentMinor: number;
  pointsSpent: number;
  freeOrder: boolean;
  /** Index of the coupon that it used, −1 where the campaign asks for none, and of a declined payment. */
  coupon: number;
}

/** One draw, at the attempt that made it: a draw that sticks and is looked at again is not drawn again. */
export interface DrawOutcome {
  campaign: number;
  /** The discount after caps, before limits by amount and budgets; 0 for a draw that gives nothing. */
  amountMinor: number;
  /** The caps on this price: the most that could have come out. */
  ceilingMinor: number;
  /** The user's points at that moment. */
  points: number;
}

export interface PaymentOutcome {
  /** Row of the columns. */
  row: number;
  timeMs: number;
  /** Local day number. */
  day: number;
  priceMinor: number;
  /** Null: it went through. */
  decline: Decline | null;
  /** All granted, cashback included; 0 if declined. */
  discountMinor: number;
  cashbackMinor: number;
  /** Price − instant discounts; 0 if declined. */
  payableMinor: number;
  /** What `client_discount` is checked against: instant discounts taken, also where the payment was then declined. */
  instantTakenMinor: number;
  /** The front end's figure, or NaN where it gave none. */
  clientDiscountMinor: number;
  /** Offers made: campaign indexes, the first `offerCount` entries. */
  offers: ArrayLike<number>;
  /** What each of them would grant alone, minor units, above 0. */
  offeredMinor: ArrayLike<number>;
  offerCount: number;
  /** Draws made for the first time, whether they led to an offer or not: the first `drawCount` entries. */
  draws: readonly DrawOutcome[];
  drawCount: number;
  /** Discounts used, the first `redemptionCount` entries; of a declined payment those that it had taken. */
  redemptions: readonly Redemption[];
  redemptionCount: number;
}

/** What a refund gave back of one redemption. */
export interface RefundPart {
  campaign: number;
  discountMinor: number;
  cashback: boolean;
  contributionsMinor: Float64Array;
  pointsReturned: number;
  /** Index of the coupon that came back, −1 where none did. */
  coupon: number;
}

export interface RefundOutcome {
  row: number;
  timeMs: number;
  day: number;
  /** The part of the price that comes back, minor units; 0 for a bare refund, which reduces nothing. */
  priceMinor: number;
  /** What of the discounts comes back to the sponsors, cashback included. */
  discountMinor: number;
  /** What the customer gets: `priceMinor` less the instant discounts' part. */
  cashMinor: number;
  parts: readonly RefundPart[];
  partCount: number;
}

/** Counts and moments that only the engine sees, per campaign. */
export interface CampaignState {
  /** Attempts refused, by index in `REFUSALS`. */
  readonly refusals: Float64Array;
  /** Money the budget has given, net of what refunds restored. */
  readonly spentMinor: bigint;
  /** Of `total`, never below 0; null without one. */
  readonly leftMinor: number | null;
  readonly overspentMinor: bigint;
  /** First moment at which `total` was used up or too small; null if it never was. */
  readonly exhaustedAtMs: number | null;
  readonly unservedMinor: bigint;
  /** What `total` has left now: may be below 0 after an overshoot. Null without one. */
  readonly rawLeftMinor: number | null;
}

/** Distinct sponsors of a campaign over all its merchants, in the order of the file: the meaning of `contributionsMinor[i]`. */
export type CampaignSponsors = readonly string[];
