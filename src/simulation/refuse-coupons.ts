/** Commands that cannot take coupons yet say so, before they tell figures that leave them out. */
import type { Campaign } from "../campaigns/campaign.js";
import { InputError } from "../domain/problem.js";
import type { SimulateRequest } from "./request.js";

/** @throws InputError where coupons are given to what cannot follow them; `what` begins the message */
export function refuseCouponTable({ coupons }: Pick<SimulateRequest, "coupons">, what: string): void {
  if (coupons === undefined) return;
  throw new InputError([
    {
      code: "not-yet-supported",
      severity: "error",
      message: `${what} of coupons is not yet supported`,
      at: { file: coupons.name, line: 0, column: 0 },
      hint: "leave --coupons out; with --allow-missing-columns nobody holds a coupon",
    },
  ]);
}

/** @throws InputError for each of the campaigns that makes offers to holders of coupons alone */
export function refuseCouponCampaigns(campaigns: readonly Campaign[]): void {
  const problems = campaigns.flatMap(({ id, coupon, at }) =>
    coupon === null
      ? []
      : [
          {
            code: "not-yet-supported",
            severity: "error",
            message: `attackers who hold coupons are not yet supported: "${id}" asks for one`,
            at,
            hint: "name the other campaigns with --campaign",
            campaignId: id,
          } as const,
        ],
  );
  if (problems.length > 0) throw new InputError(problems);
}
