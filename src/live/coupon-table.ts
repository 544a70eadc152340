/** Coupons that users hold when an engine begins, as the table that a log brings. */
import type { Zone } from "../domain/zone.js";
import type { CouponTable } from "../transactions/columns.js";
import { momentOf } from "./checkout.js";
import { CheckoutError } from "./errors.js";
import { LiveDictionary } from "./live-dictionary.js";

/** A line of `--coupons`. */
export interface Coupon {
  readonly coupon_id: string;
  readonly user_id: string;
  readonly campaign_id: string;
  /** Epoch milliseconds or a text; half-open; either may be left out. */
  readonly valid_from?: number | string;
  readonly valid_until?: number | string;
}

/**
 * Null where there are none. `users` gets the holders.
 * @throws CheckoutError for ids that are empty or come twice, and for moments that are none
 */
export function couponTable(
  coupons: readonly Coupon[] | undefined,
  zone: Zone,
  users: LiveDictionary,
): CouponTable | null {
  if (coupons === undefined) return null;
  const ids = new LiveDictionary();
  const campaigns = new LiveDictionary();
  for (const [i, { coupon_id, user_id, campaign_id }] of coupons.entries()) {
    if (coupon_id === "" || user_id === "" || campaign_id === "")
      throw new CheckoutError("bad_checkout", "a coupon has an empty id");
    if (ids.intern(coupon_id) !== i + 1) throw new CheckoutError("duplicate_id", `two coupons are called ${coupon_id}`);
  }
  const moment = (timestamp: number | string | undefined, open: number) =>
    timestamp === undefined || timestamp === "" ? open : momentOf(timestamp, zone);
  return {
    length: coupons.length,
    ids,
    user: Int32Array.from(coupons, ({ user_id }) => users.intern(user_id)),
    campaignId: {
      codes: Int32Array.from(coupons, ({ campaign_id }) => campaigns.intern(campaign_id)),
      dictionary: campaigns,
    },
    validFromMs: Float64Array.from(coupons, ({ valid_from }) => moment(valid_from, Number.NEGATIVE_INFINITY)),
    validUntilMs: Float64Array.from(coupons, ({ valid_until }) => moment(valid_until, Number.POSITIVE_INFINITY)),
  };
}
