/** How coupons meet the campaigns: warnings of those for a campaign that there is not, or that asks for none. */
import type { CampaignSet } from "../campaigns/campaign.js";
import type { Problem } from "../domain/problem.js";
import { remedy } from "../domain/suggest.js";
import { quote } from "../schema/quote.js";
import type { CouponTable } from "../transactions/columns.js";

/** Warnings, one an id of a campaign in the table; `file` is what messages call the table. */
export function lintCoupons({ campaigns }: CampaignSet, coupons: CouponTable, file: string): Problem[] {
  const { codes, dictionary } = coupons.campaignId;
  const counts = new Float64Array(dictionary.size);
  for (const code of codes) counts[code]++;
  const byId = new Map(campaigns.map((campaign) => [campaign.id, campaign]));
  return Array.from(counts).flatMap((count, code): Problem[] => {
    if (count === 0) return [];
    const id = dictionary.text(code);
    const campaign = byId.get(id);
    if (campaign === undefined) {
      const many = count === 1 ? "1 coupon is" : `${count} coupons are`;
      const message = `${many} for a campaign ${quote(id)}, which there is not`;
      const at = { file, line: 0, column: 0 };
      return [
        { code: "coupon-of-unknown-campaign", severity: "warning", message, at, hint: remedy(id, [...byId.keys()]) },
      ];
    }
    if (campaign.coupon !== null) return [];
    const many = count === 1 ? "a coupon" : `${count} coupons`;
    const message = `there ${count === 1 ? "is" : "are"} ${many} for this campaign, which asks for none: it gives to everybody`;
    const hint = "write coupon: required, if it is meant for holders alone";
    return [{ code: "coupon-not-asked-for", severity: "warning", message, at: campaign.at, hint, campaignId: id }];
  });
}
