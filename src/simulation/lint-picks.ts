/** A warning of payments that named an offer which they could not have, with the reasons. */
import type { CampaignSet } from "../campaigns/campaign.js";
import type { Problem } from "../domain/problem.js";
import { PICK_FAULTS, type PickFaults } from "../engine/picks.js";

/** One for names of campaigns, one for those of coupons; none where every name could be followed. */
export function lintPicks({ campaigns }: CampaignSet, { offers, coupons }: PickFaults): Problem[] {
  const at = { file: campaigns[0]?.at.file ?? "", line: 0, column: 0 };
  const warn = (code: string, what: string, faults: Float64Array): Problem[] => {
    const total = faults.reduce((sum, count) => sum + count, 0);
    if (total === 0) return [];
    const payments = total === 1 ? "1 payment named" : `${total} payments named`;
    const reasons = PICK_FAULTS.flatMap((fault, i) => (faults[i] === 0 ? [] : [`${fault} ${faults[i]}`]));
    const message = `${payments} ${what} in the column offer that could not be had: ${reasons.join(", ")}`;
    return [{ code, severity: "warning", message, at, hint: "they went on as if they had named none" }];
  };
  return [...warn("offer-not-available", "an offer", offers), ...warn("coupon-not-available", "a coupon", coupons)];
}
