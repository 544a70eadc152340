/** What shared coupons came to, as it stands in the document of a replay. */
import type { CampaignSet } from "../campaigns/campaign.js";
import type { GenerationLine, SharingLine, SharingSummary } from "../report/sharing-document.js";
import type { GenerationCounts } from "./share-counts.js";
import type { Sharing } from "./sharing.js";

/** Once the replay is done. */
export function summarizeSharing({ campaigns }: CampaignSet, sharing: Sharing): SharingSummary {
  const fates = sharing.fates();
  const lines = campaigns.flatMap(({ id, grants }, index): SharingLine[] => {
    if (grants === null) return [];
    const own = sharing.counts.campaigns[index];
    const { used, expired, open, waiting, withdrawn } = fates[index];
    return [
      {
        campaign_id: id,
        for_campaign_id: grants.campaignId,
        grants: own.grants,
        coupons: own.coupons,
        used,
        expired,
        open,
        waiting,
        withdrawn,
        not_picked_up: own.coupons - used - expired - open - waiting - withdrawn,
        picked_up_by_known: own.byKnown,
        picked_up_by_newcomers: own.byNewcomers,
        redemptions: own.redemptions,
        given_back: own.givenBack,
        promised_minor: grants.share === null ? null : BigInt(grants.share.totalMinor) * BigInt(own.grants),
        discount_minor: own.discount.toBigInt(),
      },
    ];
  });
  const { generations } = sharing.counts;
  const sum = (of: (generation: GenerationCounts) => number) =>
    generations.reduce((total, generation) => total + of(generation), 0);
  const completeGrants = sum((generation) => generation.completeGrants);
  return {
    campaigns: lines,
    generations: generations.map(generationLine),
    reproduction: ratio(
      sum(({ caused }) => caused),
      sum(({ grants }) => grants),
    ),
    complete_grants: completeGrants,
    complete_reproduction: ratio(
      sum(({ completeCaused }) => completeCaused),
      completeGrants,
    ),
  };
}

function generationLine(counts: GenerationCounts, generation: number): GenerationLine {
  const { redemptions, discount, grants, coupons, caused, completeGrants, completeCaused } = counts;
  return {
    generation,
    redemptions,
    discount_minor: discount.toBigInt(),
    grants,
    coupons,
    caused,
    reproduction: ratio(caused, grants),
    complete_grants: completeGrants,
    complete_reproduction: ratio(completeCaused, completeGrants),
  };
}

function ratio(part: number, whole: number): number | null {
  return whole === 0 ? null : part / whole;
}
