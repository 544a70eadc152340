/** What detection found: verdicts on campaigns and a list of suspects. Types only. */
import type { Trace } from "./activity.js";
import type { FailuresByDraw } from "./sample.js";

export interface Findings {
  /** Column whose cells are the identities. */
  readonly by: string;
  /** Chance to accuse anybody in a log without abuse, at most; and likewise to call any campaign abused. */
  readonly level: number;
  /** How often honest customers are taken to fail again after a failure; identities that it is estimated from, and those that did fail again. */
  readonly repeatRate: number;
  readonly votes: number;
  readonly again: number;
  /** Tests of identities and of campaigns: the two families. */
  readonly identityTests: number;
  readonly campaignTests: number;
  /** A campaign with chance in it each that an attempt came to, in file order. */
  readonly campaigns: readonly CampaignFindings[];
  /** The smallest p-value first. */
  readonly suspects: readonly Suspect[];
}

export interface Tested {
  readonly pValue: number;
  /** Of its family. */
  readonly corrected: number;
}

export interface CampaignFindings {
  readonly campaign: number;
  readonly attempts: number;
  readonly settled: number;
  /** Draws for each payment that went through; null where a draw stays until it is used, or none went through. */
  readonly drawsPerSettlement: number | null;
  /** Failed tries, identities with any, and payments that only the discount made possible after them. */
  readonly tries: number;
  readonly triers: number;
  readonly balanceRuns: number;
  readonly topTier: TopTierFindings | null;
  readonly distribution:
    | (Tested & { readonly statistic: number; readonly degrees: number; readonly leansHigh: boolean })
    | null;
  readonly failuresByDraw: (Tested & FailuresByDraw) | null;
  readonly verdict: "abused" | "suspected" | "inconspicuous" | "untested";
  /** Identities with any test, and suspects among them. */
  readonly identities: number;
  readonly suspects: number;
}

export interface TopTierFindings extends Tested {
  /** Draws of payments that went through and were kept; how many are in the top tier, and how many the design has. */
  readonly settled: number;
  readonly top: number;
  readonly expected: number;
  /** The part of the payments that would have to be abuse, all of it in the top tier: (share − design's) ÷ (1 − design's), not below 0. */
  readonly attackShare: number;
}

export interface Suspect extends Trace {
  readonly id: string;
  /** Those that hold after correction, each with three events at least. */
  readonly reasons: readonly Reason[];
  /** The smallest of its reasons. */
  readonly pValue: number;
  readonly corrected: number;
}

export interface Reason extends Tested {
  readonly signal: string;
  readonly text: string;
}
