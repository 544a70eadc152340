/** The campaigns that `--campaign` names. */
import type { CampaignSet } from "../campaigns/campaign.js";
import { suggest } from "../domain/suggest.js";
import { UsageError } from "./exit-code.js";

/** Ids that a message lists at most. */
const LISTED = 8;

/** The campaigns of these ids, in file order. */
export function chooseCampaigns(set: CampaignSet, ids: readonly string[] | undefined): CampaignSet {
  if (ids === undefined) return set;
  const known = set.campaigns.map(({ id }) => id);
  const unknown = ids.filter((id) => !known.includes(id));
  if (unknown.length > 0) throw new UsageError(unknown.map((id) => explainUnknown(id, known)).join("; "));
  return { ...set, campaigns: set.campaigns.filter(({ id }) => ids.includes(id)) };
}

function explainUnknown(id: string, known: readonly string[]): string {
  const near = suggest(id, known);
  const more = known.length > LISTED ? `, and ${known.length - LISTED} more` : "";
  const help = near === null ? `there are: ${known.slice(0, LISTED).join(", ")}${more}` : `did you mean "${near}"?`;
  return `--campaign ${id}: no campaign has this id; ${help}`;
}
