/** The coupons of one run: who holds which, which of several a redemption uses, what is spent and what refunds give back. */
import type { Campaign } from "../campaigns/campaign.js";
import type { CouponTable, TransactionColumns } from "../transactions/columns.js";
import type { Clock } from "./clock.js";
import { type Granted, GrantedCoupons } from "./granted-coupons.js";
import { type CouponIndex, indexCoupons } from "./index-coupons.js";

/** No coupon. */
export const NO_COUPON = -1;

export class Coupons {
  private readonly table: CouponTable | null;
  private readonly userCodes: Int32Array;
  /** By campaign: 1 where it asks for a coupon. */
  private readonly required: Uint8Array;
  /** By campaign: 1 where the one that expires last is used first. */
  private readonly lastFirst: Uint8Array;
  private readonly index: CouponIndex;
  /** By coupon: 1 where it is spent. */
  private readonly spent: Uint8Array;
  /** Those that were granted while rows were replayed: their numbers follow on those of the table. */
  readonly granted: GrantedCoupons;
  /** Number of the first of them. */
  readonly firstGranted: number;
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
    this.lastFirst = Uint8Array.from(campaigns, ({ coupon }) => (coupon?.use === "expires_last" ? 1 : 0));
    this.index = indexCoupons(campaigns, coupons, userId.dictionary.size);
    this.spent = new Uint8Array(coupons?.length ?? 0);
    this.heads = this.index.starts.slice(0, -1);
    this.granted = new GrantedCoupons(campaigns);
    this.firstGranted = coupons?.length ?? 0;
  }

  /** Whether the campaign may make an offer to the user of `row`: it asks for no coupon, or there is one to use. */
  allow(campaign: number, row: number): boolean {
    return this.required[campaign] === 0 || this.next(campaign, row) !== NO_COUPON;
  }

  /** The campaign that a coupon is for, −1 where there is none. */
  campaignOf(coupon: number): number {
    if (coupon >= this.firstGranted) return this.granted.campaignOf(coupon - this.firstGranted);
    return this.index.campaigns[coupon];
  }

  /** Why the user of `row` cannot use a coupon now; null where nothing is in the way. */
  faultOf(coupon: number, row: number): CouponFault | null {
    const { table, userCodes, clock } = this;
    if (coupon >= this.firstGranted) return this.faultOfGranted(coupon - this.firstGranted, row);
    if (table === null || userCodes[row] === 0 || table.user[coupon] !== userCodes[row]) return "held_by_another";
    if (this.spent[coupon] === 1) return "already_used";
    if (clock.timeMs < table.validFromMs[coupon]) return "not_yet_valid";
    return clock.timeMs < table.validUntilMs[coupon] ? null : "expired";
  }

  /** Offers and redemptions of the coupon's campaign use it where it can be used, until another is named, or none. */
  name(coupon: number): void {
    this.named = coupon;
  }

  /** A new coupon, which nobody holds yet. */
  grant(coupon: Granted): number {
    return this.firstGranted + this.granted.add(coupon);
  }

  /** The most that the campaign may give the user of `row` with the coupon that a redemption would use; +Infinity where that has no amount. */
  mostMinor(campaign: number, row: number): number {
    if (this.granted.length === 0 || this.required[campaign] === 0) return Number.POSITIVE_INFINITY;
    return this.amountOf(this.next(campaign, row));
  }

  /** The same of a coupon that was used; `NO_COUPON` caps nothing. */
  amountOf(coupon: number): number {
    return coupon < this.firstGranted ? Number.POSITIVE_INFINITY : this.granted.amountOf(coupon - this.firstGranted);
  }

  /** Uses a coupon for a redemption at `row`: the one that is named, else by the rule of the campaign. `NO_COUPON` where it asks for none. */
  spend(campaign: number, row: number): number {
    if (this.required[campaign] === 0) return NO_COUPON;
    const coupon = this.next(campaign, row);
    if (coupon >= this.firstGranted) this.granted.setSpent(coupon - this.firstGranted, true);
    else if (coupon !== NO_COUPON) this.spent[coupon] = 1;
    return coupon;
  }

  /** The coupon that `spend` would use. */
  peek(campaign: number, row: number): number {
    return this.required[campaign] === 0 ? NO_COUPON : this.next(campaign, row);
  }

  /** Somebody else has used a coupon: here it counts as spent. */
  markSpent(coupon: number): void {
    if (coupon < this.firstGranted) this.spent[coupon] = 1;
  }

  /** Whether a coupon, or another that `spend` would use in its place, is good for an amount; where the campaign asks for none, always. */
  covers(campaign: number, row: number, coupon: number, amountMinor: number): boolean {
    if (this.required[campaign] === 0) return true;
    this.name(coupon);
    const next = this.next(campaign, row);
    return next !== NO_COUPON && this.amountOf(next) >= amountMinor;
  }

  /** A refund completes the price of the redemption that used the coupon: it can be used again while it is valid. */
  giveBack(coupon: number): void {
    if (coupon >= this.firstGranted) {
      this.granted.setSpent(coupon - this.firstGranted, false);
      return;
    }
    const { places, handOf } = this.index;
    this.spent[coupon] = 0;
    const hand = handOf[coupon];
    if (places[coupon] < this.heads[hand]) this.heads[hand] = places[coupon];
  }

  /** The one that is named, if it can be used, else the first by the campaign's rule: of the table's and the granted ones of one end the table's. */
  private next(campaign: number, row: number): number {
    const { named } = this;
    if (named !== NO_COUPON && this.campaignOf(named) === campaign && this.faultOf(named, row) === null) return named;
    const listed = this.find(campaign, row);
    const user = this.userCodes[row];
    if (this.granted.length === 0 || user === 0) return listed;
    const granted = this.granted.find(campaign, user, this.clock.timeMs);
    if (granted === -1) return listed;
    const other = this.firstGranted + granted;
    if (this.table === null || listed === NO_COUPON) return other;
    const [ends, endsGranted] = [this.table.validUntilMs[listed], this.granted.validUntilMs(granted)];
    return (this.lastFirst[campaign] === 1 ? ends < endsGranted : ends > endsGranted) ? other : listed;
  }

  private faultOfGranted(coupon: number, row: number): CouponFault | null {
    const { granted, userCodes, clock } = this;
    if (userCodes[row] === 0 || granted.holderOf(coupon) !== userCodes[row]) return "held_by_another";
    if (granted.isSpent(coupon)) return "already_used";
    if (clock.timeMs < granted.validFromMs(coupon)) return "not_yet_valid";
    return clock.timeMs < granted.validUntilMs(coupon) ? null : "expired";
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
