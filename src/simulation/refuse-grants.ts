/** Commands that cannot follow shared coupons yet say so, before they tell figures that leave them out. */
import type { CampaignSet } from "../campaigns/campaign.js";
import { InputError } from "../domain/problem.js";

/** @throws InputError where newcomers, who are in no log, may pay with coupons that campaigns grant; `what` begins the message */
export function refuseNewcomers({ campaigns, behaviour }: CampaignSet, what: string): void {
  const granting = campaigns.find(({ grants }) => grants !== null);
  if (granting?.grants == null || (behaviour.sharing?.newcomers ?? 0) === 0) return;
  throw new InputError([
    {
      code: "not-yet-supported",
      severity: "error",
      message: `${what} of newcomers who pay with coupons that are granted is not yet supported`,
      at: granting.grants.at,
      hint: "write newcomers: 0% in the sharing of behaviour, or compare the reports of two replays",
      campaignId: granting.id,
    },
  ]);
}

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
            hint: "replay, forecast and tune follow them; remove grants here",
            campaignId: id,
          } as const,
        ],
  );
  if (problems.length > 0) throw new InputError(problems);
}
