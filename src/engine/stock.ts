/** What there is only so much of, and what a quote may hold until it is paid: money, uses, coupons, points and free orders, moved together. */
import { NO_COUPON } from "./coupons.js";
import type { KeptOffer } from "./kept-quote.js";
import type { Stores } from "./quoter.js";

/** What is held for a quote. */
export interface Hold {
  readonly row: number;
  /** What it is held for: some of the offers taken of a quote, or all. */
  readonly offers: readonly KeptOffer[];
  /** Local day on which it was taken: days and months are charged for it. */
  readonly day: number;
  /** The quote will not be paid, as only a simulation can know. */
  readonly doomed: boolean;
  /** By offer: what it holds beyond what the tightest budget had left. */
  readonly overspentMinor: readonly number[];
  /** By offer; `NO_COUPON` where it holds none. */
  readonly coupons: readonly number[];
}

export class Stock {
  constructor(private readonly stores: Stores) {}

  /** Takes what one offer needs, but for its money, and returns its coupon. */
  takeUse(row: number, campaign: number, grantedMinor: number, pointsCost: number, freeOrder: boolean): number {
    const { limits, coupons, freeOrders, points } = this.stores;
    limits.redeem(campaign, row, grantedMinor);
    const coupon = coupons.spend(campaign, row);
    if (freeOrder) freeOrders.redeem(campaign);
    if (pointsCost > 0) points.change(row, -pointsCost);
    return coupon;
  }

  hold(row: number, offers: readonly KeptOffer[], doomed: boolean): Hold {
    const { budgets, coupons, clock } = this.stores;
    budgets.turnTo(row);
    const overspentMinor: number[] = [];
    const held: number[] = [];
    for (const { campaign, grantedMinor, pointsCost, freeOrder, coupon } of offers) {
      overspentMinor.push(budgets.hold(campaign, grantedMinor, doomed));
      coupons.name(coupon);
      held.push(this.takeUse(row, campaign, grantedMinor, pointsCost, freeOrder));
    }
    return { row, offers, day: clock.day, doomed, overspentMinor, coupons: held };
  }

  /** Lets go of a hold: all is as if it had never been, but for days and months that are over. */
  release({ row, offers, day, doomed, coupons: held }: Hold): void {
    const { budgets, limits, coupons, freeOrders, points } = this.stores;
    budgets.turnTo(row);
    for (const [i, { campaign, grantedMinor, pointsCost, freeOrder }] of offers.entries()) {
      budgets.release(campaign, day, grantedMinor, doomed);
      limits.restore(campaign, row, day, grantedMinor, true);
      if (held[i] !== NO_COUPON) coupons.giveBack(held[i]);
      if (freeOrder) freeOrders.release(campaign, day);
      if (pointsCost > 0) points.change(row, pointsCost);
    }
  }
}

/** Held in two steps: the day of both is that of the first. */
export function joinHolds(first: Hold, second: Hold): Hold {
  return {
    ...first,
    offers: [...first.offers, ...second.offers],
    overspentMinor: [...first.overspentMinor, ...second.overspentMinor],
    coupons: [...first.coupons, ...second.coupons],
  };
}
