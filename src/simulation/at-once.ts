/** Campaigns as they are where everybody pays in the moment of the quote: for what looks at payments one by one, or at very many runs. */
import type { CampaignSet } from "../campaigns/campaign.js";
import type { Problem } from "../domain/problem.js";

export function atOnce(set: CampaignSet): CampaignSet {
  return set.checkout === null ? set : { ...set, checkout: null };
}

/** A warning where that is not what the campaign files say. */
export function lintAtOnce({ checkout }: CampaignSet): Problem[] {
  if (checkout === null) return [];
  return [
    {
      code: "paid-at-once",
      severity: "warning",
      message: "what the files say of checkout is not simulated here: everybody pays in the moment of the quote",
      hint: "promosim replay simulates it",
      at: checkout.at,
    },
  ];
}
