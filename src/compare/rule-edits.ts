/** The edits between two sets of campaign files in words, found in the files' own trees, so that they say what was written and where. */
import type { DocumentFile } from "../documents/document-file.js";
import { readDocuments } from "../documents/read-documents.js";
import { childOf, type Node, type Path } from "../documents/tree.js";
import { compareDecimals, parseDecimal } from "../domain/decimal.js";
import type { RuleEdit } from "./compare-document.js";

const KIND = { name: "a campaign file", contents: "campaigns", docs: "docs/campaigns.md", start: "" };
/** Keys below which texts are compared with cells, so that `5` and `5.0` differ. */
const TEXTS: readonly string[] = ["scope", "payment", "audience", "when", "name", "funding"];
/** Keys that no replay reads. */
const UNREAD: readonly string[] = ["name", "behaviour", "version"];
/** Longest value that is shown as it is. */
const LONGEST = 60;

/** A value and where it stands. */
interface Found {
  readonly file: DocumentFile;
  readonly path: Path;
  readonly node: Node;
}

export interface CampaignBytes {
  readonly file: string;
  readonly bytes: Uint8Array;
}

/** Files that are known to be valid; settings first, then campaigns in the order of `after`, those that were removed last. */
export function ruleEdits(before: readonly CampaignBytes[], after: readonly CampaignBytes[]): RuleEdit[] {
  const old = readSide(before);
  const now = readSide(after);
  const edits: RuleEdit[] = [];
  for (const key of new Set([...old.settings.keys(), ...now.settings.keys()])) {
    compareValues(null, [key], old.settings.get(key) ?? null, now.settings.get(key) ?? null, edits);
  }
  for (const [id, found] of now.campaigns) {
    const earlier = old.campaigns.get(id);
    if (earlier === undefined) edits.push(edit(id, "added", [], null, found));
    else compareValues(id, [], earlier, found, edits);
  }
  for (const [id, found] of old.campaigns) {
    if (!now.campaigns.has(id)) edits.push(edit(id, "removed", [], found, null));
  }
  const kept = (side: ReadonlyMap<string, Found>, other: ReadonlyMap<string, Found>) =>
    [...side.keys()].filter((id) => other.has(id)).join(", ");
  const [was, is] = [kept(old.campaigns, now.campaigns), kept(now.campaigns, old.campaigns)];
  if (was !== is) edits.push(reordered(was, is));
  return edits;
}

interface Side {
  readonly settings: ReadonlyMap<string, Found>;
  readonly campaigns: ReadonlyMap<string, Found>;
}

function readSide(files: readonly CampaignBytes[]): Side {
  const settings = new Map<string, Found>();
  const campaigns = new Map<string, Found>();
  for (const file of readDocuments(files, KIND).files) {
    if (file.root.kind !== "block") continue;
    for (const [key, { value }] of file.root.entries) {
      if (key !== "campaigns") {
        if (!settings.has(key)) settings.set(key, { file, path: [key], node: value });
      } else if (value.kind === "list") {
        for (const [index, node] of value.items.entries()) {
          const id = childOf(node, "id");
          if (id?.kind === "scalar") campaigns.set(id.text, { file, path: ["campaigns", index], node });
        }
      }
    }
  }
  return { settings, campaigns };
}

/** `path` counts from the campaign, or from the file for settings. */
function compareValues(id: string | null, path: Path, old: Found | null, now: Found | null, edits: RuleEdit[]): void {
  if (old === null || now === null) {
    if (old !== now) edits.push(edit(id, now === null ? "removed" : "added", path, old, now));
    return;
  }
  const [a, b] = [old.node, now.node];
  if (a.kind === "scalar" && b.kind === "scalar") {
    if (a.text !== b.text) edits.push(edit(id, "changed", path, old, now));
  } else if (a.kind === "block" && b.kind === "block") {
    for (const key of new Set([...a.entries.keys(), ...b.entries.keys()])) {
      compareValues(id, [...path, key], child(old, key), child(now, key), edits);
    }
    // The order of sponsors breaks ties of rounding.
    if (path.includes("funding")) {
      const shared = [...a.entries.keys()].filter((key) => b.entries.has(key)).join();
      const order = [...b.entries.keys()].filter((key) => a.entries.has(key)).join();
      if (shared !== order) edits.push(edit(id, "reordered", path, old, now));
    }
  } else if (a.kind === "list" && b.kind === "list") {
    for (let i = 0; i < Math.max(a.items.length, b.items.length); i++) {
      compareValues(id, [...path, i], child(old, i), child(now, i), edits);
    }
  } else edits.push(edit(id, "changed", path, old, now));
}

function child(parent: Found, step: string | number): Found | null {
  const node = childOf(parent.node, step);
  return node === undefined ? null : { file: parent.file, path: [...parent.path, step], node };
}

function edit(id: string | null, kind: RuleEdit["kind"], path: Path, old: Found | null, now: Found | null): RuleEdit {
  const whole = path.length === 0;
  const before = old === null || whole ? null : shown(old.node);
  const after = now === null || whole ? null : shown(now.node);
  const same = means(path, old, now);
  return {
    campaign_id: id,
    kind,
    path: pathText(path),
    before,
    after,
    before_at: placeOf(old),
    after_at: placeOf(now),
    means_the_same: same,
    words: inWords(id, kind, path, before, after, same),
  };
}

function inWords(
  id: string | null,
  kind: RuleEdit["kind"],
  path: Path,
  before: string | null,
  after: string | null,
  same: boolean,
): string {
  const whose = id === null ? "all campaigns" : id;
  if (path.length === 0) return `${whose}: campaign ${kind}`;
  const where = pathText(path[0] === "discount" && path.length > 1 ? path.slice(1) : path);
  const unread = UNREAD.includes(String(path[0])) ? " (no replay reads it)" : " (means the same)";
  const note = same ? unread : "";
  if (kind === "added") return `${whose}: ${where} added: ${after}${note}`;
  if (kind === "removed") return `${whose}: ${where} removed, was ${before}${note}`;
  if (kind === "reordered") return `${whose}: ${where} in another order: ${before} → ${after}`;
  return `${whose}: ${where} ${before} → ${after}${note}`;
}

function means(path: Path, old: Found | null, now: Found | null): boolean {
  if (path.length > 0 && UNREAD.includes(String(path[0]))) return true;
  if (old === null || now === null || path.some((step) => TEXTS.includes(String(step)))) return false;
  if (old.node.kind !== "scalar" || now.node.kind !== "scalar") return false;
  const a = parseDecimal(old.node.text);
  const b = parseDecimal(now.node.text);
  return a !== null && b !== null && compareDecimals(a, b) === 0;
}

function reordered(before: string, after: string): RuleEdit {
  return {
    campaign_id: null,
    kind: "reordered",
    path: "campaigns",
    before,
    after,
    before_at: null,
    after_at: null,
    means_the_same: false,
    words: `all campaigns: another order, which breaks ties: ${cut(before)} → ${cut(after)}`,
  };
}

function placeOf(found: Found | null): RuleEdit["before_at"] {
  if (found === null) return null;
  const { file, line, column } = found.file.at(found.path);
  return { file: file.replace(/^.*[\\/]/, ""), line, column };
}

/** `discount.tiers[0].amount_off`. */
function pathText(path: Path): string {
  return path.reduce<string>(
    (text, step) => (typeof step === "number" ? `${text}[${step}]` : text === "" ? step : `${text}.${step}`),
    "",
  );
}

function shown(node: Node): string {
  return cut(written(node));
}

function written(node: Node): string {
  if (node.kind === "scalar") return node.text === "" ? '""' : node.text;
  if (node.kind === "list") return `[${node.items.map(written).join(", ")}]`;
  return `{ ${[...node.entries].map(([key, { value }]) => `${key}: ${written(value)}`).join(", ")} }`;
}

function cut(text: string): string {
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}
