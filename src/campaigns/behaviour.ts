/** How customers react to campaigns, for forecasts: the `behaviour` of campaign files, compiled. Types only. */

export interface Behaviour {
  /** Baskets that are less than `withinMinor` below a threshold of a campaign's discount are raised to it with this probability. */
  readonly topUp: { readonly withinMinor: number; readonly probability: number } | null;
  /** Share of further payments that customers make, from 0. */
  readonly uplift: number;
  /** By how much less than its mean customers value an amount that is hidden until payment, 0 to 1. */
  readonly hiddenAversion: number;
}
