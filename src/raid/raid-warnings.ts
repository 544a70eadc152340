/** What came between attackers and campaigns that they meant to attack. */
import type { Exposure } from "../attack/exposure.js";
import type { Campaign, Matcher } from "../campaigns/campaign.js";
import type { Problem } from "../domain/problem.js";
import { REFUSALS } from "../engine/refusals.js";
import type { AttackRun } from "./attack-run.js";
import { MOST_MOVES } from "./raid.js";
import type { Takings } from "./takings.js";

/** A warning for each campaign and reason that keeps attackers from ever coming to a draw though they try, and for each run that was stopped. */
export function raidWarnings(runs: readonly AttackRun[]): Problem[] {
  const kept = new Map<string, { readonly campaign: Campaign; readonly reason: string; readonly ids: string[] }>();
  for (const { exposures, result } of runs) {
    for (const [i, { situation }] of exposures.entries()) {
      const reason = keptOutBy(result.takings[i]);
      if (reason === null) continue;
      const { campaign, attacker } = situation;
      const key = `${reason} ${campaign.id}`;
      const group = kept.get(key) ?? { campaign, reason, ids: [] };
      group.ids.push(attacker.id);
      kept.set(key, group);
    }
  }
  const stopped = runs.filter(({ result }) => result.cutShort).map(({ exposures }) => cutShort(exposures));
  return [...[...kept.values()].map(({ campaign, reason, ids }) => keptOut(campaign, reason, ids)), ...stopped];
}

/** The refusal that an attacker met most, if it never came to a draw; null where it came to one, or did not try. */
export function keptOutBy({ attempts, refusals }: Pick<Takings, "attempts" | "refusals">): string | null {
  if (attempts > 0) return null;
  const most = refusals.reduce((best, count, i) => (count > refusals[best] ? i : best), 0);
  return refusals[most] === 0 ? null : REFUSALS[most];
}

function keptOut(campaign: Campaign, reason: string, ids: readonly string[]): Problem {
  const hint = remedyOf(campaign, reason);
  return {
    code: "attack-kept-out",
    severity: "warning",
    message: `${campaign.id}: ${list(ids)} never ${ids.length === 1 ? "comes" : "come"} to an offer: ${reason}`,
    ...(hint === null ? {} : { hint }),
    at: campaign.at,
    campaignId: campaign.id,
  };
}

/** What a profile, or the start, has to say for an attacker to be let in. */
function remedyOf({ scope, payment, audience, when }: Campaign, reason: string): string | null {
  const fill = (columns: readonly string[]) =>
    `to rehearse an attack that gets in, fill ${list(columns)} in the profile of an attackers file`;
  const columnsOf = (matchers: readonly Matcher[]) => [...new Set(matchers.map(({ column }) => column))];
  switch (reason) {
    case "out_of_scope":
      return fill(columnsOf(scope));
    case "wrong_payment":
      return fill(columnsOf(payment));
    case "not_in_audience":
      return fill(columnsOf(audience));
    case "condition_false":
    case "condition_error":
      return when === null ? null : fill(["the columns of its condition"]);
    case "paused":
      return "set its status to active to rehearse it";
    case "outside_window":
      return "give the attacker an earlier start, or look at the window";
    case "risk_rejected":
      return "change risk in the attacker's profile";
    case "below_minimum":
      return "raise the attacker's price";
    case "not_eligible":
      return "new accounts have no history: no profile helps, and that is a defence";
    default:
      return null;
  }
}

function cutShort(exposures: readonly Exposure[]): Problem {
  const [{ situation }] = exposures;
  const ids = [...new Set(exposures.map(({ situation: { attacker } }) => attacker.id))];
  const was = ids.length === 1 ? "was" : "were";
  return {
    code: "attack-cut-short",
    severity: "warning",
    message: `${situation.campaign.id}: ${list(ids)} ${was} stopped after ${MOST_MOVES} moves, and would go on for what they hardly ever get`,
    hint: "give attempts_per_account, or a lower amount to accept",
    at: situation.attacker.at,
    campaignId: situation.campaign.id,
  };
}

/** "a", "a and b", "a, b and c". */
function list(names: readonly string[]): string {
  if (names.length < 2) return names.join("");
  return `${names.slice(0, -1).join(", ")} and ${names[names.length - 1]}`;
}
