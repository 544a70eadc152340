/** What an exposure leaves out of account, said once a campaign. */
import type { Problem } from "../domain/problem.js";
import type { Exposure } from "./exposure.js";

/** A warning for each campaign with limits that no exact figure counts, which are therefore too high. */
export function exposureWarnings(exposures: readonly Exposure[]): Problem[] {
  const warned = new Map<string, Problem>();
  for (const { situation } of exposures) {
    const { campaign, allowance, attacker } = situation;
    if (allowance.ignored.length === 0 || warned.has(campaign.id)) continue;
    const keys = [
      ...new Set(allowance.ignored.flatMap(({ per }) => (per.length === 0 ? ["the whole campaign"] : per))),
    ];
    warned.set(campaign.id, {
      code: "limit-not-counted",
      severity: "warning",
      message: `${campaign.id}: the exact figures leave out limits per ${keys.join(", ")}, so the loss to ${attacker.id} may be smaller`,
      hint: "count by user_id, or give the attacker's profile the column",
      at: campaign.at,
      campaignId: campaign.id,
    });
  }
  return [...warned.values()];
}
