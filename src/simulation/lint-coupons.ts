/** How coupons meet the campaigns: warnings of those for a campaign that there is not, or that asks for none; and of those that are never valid. */
import type { CampaignSet } from "../campaigns/campaign.js";
import type { Problem } from "../domain/problem.js";
import { remedy } from "../domain/suggest.js";
import { quote } from "../schema/quote.js";
import type { CouponTable } from "../transactions/columns.js";

/** Warnings, one an id of a campaign in the table, and one for all that can never be used; `file` is what messages call the table. */
export function lintCoupons(set: CampaignSet, coupons: CouponTable, file: string): Problem[] {
  return [...lintCampaignIds(set, coupons, file), ...lintValidity(coupons, file)];
}

function lintValidity({ validFromMs, validUntilMs, ids }: CouponTable, file: string): Problem[] {
  const never = Array.from(validFromMs.keys()).filter((coupon) => validFromMs[coupon] >= validUntilMs[coupon]);
  if (never.length === 0) return [];
  const first = quote(ids.text(never[0] + 1));
  const message =
    never.length === 1
      ? `the coupon ${first} is never valid: its valid_until is not after its valid_from`
      : `${never.length} coupons are never valid, ${first} among them: their valid_until is not after their valid_from`;
  const hint = "valid_until is the first moment at which a coupon can't be used";
  return [{ code: "coupon-never-valid", severity: "warning", message, at: { file, line: 0, column: 0 }, hint }];
}

function lintCampaignIds({ campaigns }: CampaignSet, coupons: CouponTable, file: string): Problem[] {
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
