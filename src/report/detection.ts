/** What detection found, brought into the document. */
import type { CampaignSet } from "../campaigns/campaign.js";
import type { CampaignFindings, Findings, Suspect, Tested } from "../detect/findings.js";
import type { CampaignDetection, DetectionSummary, SuspectSummary } from "./detection-document.js";

export function summarizeDetection(findings: Findings, set: CampaignSet): DetectionSummary {
  return {
    by: findings.by,
    correction: "holm",
    level: findings.level,
    honest_repeat_rate: { rate: findings.repeatRate, identities: findings.votes, failed_again: findings.again },
    tests: { identities: findings.identityTests, campaigns: findings.campaignTests },
    campaigns: findings.campaigns.map((campaign) => summarizeCampaign(campaign, set)),
    suspects: findings.suspects.map((suspect) => summarizeSuspect(suspect, set)),
  };
}

function values({ pValue, corrected }: Tested) {
  return { p_value: pValue, corrected_p_value: corrected };
}

function summarizeCampaign(findings: CampaignFindings, { campaigns }: CampaignSet): CampaignDetection {
  const { topTier, distribution, failuresByDraw } = findings;
  return {
    campaign_id: campaigns[findings.campaign].id,
    verdict: findings.verdict,
    attempts: findings.attempts,
    settled: findings.settled,
    draws_per_settlement: findings.drawsPerSettlement,
    failed_tries: findings.tries,
    identities_with_failed_tries: findings.triers,
    balance_runs: findings.balanceRuns,
    top_tier: topTier && {
      settled: topTier.settled,
      top: topTier.top,
      expected: topTier.expected,
      attack_share: topTier.attackShare,
      ...values(topTier),
    },
    distribution: distribution && {
      test: "chi_square",
      statistic: distribution.statistic,
      degrees: distribution.degrees,
      leans_high: distribution.leansHigh,
      ...values(distribution),
    },
    failures_by_draw: failuresByDraw && {
      test: "fisher_exact",
      failed_top: failuresByDraw.failedTop,
      failed_below: failuresByDraw.failedBelow,
      settled_top: failuresByDraw.settledTop,
      settled_below: failuresByDraw.settledBelow,
      ...values(failuresByDraw),
    },
    identities_tested: findings.identities,
    suspects: findings.suspects,
  };
}

function summarizeSuspect(suspect: Suspect, { campaigns, zone }: CampaignSet): SuspectSummary {
  const campaign = campaigns[suspect.campaign];
  return {
    identity: suspect.id,
    campaign_id: campaign.id,
    reasons: suspect.reasons.map((reason) => ({ signal: reason.signal, text: reason.text, ...values(reason) })),
    attempts: suspect.attempts,
    settled: suspect.settled,
    draws: suspect.draws,
    draws_per_settlement:
      campaign.draw.per === "attempt" && suspect.settled > 0 ? suspect.draws / suspect.settled : null,
    failed_tries: suspect.tries,
    longest_run: suspect.longest,
    balance_runs: suspect.balanceRuns,
    shortfall_minor: suspect.balanceRuns === 0 ? null : suspect.shortfallMinor,
    top_tier: suspect.top,
    top_tier_expected: suspect.topExpected,
    ...values(suspect),
    first_at: zone.format(suspect.firstMs),
    last_at: zone.format(suspect.lastMs),
  };
}
