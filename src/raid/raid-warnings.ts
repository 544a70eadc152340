/** What came between attackers and campaigns that they meant to attack. */
import type { Exposure } from "../attack/exposure.js";
import type { Problem } from "../domain/problem.js";
import { REFUSALS } from "../engine/refusals.js";
import type { AttackRun } from "./attack-run.js";
import { MOST_MOVES } from "./raid.js";
import type { Takings } from "./takings.js";

/** What a profile, or the start, has to say for an attacker to be let in. */
const REMEDIES: Readonly<Record<string, string>> = {
  paused: "set its status to active to rehearse it",
  outside_window: "give the attacker an earlier start, or look at the window",
  out_of_scope: "fill the columns of its scope in the attacker's profile",
  wrong_payment: "fill the columns of its payment conditions in the attacker's profile",
  risk_rejected: "change risk in the attacker's profile",
  not_in_audience: "fill the columns of its audience in the attacker's profile",
  condition_false: "fill the columns of its condition in the attacker's profile",
  condition_error: "fill the columns of its condition in the attacker's profile",
  below_minimum: "raise the attacker's price",
  not_eligible: "new accounts have no history: no profile helps, and that is a defence",
};

/** A warning for each attacker that never came to a draw of a campaign though it tried, and for a run that was stopped. */
export function raidWarnings(runs: readonly AttackRun[]): Problem[] {
  return runs.flatMap(({ exposures, result }) => {
    const kept = exposures.flatMap((exposure, i) => keptOut(exposure, result.takings[i]) ?? []);
    return result.cutShort ? [...kept, cutShort(exposures[0])] : kept;
  });
}

function keptOut({ situation: { campaign, attacker } }: Exposure, { attempts, refusals }: Takings): Problem | null {
  if (attempts > 0) return null;
  const most = refusals.reduce((best, count, i) => (count > refusals[best] ? i : best), 0);
  if (refusals[most] === 0) return null;
  return {
    code: "attack-kept-out",
    severity: "warning",
    message: `${campaign.id}: ${attacker.id} never comes to an offer: ${REFUSALS[most]}`,
    ...(REMEDIES[REFUSALS[most]] === undefined ? {} : { hint: REMEDIES[REFUSALS[most]] }),
    at: campaign.at,
    campaignId: campaign.id,
  };
}

function cutShort({ situation: { attacker } }: Exposure): Problem {
  return {
    code: "attack-cut-short",
    severity: "warning",
    message: `${attacker.id} was stopped after ${MOST_MOVES} moves: it would go on for what it hardly ever gets`,
    hint: "give it attempts_per_account, or a lower amount to accept",
    at: attacker.at,
  };
}
