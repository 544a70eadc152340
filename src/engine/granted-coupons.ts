/** Coupons that come to be while rows are replayed: who holds which, in the order in which their campaign's rule uses them. */
import type { Campaign } from "../campaigns/campaign.js";

/** Held by nobody: not picked up, or taken back. */
const NOBODY = 0;
const FIRST_CAPACITY = 256;

/** What a coupon is granted for, and as what. */
export interface Granted {
  /** That it is for. */
  readonly campaign: number;
  readonly fromMs: number;
  /** Half-open; +Infinity for one that never expires. */
  readonly untilMs: number;
  /** The most that the campaign gives with it; +Infinity for one without an amount. */
  readonly amountMinor: number;
}

/** Numbers from 0, in the order in which they were granted. */
export class GrantedCoupons {
  length = 0;
  private campaigns = new Int32Array(FIRST_CAPACITY);
  private holders = new Int32Array(FIRST_CAPACITY);
  private fromMs = new Float64Array(FIRST_CAPACITY);
  private untilMs = new Float64Array(FIRST_CAPACITY);
  private amounts = new Float64Array(FIRST_CAPACITY);
  private spent = new Uint8Array(FIRST_CAPACITY);
  /** By user and campaign. Those that expired or were taken back leave it when somebody looks. */
  private readonly hands = new Map<number, number[]>();
  /** By campaign: whether the one that expires last goes first. */
  private readonly lastFirst: readonly boolean[];

  constructor(campaigns: readonly Campaign[]) {
    this.lastFirst = campaigns.map(({ coupon }) => coupon?.use === "expires_last");
  }

  add({ campaign, fromMs, untilMs, amountMinor }: Granted): number {
    if (this.length === this.campaigns.length) this.grow();
    const coupon = this.length++;
    this.campaigns[coupon] = campaign;
    this.fromMs[coupon] = fromMs;
    this.untilMs[coupon] = untilMs;
    this.amounts[coupon] = amountMinor;
    return coupon;
  }

  /** Somebody picks it up. */
  give(coupon: number, user: number): void {
    this.holders[coupon] = user;
    const key = this.keyOf(this.campaigns[coupon], user);
    const hand = this.hands.get(key);
    if (hand === undefined) {
      this.hands.set(key, [coupon]);
      return;
    }
    const lastFirst = this.lastFirst[this.campaigns[coupon]];
    let place = hand.length;
    while (place > 0 && this.goesBefore(coupon, hand[place - 1], lastFirst)) place--;
    hand.splice(place, 0, coupon);
  }

  /** Nobody can use it any more, or ever. */
  takeBack(coupon: number): void {
    this.holders[coupon] = NOBODY;
  }

  campaignOf(coupon: number): number {
    return this.campaigns[coupon];
  }

  holderOf(coupon: number): number {
    return this.holders[coupon];
  }

  validFromMs(coupon: number): number {
    return this.fromMs[coupon];
  }

  validUntilMs(coupon: number): number {
    return this.untilMs[coupon];
  }

  amountOf(coupon: number): number {
    return this.amounts[coupon];
  }

  isSpent(coupon: number): boolean {
    return this.spent[coupon] === 1;
  }

  setSpent(coupon: number, spent: boolean): void {
    this.spent[coupon] = spent ? 1 : 0;
  }

  /** The first that the user can use now; −1 where there is none. */
  find(campaign: number, user: number, timeMs: number): number {
    const hand = this.hands.get(this.keyOf(campaign, user));
    if (hand === undefined) return -1;
    for (let place = 0; place < hand.length; place++) {
      const coupon = hand[place];
      if (this.holders[coupon] === NOBODY || this.untilMs[coupon] <= timeMs) hand.splice(place--, 1);
      else if (this.spent[coupon] === 0) return coupon;
    }
    return -1;
  }

  /** Those of a campaign that a user holds, as they were granted. */
  heldBy(campaign: number, user: number): number[] {
    const held: number[] = [];
    for (let coupon = 0; coupon < this.length; coupon++) {
      if (this.holders[coupon] === user && this.campaigns[coupon] === campaign) held.push(coupon);
    }
    return held;
  }

  /** Of equal ends the one that was granted first. */
  private goesBefore(a: number, b: number, lastFirst: boolean): boolean {
    const [first, second] = [this.untilMs[a], this.untilMs[b]];
    if (first === second) return a < b;
    return lastFirst ? first > second : first < second;
  }

  private keyOf(campaign: number, user: number): number {
    return user * this.lastFirst.length + campaign;
  }

  private grow(): void {
    const larger = <T extends Float64Array | Int32Array | Uint8Array>(array: T): T => {
      const copy = new (array.constructor as new (length: number) => T)(array.length * 2);
      copy.set(array as never);
      return copy;
    };
    this.campaigns = larger(this.campaigns);
    this.holders = larger(this.holders);
    this.fromMs = larger(this.fromMs);
    this.untilMs = larger(this.untilMs);
    this.amounts = larger(this.amounts);
    this.spent = larger(this.spent);
  }
}
