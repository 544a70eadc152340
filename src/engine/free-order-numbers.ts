/** Numbers the attempts of free-order campaigns, from 1 and anew in each period, and knows how many free orders were redeemed in it. */
import type { Campaign } from "../campaigns/campaign.js";
import type { FreeOrders } from "../modes/contract.js";
import type { Clock } from "./clock.js";

interface Numbering {
  readonly rule: FreeOrders;
  period: number;
  number: number;
  redeemed: number;
}

export class FreeOrderNumbers {
  private readonly numberings: readonly (Numbering | null)[];

  constructor(
    campaigns: readonly Campaign[],
    private readonly clock: Clock,
  ) {
    this.numberings = campaigns.map(({ discount }) =>
      discount.rule.freeOrders === undefined
        ? null
        : { rule: discount.rule.freeOrders, period: Number.NaN, number: 0, redeemed: 0 },
    );
  }

  /** Gives the attempt its number, if it gets one, and says whether a free order is due to it. */
  isDue(campaign: number, priceMinor: number): boolean {
    const numbering = this.numberings[campaign];
    if (numbering === null || priceMinor > numbering.rule.maxPriceMinor) return false;
    this.enterPeriod(numbering);
    numbering.number++;
    return numbering.redeemed < numbering.rule.due(numbering.number);
  }

  /** A free order was redeemed. Refunds never take it back. */
  redeem(campaign: number): void {
    const numbering = this.numberings[campaign];
    if (numbering !== null) numbering.redeemed++;
  }

  private enterPeriod(numbering: Numbering): void {
    const period = this.clock.period(numbering.rule.every);
    if (period === numbering.period) return;
    numbering.period = period;
    numbering.number = 0;
    numbering.redeemed = 0;
  }
}
