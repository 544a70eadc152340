/** Commands that cannot follow shared coupons yet say so, before they tell figures that leave them out. */
import type { CampaignSet } from "../campaigns/campaign.js";
import { InputError } from "../domain/problem.js";

/** @throws InputError for each campaign that grants coupons; `what` begins the message */
export function refuseGrants({ campaigns }: Pick<CampaignSet, "campaigns">, what: string): void {
  const problems = campaigns.flatMap(({ id, grants }) =>
    grants === null
      ? []
      : [
          {
            code: "not-yet-supported",
            severity: "error",
            message: `${what} of campaigns that grant coupons is not yet supported`,
            at: grants.at,
            hint: "replay follows them, settle and explain too; remove grants here",
            campaignId: id,
          } as const,
        ],
  );
  if (problems.length > 0) throw new InputError(problems);
}
