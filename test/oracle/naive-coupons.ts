/** Coupons of the oracle (SPEC §7): the table, who holds which, and the one that a redemption spends. */
import type { Campaign, Table } from "./case.js";
import { type Event, type Reject, recordsOf } from "./naive-log.js";
import type { State } from "./naive-state.js";
import { readTimestamp } from "./naive-time.js";

export interface Coupon {
  id: string;
  user: string;
  campaign: string;
  from: number;
  /** Infinity for one that never expires. */
  until: number;
}

export function readCoupons(table: Table | undefined, zone: string): { coupons: Coupon[]; rejects: Reject[] } {
  const coupons: Coupon[] = [];
  const rejects: Reject[] = [];
  for (const { line, cells } of table === undefined ? [] : recordsOf(table)) {
    if (cells === null) {
      rejects.push([line, "", "wrong_number_of_cells"]);
      continue;
    }
    const bound = (column: string, open: number): number | null =>
      (cells[column] ?? "") === "" ? open : readTimestamp(cells[column], zone);
    const from = bound("valid_from", Number.NEGATIVE_INFINITY);
    const until = bound("valid_until", Number.POSITIVE_INFINITY);
    if (cells.coupon_id === "") rejects.push([line, "coupon_id", "missing_coupon_id"]);
    else if (coupons.some((coupon) => coupon.id === cells.coupon_id)) {
      rejects.push([line, "coupon_id", "duplicate_key"]);
    } else if (cells.user_id === "") rejects.push([line, "user_id", "missing_user_id"]);
    else if (cells.campaign_id === "") rejects.push([line, "campaign_id", "missing_campaign_id"]);
    else if (from === null) rejects.push([line, "valid_from", "bad_valid_from"]);
    else if (until === null) rejects.push([line, "valid_until", "bad_valid_until"]);
    else coupons.push({ id: cells.coupon_id, user: cells.user_id, campaign: cells.campaign_id, from, until });
  }
  return { coupons, rejects };
}

/** The coupons that the payer may spend on `campaign` now, in file order. */
export function held(campaign: Campaign, event: Event, state: State): Coupon[] {
  const isSpent = (coupon: Coupon): boolean =>
    state.redemptions.some((r) => r.coupon === coupon && !r.refunds.some((refund) => refund.completes));
  return state.coupons.filter((coupon) => {
    if (event.user === "" || coupon.user !== event.user || coupon.campaign !== campaign.id) return false;
    return coupon.from <= event.t && event.t < coupon.until && !isSpent(coupon);
  });
}

/** The coupon that a redemption of `campaign` would spend: the one that the row names, else by the date on which they expire. */
export function couponFor(campaign: Campaign, event: Event, state: State): Coupon | null {
  const own = held(campaign, event, state);
  const named = own.find((coupon) => coupon.id === event.offer);
  if (named !== undefined) return named;
  const last = typeof campaign.coupon === "object" && campaign.coupon.use === "expires_last";
  let best: Coupon | null = null;
  for (const coupon of own) {
    if (best === null || (last ? coupon.until > best.until : coupon.until < best.until)) best = coupon;
  }
  return best;
}
