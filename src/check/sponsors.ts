/** Who pays for campaigns, as their files name them. */
import type { CampaignSet } from "../campaigns/campaign.js";

/** Of all campaigns, each once. */
export function sponsorsOf(set: CampaignSet): readonly string[] {
  return [...new Set(sponsorsByCampaign(set).flat())];
}

/** In the order of the campaigns, and in each of its file. */
export function sponsorsByCampaign({ campaigns }: CampaignSet): readonly (readonly string[])[] {
  return campaigns.map(({ funding }) => [
    ...new Set([funding.shares, ...funding.byMerchant.values()].flatMap(({ sponsors }) => sponsors)),
  ]);
}
