/** Campaigns that ask for coupons where no table of them was given and nobody grants one. */
import type { Problem } from "../domain/problem.js";
import { quote } from "../schema/quote.js";
import type { CouponTable } from "../transactions/columns.js";
import type { CampaignSet } from "./campaign.js";

/** An error for each of them. */
export function checkCoupons({ campaigns }: CampaignSet, coupons: CouponTable | null): Problem[] {
  if (coupons !== null) return [];
  const granted = new Set(campaigns.map(({ grants }) => grants?.campaignId));
  return campaigns.flatMap(({ id, coupon, at }): Problem[] => {
    if (coupon === null || granted.has(id)) return [];
    const message = `campaign ${quote(id)} makes offers to holders of coupons, and there is no table of coupons`;
    const hint = "give one with --coupons; with --allow-missing-columns nobody holds one";
    return [{ code: "missing-table", severity: "error", message, at, hint, campaignId: id }];
  });
}
