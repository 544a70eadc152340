/** Uniforms of shared coupons: each follows from the seed, the campaign that granted, the payment that did it, and the coupon's number. */
import { deriveKey, type Key } from "../chance/keys.js";
import { Threefry } from "../chance/threefry.js";

/** What a uniform of a coupon is for. Streams of their own: none of them is a discount's. */
export const PICKED_UP = 0;
export const DELAY = 1;
export const NEWCOMER = 2;
export const WHO = 3;
export const LIKE_WHOM = 4;
export const PAYS_AFTER = 5;
export const CUT = 6;
/** And later ones, where a name is taken. */
export const NAME = 7;

/** How the texts of payments' ids become 64 bits each: as draws of nobody have them (docs/draws.md). */
export function idKey(base: Key): Key {
  return deriveKey(base, "identity", "transaction_id");
}

export class ShareDraws {
  private readonly block = new Threefry();
  /** By campaign. */
  private readonly keys: readonly Key[];
  private k0 = 0;
  private k1 = 0;

  /** `run`: the key of the run. */
  constructor(run: Key, campaignIds: readonly string[]) {
    this.keys = campaignIds.map((id) => deriveKey(run, "share", id));
  }

  /** Turns to a grant: of a campaign, by a payment whose id has this hash. */
  aim(campaign: number, { k0, k1 }: Key): void {
    this.block.encrypt(this.keys[campaign].k0, this.keys[campaign].k1, k0, k1);
    this.k0 = this.block.x0;
    this.k1 = this.block.x1;
  }

  /** In [0, 1), of coupon number `coupon` (from 1) of the grant. */
  uniform(coupon: number, purpose: number): number {
    this.block.encrypt(this.k0, this.k1, coupon, purpose);
    return this.block.uniform();
  }

  /** 64 bits in hex that stand for the coupon. */
  name(coupon: number, attempt: number): string {
    this.block.encrypt(this.k0, this.k1, coupon, NAME + attempt);
    const hex = (word: number) => (word >>> 0).toString(16).padStart(8, "0");
    return hex(this.block.x0) + hex(this.block.x1);
  }
}
