/** What quotes use, taken and given back at the engine and, where engines share one, at the inventory. */
import type { CampaignSet } from "../campaigns/campaign.js";
import { NO_COUPON } from "../engine/coupons.js";
import type { Engine } from "../engine/engine.js";
import type { KeptFault, KeptOffer } from "../engine/kept-quote.js";
import type { Hold } from "../engine/stock.js";
import type { Pools, Stake } from "./pools.js";

export class LiveStock {
  constructor(
    private readonly set: CampaignSet,
    private readonly engine: Engine,
    /** Null where the engine's own stores are all the stock that there is. */
    private readonly pools: Pools | null,
  ) {}

  /** What it returns brings the engine to what the inventory knew: in the step in which the engine is asked. */
  async load(row: number, campaigns: readonly number[]): Promise<() => void> {
    return this.pools === null ? () => {} : this.pools.load(row, campaigns);
  }

  /** Why offers cannot be had now; `suspect` is blamed where the inventory refused and nothing else tells why. */
  async faultOf(row: number, offers: readonly KeptOffer[], suspect?: KeptOffer): Promise<KeptFault | null> {
    if (offers.length === 0) return null;
    const load = await this.load(
      row,
      offers.map(({ campaign }) => campaign),
    );
    load();
    const fault = this.engine.faultOf(row, offers);
    return fault ?? (suspect === undefined ? null : { campaign: suspect.campaign, refusal: "budget_exhausted" });
  }

  /** Holds offers of the quote at `row`; null, and nothing is held, where another engine was faster. */
  async hold(row: number, offers: readonly KeptOffer[]): Promise<Hold | null> {
    const { day } = this.engine.stores.clock;
    return (await this.claim(row, day, this.stakesOf(row, offers))) ? this.engine.reserve(row, offers) : null;
  }

  async letGo(hold: Hold, nowMs: number): Promise<void> {
    this.engine.release(hold, nowMs);
    const { row, day, offers, coupons } = hold;
    await this.unclaim(
      row,
      day,
      offers.map((offer, i) => stakeOf(offer, coupons[i])),
    );
  }

  /** What offers would use now: in place of a coupon that is gone, another one. */
  stakesOf(row: number, offers: readonly KeptOffer[]): readonly Stake[] {
    const { coupons } = this.engine.stores;
    return offers.map((offer) => {
      coupons.name(offer.coupon);
      return stakeOf(offer, coupons.peek(offer.campaign, row));
    });
  }

  async claim(row: number, day: number, stakes: readonly Stake[]): Promise<boolean> {
    return this.pools === null || stakes.length === 0 || this.pools.take(row, day, stakes);
  }

  /** What is taken without looking (`reserve: none`) is counted all the same. */
  async record(row: number, day: number, stakes: readonly Stake[]): Promise<void> {
    if (stakes.length > 0) await this.pools?.take(row, day, stakes, true);
  }

  async unclaim(row: number, day: number, stakes: readonly Stake[]): Promise<void> {
    await this.pools?.giveBack(row, day, stakes);
  }

  /** What the refund that just went through gives back to budgets and limits; `day`: on which the payment at `paid` took it. */
  async giveBackRefunded(paid: number, day: number | undefined): Promise<void> {
    if (this.pools === null || day === undefined) return;
    const { campaigns } = this.set;
    const { parts, partCount } = this.engine.refunded;
    const record = this.engine.refunder.recordOf(paid);
    const isComplete = record !== undefined && record.refundedMinor === record.priceMinor;
    const given = parts.slice(0, partCount);
    const stakes = given.map(({ campaign, discountMinor }): Stake => {
      return { campaign, grantedMinor: discountMinor, uses: isComplete ? 1 : 0, coupon: NO_COUPON };
    });
    const toBudgets = stakes.filter(({ campaign }) => campaigns[campaign].refunds.restoreBudget);
    const toLimits = stakes.filter(({ campaign }) => campaigns[campaign].refunds.restoreLimits);
    const coupons = given.map(({ coupon }) => coupon);
    await this.pools.giveBackParts(paid, day, toBudgets, toLimits, coupons);
  }
}

function stakeOf({ campaign, grantedMinor }: KeptOffer, coupon: number): Stake {
  return { campaign, grantedMinor, uses: 1, coupon };
}
