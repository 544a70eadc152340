/** How customers react to campaigns, for forecasts and, of shared coupons, for replays: the `behaviour` of campaign files, compiled. Types only. */

export interface Behaviour {
  /** Baskets that are less than `withinMinor` below a threshold of a campaign's discount are raised to it with this probability. */
  readonly topUp: { readonly withinMinor: number; readonly probability: number } | null;
  /** Share of further payments that customers make, from 0. */
  readonly uplift: number;
  /** By how much less than its mean customers value an amount that is hidden until payment, 0 to 1. */
  readonly hiddenAversion: number;
  /** What becomes of coupons that campaigns grant; null: nobody picks one up. */
  readonly sharing: Sharing | null;
}

/** How coupons that are shared find others who use them. */
export interface Sharing {
  /** Probability with which a coupon is picked up at all. */
  readonly pickUp: number;
  /** From the grant to that moment. */
  readonly delay: Delay;
  /** Probability that it is somebody who is not in the log. */
  readonly newcomers: number;
  /** From the moment at which a newcomer picks a coupon up to his payment; null: he pays at once. */
  readonly paysAfter: Delay | null;
}

/** A lognormal time, by two of its quantiles; both the same: always that. */
export interface Delay {
  readonly medianMs: number;
  /** Not below the median. */
  readonly p95Ms: number;
}
