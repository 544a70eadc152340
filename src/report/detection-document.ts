/** What `--detect` found, as the document holds it. Types only. */

/** A p-value, and the same corrected for the number of tests of its family (Holm). */
interface TestSummary {
  p_value: number;
  corrected_p_value: number;
}

export interface DetectionSummary {
  /** Column whose cells were tested. */
  by: string;
  correction: "holm";
  /** Chance to list anybody in a log without abuse, at most; likewise to call any campaign abused. */
  level: number;
  /** How often honest customers are taken to fail again after a failure, and the identities that say so. */
  honest_repeat_rate: { rate: number; identities: number; failed_again: number };
  /** Tests of identities and of campaigns. */
  tests: { identities: number; campaigns: number };
  /** Campaigns with chance in them that an attempt came to, in file order. */
  campaigns: CampaignDetection[];
  /** The least likely first. */
  suspects: SuspectSummary[];
}

export interface CampaignDetection {
  campaign_id: string;
  verdict: "abused" | "suspected" | "inconspicuous" | "untested";
  attempts: number;
  settled: number;
  /** Null unless each attempt draws anew. */
  draws_per_settlement: number | null;
  /** Declined payments that a larger draw would have saved, and identities with any. */
  failed_tries: number;
  identities_with_failed_tries: number;
  /** Payments that only their discount made possible, after declines at an unchanged balance. */
  balance_runs: number;
  top_tier: (TestSummary & { settled: number; top: number; expected: number; attack_share: number }) | null;
  distribution: (TestSummary & { test: "chi_square"; statistic: number; degrees: number; leans_high: boolean }) | null;
  failures_by_draw:
    | (TestSummary & {
        test: "fisher_exact";
        failed_top: number;
        failed_below: number;
        settled_top: number;
        settled_below: number;
      })
    | null;
  identities_tested: number;
  suspects: number;
}

export interface SuspectSummary extends TestSummary {
  identity: string;
  campaign_id: string;
  reasons: SuspectReason[];
  attempts: number;
  settled: number;
  draws: number;
  draws_per_settlement: number | null;
  failed_tries: number;
  longest_run: number;
  balance_runs: number;
  /** Price − balance at the last of them; null without one. */
  shortfall_minor: number | null;
  top_tier: number;
  top_tier_expected: number;
  /** ISO 8601 with offset. */
  first_at: string;
  last_at: string;
}

export interface SuspectReason extends TestSummary {
  signal: string;
  /** In words. */
  text: string;
}
