/** What an attempt was offered and would use, kept beyond the next attempt: quotes live between offer and payment. */
import type { DrawMark } from "./draws.js";
import type { DrawOutcome } from "./outcome.js";

/** One offer that the attempt would use. */
export interface KeptOffer {
  /** Index of the campaign in file order. */
  readonly campaign: number;
  /** Minor units, as the payment would use it: beside the others that are taken with it. */
  readonly desiredMinor: number;
  readonly grantedMinor: number;
  readonly pointsCost: number;
  readonly freeOrder: boolean;
  /** The coupon that it would use, `NO_COUPON` where it asks for none. */
  readonly coupon: number;
  /** Its draw; null where nothing was drawn. */
  readonly draw: DrawMark | null;
}

export interface KeptQuote {
  /** What is taken of it, in the order of application. */
  readonly taken: readonly KeptOffer[];
  /** Campaigns that made an offer, ascending, and what each would grant alone. */
  readonly offers: readonly number[];
  readonly offeredMinor: readonly number[];
  /** Draws that were made for the first time. */
  readonly draws: readonly DrawOutcome[];
  /** Campaigns whose draw gave nothing. */
  readonly lost: readonly number[];
}

/** Of an attempt to which nobody offered anything. */
export const NOTHING_KEPT: KeptQuote = { taken: [], offers: [], offeredMinor: [], draws: [], lost: [] };

/** Why a kept quote cannot be redeemed any more. */
export interface KeptFault {
  readonly campaign: number;
  readonly refusal: "no_coupon" | "limit_reached" | "budget_exhausted";
}
