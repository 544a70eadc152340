/** An attack on a log in words: when the money ran out, what kept attackers out, and figures as people read them. */
import type { CampaignExposure } from "../attack/exposure-document.js";
import { count, counted, moment } from "../report/layout/figures.js";

/** When the total budget ran out with each attack and without; empty where it never did. */
export function describeRunOut(exposures: readonly CampaignExposure[]): string {
  const without = exposures[0]?.simulated?.exhausted_at_without_attack ?? null;
  const attackers = new Map<string, string[]>();
  for (const { attacker_id, simulated } of exposures) {
    const at = simulated?.exhausted_at ?? null;
    if (at !== null && at !== without) attackers.set(at, [...(attackers.get(at) ?? []), attacker_id]);
  }
  if (attackers.size === 0)
    return without === null ? "" : `It runs out ${moment(without)}, with an attack and without.`;
  const ran = [...attackers].sort(([a], [b]) => (a < b ? -1 : 1));
  const each = ran.map(([at, ids]) => `${moment(at)} with ${ids.join(", ")}`);
  return `It runs out ${each.join("; ")}; without an attack: ${without === null ? "never" : moment(without)}.`;
}

const REASONS: Readonly<Record<string, string>> = {
  limit_reached: "a limit",
  budget_exhausted: "the budget",
  not_eligible: "eligibility",
  not_in_audience: "the audience",
  out_of_scope: "the scope",
  wrong_payment: "the kind of payment",
  risk_rejected: "risk",
  condition_false: "the condition",
  condition_error: "an error of the condition",
  below_minimum: "the minimum price",
  outside_window: "the end of the window",
  paused: "the pause of the campaign",
};

/** What turned the attackers of a campaign away; those of whom the same is to be said come together. */
export function describeAllRefusals(exposures: readonly CampaignExposure[]): { label: string; text: string }[] {
  const ids = new Map<string, string[]>();
  for (const exposure of exposures) {
    const text = describeRefusals(exposure);
    if (text !== "") ids.set(text, [...(ids.get(text) ?? []), exposure.attacker_id]);
  }
  return [...ids].map(([text, [first, ...others]]) =>
    others.length === 0
      ? { label: first, text }
      : { label: "attackers", text: `${[first, ...others].join(", ")}: ${text}` },
  );
}

/** What turned an attacker away, and how many of its accounts got something; empty where it stayed away, or nothing did. */
export function describeRefusals({ exact, simulated }: CampaignExposure): string {
  if (simulated === null) return "";
  const { attempts, refusals, accounts_opened: opened, accounts_served: served } = simulated;
  const away = Object.entries(refusals).map(([reason, times]) => `${REASONS[reason] ?? reason} (${count(times)})`);
  const stopped = away.length === 0 ? "" : `Turned away by ${away.join(", ")}.`;
  if (attempts === 0) return exact.attacks === false ? "Stays away: it does not pay." : stopped;
  const accounts = served === opened ? "" : `${counted(served, "account")} of ${count(opened)} got something.`;
  return [accounts, stopped].filter((text) => text !== "").join(" ");
}

/** At most one decimal, a dash where there is none. */
export function decimal(value: number | null): string {
  if (value === null) return "–";
  const tenths = Math.round(value * 10);
  return tenths % 10 === 0 ? count(tenths / 10) : `${count(Math.floor(tenths / 10))}.${tenths % 10}`;
}

/** `12.3%`, `<0.1%`, a dash where there is none. */
export function shareOf(value: number | null): string {
  if (value === null) return "–";
  if (value > 0 && value < 0.0005) return "<0.1%";
  return `${(value * 100).toFixed(1)}%`;
}
