/** The campaigns that an attacker goes for. */
import type { DocumentFile } from "../documents/document-file.js";
import type { Path } from "../documents/tree.js";
import { suggest } from "../domain/suggest.js";
import { quote } from "../schema/quote.js";

/** The ids named at `path`, each once; null where the key is left out. Those that are not among `ids` are reported. */
export function findCampaigns(
  file: DocumentFile,
  path: Path,
  named: string | readonly string[] | undefined,
  ids: ReadonlySet<string>,
): readonly string[] | null {
  if (named === undefined) return null;
  const list = typeof named === "string" ? [named] : named;
  for (const [index, id] of list.entries()) {
    if (ids.has(id)) continue;
    const at = typeof named === "string" ? path : [...path, index];
    file.report(at, "unknown-campaign", `no campaign file has a campaign ${quote(id)}`, nearestIds(id, [...ids]));
  }
  return [...new Set(list)];
}

/** There may be thousands of campaigns. */
const MOST_IDS_SHOWN = 8;

function nearestIds(id: string, ids: readonly string[]): string {
  const near = suggest(id, ids);
  if (near !== null) return `did you mean ${quote(near)}?`;
  const others = ids.length > MOST_IDS_SHOWN ? ` and ${ids.length - MOST_IDS_SHOWN} more` : "";
  return `write one of ${ids.slice(0, MOST_IDS_SHOWN).join(", ")}${others}`;
}
