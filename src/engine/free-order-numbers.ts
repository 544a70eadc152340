/** Numbers the attempts of free-order campaigns, from 1 and anew in each period, and knows how many free orders were redeemed in it. */
import type { Campaign, CampaignSet } from "../campaigns/campaign.js";
import { deriveKey, type Key } from "../chance/keys.js";
import { Threefry } from "../chance/threefry.js";
import { periodIndex } from "../domain/civil-date.js";
import type { Zone } from "../domain/zone.js";
import type { FreeOrderPeriod, FreeOrders, FreeOrdersDue } from "../modes/contract.js";
import type { Clock } from "./clock.js";
import { OpenTime } from "./open-time.js";

interface Numbering {
  readonly campaign: Campaign;
  readonly rule: FreeOrders;
  period: number;
  due: FreeOrdersDue;
  number: number;
  redeemed: number;
  /** How many were due by the last number. */
  dueByNow: number;
}

/** How the numbering of a campaign stands in the current period. */
export interface FreeOrderView {
  readonly every: FreeOrders["every"];
  readonly maxPriceMinor: number;
  /** Attempts that have a number: that of the last one. */
  readonly number: number;
  /** Free orders redeemed. */
  readonly redeemed: number;
  /** Free orders that were due by the last number; 0 before the first. */
  readonly due: number;
}

const TWO_32 = 2 ** 32;

export class FreeOrderNumbers {
  private readonly numberings: readonly (Numbering | null)[];
  private readonly zone: Zone;

  constructor(
    { campaigns, zone }: CampaignSet,
    private readonly clock: Clock,
    private readonly run: Key,
  ) {
    this.zone = zone;
    this.numberings = campaigns.map((campaign) => {
      const rule = campaign.discount.rule.freeOrders;
      return rule === undefined
        ? null
        : { campaign, rule, period: Number.NaN, due: () => 0, number: 0, redeemed: 0, dueByNow: 0 };
    });
  }

  /** Gives the attempt its number, if it gets one, and says whether a free order is due to it. */
  isDue(campaign: number, priceMinor: number): boolean {
    const numbering = this.numberings[campaign];
    if (numbering === null || priceMinor > numbering.rule.maxPriceMinor) return false;
    this.enterPeriod(numbering);
    numbering.number++;
    numbering.dueByNow = numbering.due(numbering.number, this.clock.timeMs);
    return numbering.redeemed < numbering.dueByNow;
  }

  /** As it stands now; null for a campaign that numbers nothing. */
  view(campaign: number): FreeOrderView | null {
    const numbering = this.numberings[campaign];
    if (numbering === null) return null;
    this.enterPeriod(numbering);
    const { rule, number, redeemed, dueByNow } = numbering;
    return { every: rule.every, maxPriceMinor: rule.maxPriceMinor, number, redeemed, due: dueByNow };
  }

  /** A free order was redeemed. Refunds never take it back. */
  redeem(campaign: number): void {
    const numbering = this.numberings[campaign];
    if (numbering !== null) numbering.redeemed++;
  }

  /** A free order that was counted as redeemed on local day `day` was not, after all. */
  release(campaign: number, day: number): void {
    const numbering = this.numberings[campaign];
    if (numbering === null) return;
    const { every } = numbering.rule;
    const period = every === null ? 0 : periodIndex(every, day);
    if (period === numbering.period) numbering.redeemed--;
  }

  private enterPeriod(numbering: Numbering): void {
    const period = this.clock.period(numbering.rule.every);
    if (period === numbering.period) return;
    numbering.period = period;
    numbering.number = 0;
    numbering.redeemed = 0;
    numbering.dueByNow = 0;
    numbering.due = numbering.rule.begin(this.periodOf(numbering));
  }

  private periodOf({ campaign, rule, period }: Numbering): FreeOrderPeriod {
    const { k0, k1 } = deriveKey(this.run, "free orders", campaign.id, String(period));
    const block = new Threefry();
    let openTime: OpenTime | null = null;
    return {
      uniform(index) {
        block.encrypt(k0, k1, index | 0, Math.floor(index / TWO_32));
        return block.uniform();
      },
      openMoment: (share) => {
        openTime ??= this.openTimeOf(campaign, rule);
        return openTime.momentAt(share);
      },
    };
  }

  private openTimeOf({ window }: Campaign, { every }: FreeOrders): OpenTime {
    const { zone, clock } = this;
    if (every === null) return new OpenTime(window, zone, window.startMs, window.endMs);
    return new OpenTime(window, zone, zone.startOfDay(clock.day), zone.startOfDay(clock.day + 1));
  }
}
