/** Which columns the campaigns need and the data lacks. */
import type { Problem } from "../domain/problem.js";
import { remedy } from "../domain/suggest.js";
import { quote } from "../schema/quote.js";
import type { CampaignSet } from "./campaign.js";
import { TABLES } from "./column-name.js";
import { type ColumnUse, columnUses } from "./columns-needed.js";

/** Every log has them. */
const ALWAYS: readonly string[] = ["timestamp", "user_id", "amount"];

/**
 * An error for every campaign and column that `available` lacks; it holds the columns of the log and, as `user.x` and
 * `merchant.x`, those of the tables. `renamable` are the columns for which `--map` can name another.
 */
export function checkColumns(
  set: CampaignSet,
  available: ReadonlySet<string>,
  renamable: ReadonlySet<string>,
): Problem[] {
  const names = [...available, ...set.identities.keys()];
  const seen = new Set<string>();
  return columnUses(set).flatMap((use) => {
    const key = JSON.stringify([use.campaign.id, use.column]);
    if (available.has(use.column) || ALWAYS.includes(use.column) || seen.has(key)) return [];
    seen.add(key);
    return [missing(use, names, renamable)];
  });
}

function missing(
  { column, identity, campaign, at }: ColumnUse,
  available: readonly string[],
  renamable: ReadonlySet<string>,
): Problem {
  const table = TABLES.find((name) => column.startsWith(`${name}.`));
  const part = identity === null ? "" : ` for the identity ${quote(identity)}`;
  const problem = { severity: "error", at, campaignId: campaign.id } as const;
  if (table !== undefined && !available.some((name) => name.startsWith(`${table}.`))) {
    const message = `campaign ${quote(campaign.id)} needs ${quote(column)}${part}, and there is no table of ${table}s`;
    return { ...problem, code: "missing-table", message, hint: `give one with --${table}s` };
  }
  const message = `campaign ${quote(campaign.id)} needs the column ${quote(column)}${part}, which the data lacks`;
  const others = available.filter((name) => table === undefined || name.startsWith(`${table}.`));
  const map = renamable.has(column) ? `--map ${column}=… renames a column, ` : "";
  const hint = `${remedy(column, others)}; ${map}--allow-missing-columns takes it as empty`;
  return { ...problem, code: "missing-column", message, hint };
}
