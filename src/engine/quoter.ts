/** What each possible campaign would give one attempt: the tests of SPEC §6 from `not_eligible` on, and the granted discount. */
import type { CampaignSet } from "../campaigns/campaign.js";
import type { Checkout } from "../modes/contract.js";
import type { TransactionColumns } from "../transactions/columns.js";
import type { Budgets } from "./budgets.js";
import type { Clock } from "./clock.js";
import type { Coupons } from "./coupons.js";
import { cut } from "./cut.js";
import type { Draws } from "./draws.js";
import type { FreeOrderNumbers } from "./free-order-numbers.js";
import { HiddenMeans } from "./hidden-means.js";
import type { History } from "./history.js";
import type { Limits } from "./limits.js";
import type { DrawOutcome } from "./outcome.js";
import type { PointBalances } from "./point-balances.js";
import { REFUSAL, REFUSALS } from "./refusals.js";

/** The offers of one attempt: the first `count` entries of each array. Reused from attempt to attempt. */
export class Quote {
  count = 0;
  /** Draws made here for the first time: the first `drawCount` entries. */
  drawCount = 0;
  readonly draws: readonly DrawOutcome[];
  /** Campaigns whose draw gave nothing: the first `lostCount` entries. */
  lostCount = 0;
  readonly lost: Int32Array;
  /** Campaign indexes, ascending. */
  readonly campaigns: Int32Array;
  readonly desiredMinor: Float64Array;
  readonly grantedMinor: Float64Array;
  /** What the offer counts for in a choice: what it grants, or of one hidden until payment the mean of what it could. */
  readonly weighedMinor: Float64Array;
  /** Points that the offer costs the user. */
  readonly pointsCost: Float64Array;
  /** 1 where the offer is a free order. */
  readonly freeOrder: Uint8Array;
  /** Of each campaign that was asked and made no offer: why, as an index in `REFUSALS`. Of others it tells nothing. */
  readonly refusals: Int8Array;
  /** Of each that was refused as `budget_exhausted`: its discount after caps. */
  readonly refusedMinor: Float64Array;

  constructor(campaigns: number) {
    this.campaigns = new Int32Array(campaigns);
    this.desiredMinor = new Float64Array(campaigns);
    this.grantedMinor = new Float64Array(campaigns);
    this.weighedMinor = new Float64Array(campaigns);
    this.pointsCost = new Float64Array(campaigns);
    this.lost = new Int32Array(campaigns);
    this.draws = Array.from({ length: campaigns }, () => ({ campaign: 0, amountMinor: 0, ceilingMinor: 0, points: 0 }));
    this.freeOrder = new Uint8Array(campaigns);
    this.refusals = new Int8Array(campaigns);
    this.refusedMinor = new Float64Array(campaigns);
  }

  clear(): void {
    this.count = 0;
    this.drawCount = 0;
    this.lostCount = 0;
  }

  addDraw(campaign: number, amountMinor: number, ceilingMinor: number, points: number): void {
    const draw = this.draws[this.drawCount++];
    draw.campaign = campaign;
    draw.amountMinor = amountMinor;
    draw.ceilingMinor = ceilingMinor;
    draw.points = points;
  }

  add(campaign: number, desiredMinor: number, grantedMinor: number, pointsCost: number, freeOrder: boolean): void {
    this.campaigns[this.count] = campaign;
    this.desiredMinor[this.count] = desiredMinor;
    this.grantedMinor[this.count] = grantedMinor;
    this.weighedMinor[this.count] = grantedMinor;
    this.pointsCost[this.count] = pointsCost;
    this.freeOrder[this.count] = freeOrder ? 1 : 0;
    this.count++;
  }

  /** Index of a campaign's offer, −1 where it made none. */
  find(campaign: number): number {
    for (let i = 0; i < this.count; i++) if (this.campaigns[i] === campaign) return i;
    return -1;
  }
}

/** The stores that a quote looks at. */
export interface Stores {
  readonly clock: Clock;
  readonly history: History;
  readonly coupons: Coupons;
  readonly limits: Limits;
  readonly budgets: Budgets;
  readonly points: PointBalances;
  readonly freeOrders: FreeOrderNumbers;
  readonly draws: Draws;
}

const NO_REFUSAL = -1;

export class Quoter {
  private readonly refused: Float64Array;
  private readonly checkout: Checkout;
  private readonly hiddenMeans: HiddenMeans;

  constructor(
    private readonly set: CampaignSet,
    private readonly columns: TransactionColumns,
    private readonly stores: Stores,
    /** By how much less than its mean an offer counts that is hidden until payment; 0 to 1. */
    private readonly hiddenAversion = 0,
    /** Whether what it refuses is demand that counts. */
    private readonly counts = true,
  ) {
    this.refused = new Float64Array(set.campaigns.length * REFUSALS.length);
    const uniform = (stream: number) => stores.draws.uniform(stream);
    this.checkout = { priceMinor: 0, baseMinor: 0, points: 0, freeOrderDue: false, uniform };
    this.hiddenMeans = new HiddenMeans(set, stores);
  }

  /** What a campaign was refused here so far, by index in `REFUSALS`. */
  refusalsOf(campaign: number): Float64Array {
    return this.refused.subarray(campaign * REFUSALS.length, (campaign + 1) * REFUSALS.length);
  }

  /** Takes back a refusal that was counted here: the attempt came to an offer after all. */
  takeBack(campaign: number, refusal: number, cappedMinor: number): void {
    this.refused[campaign * REFUSALS.length + refusal]--;
    if (refusal === REFUSAL.budget_exhausted) this.stores.budgets.takeBack(campaign, cappedMinor);
  }

  /** Puts into `quote` the offers of the campaigns `candidates[from]` up to `candidates[until]` for the attempt at `row`. */
  quote(row: number, candidates: ArrayLike<number>, from: number, until: number, quote: Quote): void {
    quote.clear();
    if (from === until) return;
    this.checkout.priceMinor = this.columns.amountMinor[row];
    this.checkout.baseMinor = this.checkout.priceMinor;
    this.checkout.points = this.stores.points.at(row);
    for (let i = from; i < until; i++) {
      const campaign = candidates[i];
      const refusal = this.offer(campaign, row, quote);
      if (refusal === NO_REFUSAL) continue;
      quote.refusals[campaign] = refusal;
      this.refused[campaign * REFUSALS.length + refusal]++;
    }
  }

  /** Makes the campaign's offer, or returns why there is none. */
  private offer(campaign: number, row: number, quote: Quote): number {
    const { stores, checkout } = this;
    if (!stores.history.isEligible(campaign, row, stores.clock.day)) return REFUSAL.not_eligible;
    if (!stores.coupons.allow(campaign, row)) return REFUSAL.no_coupon;
    if (!stores.limits.allowAnother(campaign, row)) return REFUSAL.limit_reached;
    checkout.freeOrderDue = stores.freeOrders.isDue(campaign, checkout.priceMinor);

    const { discount, reveal } = this.set.campaigns[campaign];
    stores.draws.aim(campaign, row);
    const desiredMinor = discount.rule.desiredMinor(checkout);
    const ceilingMinor = Math.max(
      0,
      Math.min(
        discount.maxDiscountMinor,
        stores.coupons.mostMinor(campaign, row),
        checkout.priceMinor - discount.minPayableMinor,
      ),
    );
    const cappedMinor = cut(discount.rule, desiredMinor, ceilingMinor, checkout);
    if (discount.rule.law !== undefined) {
      if (desiredMinor === 0 && stores.draws.asked) quote.lost[quote.lostCount++] = campaign;
      if (stores.draws.settle()) quote.addDraw(campaign, cappedMinor, ceilingMinor, checkout.points);
    }
    if (!stores.limits.allowAmount(campaign, row, cappedMinor)) return REFUSAL.limit_reached;
    if (cappedMinor === 0) return REFUSAL.nothing_to_give;

    const given = stores.budgets.grantMinor(campaign, cappedMinor);
    const grantedMinor = cut(discount.rule, cappedMinor, given, checkout);
    if (grantedMinor === 0) {
      quote.refusedMinor[campaign] = cappedMinor;
      if (this.counts) stores.budgets.refuse(campaign, cappedMinor);
      return REFUSAL.budget_exhausted;
    }
    const pointsCost = discount.rule.pointsFor?.(grantedMinor, checkout) ?? 0;
    quote.add(campaign, desiredMinor, grantedMinor, pointsCost, checkout.freeOrderDue);
    if (reveal === "after_payment" && discount.rule.law !== undefined) {
      const mean = this.hiddenMeans.mean(campaign, row, checkout, ceilingMinor);
      quote.weighedMinor[quote.count - 1] = this.hiddenAversion === 0 ? mean : mean * (1 - this.hiddenAversion);
    }
    return NO_REFUSAL;
  }
}
