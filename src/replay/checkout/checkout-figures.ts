/** What became of quotes, by campaign and in all. */
import { WideSum } from "../../domain/wide-sum.js";
import type { Shortage } from "../../engine/budgets.js";
import type { KeptOffer, KeptQuote } from "../../engine/kept-quote.js";

/** Offers and what they granted. */
export class Tallied {
  offers = 0;
  readonly minor = new WideSum();

  add(minor: number): void {
    this.offers++;
    this.minor.add(minor);
  }
}

/** The fates of an offer that a quote would use; each has one. */
export const FATES = [
  /** Paid as it was quoted. */
  "redeemed",
  /** The customer never paid. */
  "abandoned",
  /** The customer came to pay after its time to live. */
  "late",
  /** It, or another offer of its quote, could no longer be had when the customer paid. */
  "gone",
  /** The payment was declined for another reason. */
  "declined",
] as const;
export type Fate = (typeof FATES)[number];

export class CampaignQuotes {
  readonly quoted = new Tallied();
  readonly fates = Object.fromEntries(FATES.map((fate) => [fate, new Tallied()])) as Record<Fate, Tallied>;
  /** Held from the quote on, and what became of that. */
  readonly reserved = new Tallied();
  readonly released = new Tallied();
  readonly expired = new Tallied();
  /** Quotes that this campaign's offer spoiled when they were to be paid, by what was short. */
  readonly shortOf = { budget_exhausted: 0, limit_reached: 0, no_coupon: 0 };
  /** Redeemed without looking, although the budget, a limit or the coupon was gone. */
  readonly oversold = { budget_exhausted: 0, limit_reached: 0, no_coupon: 0 };
  heldMinor = 0;
  mostHeldMinor = 0;

  hold(minor: number): void {
    this.reserved.add(minor);
    this.heldMinor += minor;
    if (this.heldMinor > this.mostHeldMinor) this.mostHeldMinor = this.heldMinor;
  }
}

/** What a report tells of quotes and budgets under concurrency. */
export interface InventoryFigures {
  /** Null where everybody pays at once. */
  readonly checkout: CheckoutFigures | null;
  /** By campaign, in file order. */
  readonly budgets: readonly {
    /** +Infinity without a total. */
    readonly totalLeft: number;
    readonly overspent: WideSum;
    readonly whileHeld: Shortage;
    readonly whileDoomed: Shortage;
    readonly whileElsewhere: Shortage;
  }[];
}

export class CheckoutFigures {
  /** Checkouts that were quoted, with an offer or without; of them those that were never paid. */
  quotes = 0;
  abandoned = 0;
  /** Payments whose quote was too old, or had an offer that could no longer be had; of them those that asked again, and those that left. */
  late = 0;
  gone = 0;
  retried = 0;
  left = 0;
  readonly leftPriceMinor = new WideSum();
  readonly campaigns: readonly CampaignQuotes[];

  constructor(campaigns: number) {
    this.campaigns = Array.from({ length: campaigns }, () => new CampaignQuotes());
  }

  quoted({ taken }: KeptQuote): void {
    this.quotes++;
    for (const { campaign, grantedMinor } of taken) this.campaigns[campaign].quoted.add(grantedMinor);
  }

  ended({ taken }: KeptQuote, fate: Fate): void {
    for (const { campaign, grantedMinor } of taken) this.campaigns[campaign].fates[fate].add(grantedMinor);
  }

  held(offers: readonly KeptOffer[]): void {
    for (const { campaign, grantedMinor } of offers) this.campaigns[campaign].hold(grantedMinor);
  }

  /** What was held is given, released or run out. */
  freed(offers: readonly KeptOffer[], how: "released" | "expired" | null): void {
    for (const { campaign, grantedMinor } of offers) {
      const figures = this.campaigns[campaign];
      figures.heldMinor -= grantedMinor;
      if (how !== null) figures[how].add(grantedMinor);
    }
  }
}
