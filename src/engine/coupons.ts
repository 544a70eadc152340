/** The coupons of one run: who holds which, which of several a redemption uses, what is spent and what refunds give back. */
import type { Campaign } from "../campaigns/campaign.js";
import type { CouponTable, TransactionColumns } from "../transactions/columns.js";
import type { Clock } from "./clock.js";
import { type CouponIndex, indexCoupons } from "./index-coupons.js";

/** No coupon. */
export const NO_COUPON = -1;

export class Coupons {
  private readonly table: CouponTable | null;
  private readonly userCodes: Int32Array;
  /** By campaign: 1 where it asks for a coupon. */
  private readonly required: Uint8Array;
  private readonly index: CouponIndex;
  /** By coupon: 1 where it is spent. */
  private readonly spent: Uint8Array;
  /** By hand: all before this place of `index.order` are spent, or have expired for good. */
  private readonly heads: Int32Array;
  /** The one that the customer of the attempt has named, if it can be used. */
  private named = NO_COUPON;

  constructor(
    campaigns: readonly Campaign[],
    { coupons, userId }: TransactionColumns,
    private readonly clock: Clock,
  ) {
    this.table = coupons;
    this.userCodes = userId.codes;
    this.required = Uint8Array.from(campaigns, ({ coupon }) => (coupon === null ? 0 : 1));
    this.index = indexCoupons(campaigns, coupons, userId.dictionary.size);
    this.spent = new Uint8Array(coupons?.length ?? 0);
    this.heads = this.index.starts.slice(0, -1);
  }

  /** Whether the campaign may make an offer to the user of `row`: it asks for no coupon, or there is one to use. */
  allow(campaign: number, row: number): boolean {
    return this.required[campaign] === 0 || this.find(campaign, row) !== NO_COUPON;
  }

  /** The campaign that a coupon is for, −1 where there is none. */
  campaignOf(coupon: number): number {
    return this.index.campaigns[coupon];
  }

  /** Why the user of `row` cannot use a coupon now; null where nothing is in the way. */
  faultOf(coupon: number, row: number): CouponFault | null {
    const { table, userCodes, clock } = this;
    if (table === null || userCodes[row] === 0 || table.user[coupon] !== userCodes[row]) return "held_by_another";
    if (this.spent[coupon] === 1) return "already_used";
    if (clock.timeMs < table.validFromMs[coupon]) return "not_yet_valid";
    return clock.timeMs < table.validUntilMs[coupon] ? null : "expired";
  }

  /** The next `spend` of the coupon's campaign uses it, until another is named, or none. */
  name(coupon: number): void {
    this.named = coupon;
  }

  /** Uses a coupon for a redemption at `row`: the one that is named, else by the rule of the campaign. `NO_COUPON` where it asks for none. */
  spend(campaign: number, row: number): number {
    const coupon = this.next(campaign, row);
    if (coupon !== NO_COUPON) this.spent[coupon] = 1;
    return coupon;
  }

  /** The coupon that `spend` would use. */
  next(campaign: number, row: number): number {
    if (this.required[campaign] === 0) return NO_COUPON;
    const { named } = this;
    const isNamed = named !== NO_COUPON && this.campaignOf(named) === campaign && this.faultOf(named, row) === null;
    return isNamed ? named : this.find(campaign, row);
  }

  /** A refund completes the price of the redemption that used the coupon: it can be used again while it is valid. */
  giveBack(coupon: number): void {
    const { places, handOf } = this.index;
    this.spent[coupon] = 0;
    const hand = handOf[coupon];
    if (places[coupon] < this.heads[hand]) this.heads[hand] = places[coupon];
  }

  /** The first of the hand that can be used now, in the order of the campaign's rule. */
  private find(campaign: number, row: number): number {
    const { table, index, heads, spent, clock } = this;
    if (table === null) return NO_COUPON;
    const hand = index.handAt(campaign, this.userCodes[row]);
    if (hand === -1) return NO_COUPON;
    const end = index.starts[hand + 1];
    let place = heads[hand];
    while (place < end && (spent[index.order[place]] === 1 || table.validUntilMs[index.order[place]] <= clock.timeMs)) {
      place++;
    }
    heads[hand] = place;
    for (; place < end; place++) {
      const coupon = index.order[place];
      if (spent[coupon] === 1 || clock.timeMs < table.validFromMs[coupon]) continue;
      if (clock.timeMs < table.validUntilMs[coupon]) return coupon;
    }
    return NO_COUPON;
  }
}

export const COUPON_FAULTS = ["held_by_another", "already_used", "not_yet_valid", "expired"] as const;
export type CouponFault = (typeof COUPON_FAULTS)[number];
