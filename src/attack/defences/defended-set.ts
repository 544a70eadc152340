/** A campaign set with one defence. */
import type { CampaignSet } from "../../campaigns/campaign.js";
import type { Defence, DefenceContext } from "./contract.js";

export interface DefendedSet {
  /** New campaigns in the old places; the set itself where none changes. */
  readonly set: CampaignSet;
  /** Ids of the campaigns that the defence changes, in file order. */
  readonly changed: readonly string[];
}

/** Changes the attacked campaigns that lack the defence; the data has to have its columns. */
export function defendedSet(defence: Defence, context: DefenceContext): DefendedSet {
  const { set, attacked } = context;
  const changed: string[] = [];
  const campaigns = set.campaigns.map((campaign) => {
    const defended = attacked.has(campaign.id) ? defence.apply(campaign, context) : null;
    if (defended === null) return campaign;
    changed.push(campaign.id);
    return defended;
  });
  if (changed.length === 0) return { set, changed };
  const made = defence.identities?.(context) ?? new Map();
  const identities = new Map([...set.identities, ...made]);
  const at = { file: "--defences", line: 0, column: 0 };
  const identitiesAt = new Map([...[...made.keys()].map((name) => [name, at] as const), ...set.identitiesAt]);
  return { set: { ...set, campaigns, identities, identitiesAt }, changed };
}
