/** What an exposure leaves out of account, said once a campaign. */
import type { Campaign, Limit } from "../campaigns/campaign.js";
import type { Problem } from "../domain/problem.js";
import type { IgnoredLimit } from "./allowance.js";
import type { Exposure } from "./exposure.js";

interface LeftOut {
  /** In words. */
  readonly limits: Set<string>;
  readonly reasons: Set<IgnoredLimit["because"]>;
  readonly attackers: Set<string>;
}

/** A warning for each campaign with limits that no exact figure counts, which are therefore too high. */
export function exposureWarnings(exposures: readonly Exposure[]): Problem[] {
  const found = new Map<Campaign, LeftOut>();
  for (const { situation } of exposures) {
    const { campaign, allowance, attacker } = situation;
    if (allowance.ignored.length === 0) continue;
    const known = found.get(campaign) ?? { limits: new Set(), reasons: new Set(), attackers: new Set() };
    found.set(campaign, known);
    known.attackers.add(attacker.id);
    for (const ignored of allowance.ignored) {
      known.limits.add(inWords(ignored));
      known.reasons.add(ignored.because);
    }
  }
  return [...found].map(([campaign, { limits, reasons, attackers }]) => ({
    code: "limit-not-counted",
    severity: "warning",
    message: `${campaign.id}: the exact figures leave out ${listed(limits)}, so the loss to ${listed(attackers)} may be smaller`,
    hint: [...reasons].map((reason) => REMEDIES[reason]).join("; "),
    at: campaign.at,
    campaignId: campaign.id,
  }));
}

const REMEDIES: Readonly<Record<IgnoredLimit["because"], string>> = {
  no_cell: "give the attacker's profile the columns that its payments carry",
  some_accounts: "promosim attack counts what some of the accounts have together",
  offers_to_all: "promosim attack counts the offers to all accounts together",
  amount_left: "promosim attack counts what each settlement leaves of a max_amount",
};

/** "max_attempts per device_id". */
function inWords({ limit, because }: IgnoredLimit): string {
  const { per } = limit;
  const bounds = because === "amount_left" ? ["max_amount"] : boundsOf(limit, because === "offers_to_all");
  return `${bounds.join(" and ")} ${per.length === 0 ? "of the whole campaign" : `per ${per.join(" and ")}`}`;
}

function boundsOf({ max, maxAmountMinor, maxAttempts, cooldownMs }: Limit, ofOffers: boolean): string[] {
  return [
    ...(max === null || ofOffers ? [] : ["max"]),
    ...(maxAmountMinor === null || ofOffers ? [] : ["max_amount"]),
    ...(maxAttempts === null ? [] : ["max_attempts"]),
    ...(cooldownMs === null ? [] : ["cooldown"]),
  ];
}

function listed(names: ReadonlySet<string>): string {
  const all = [...names];
  return all.length === 1 ? all[0] : `${all.slice(0, -1).join(", ")} and ${all[all.length - 1]}`;
}
