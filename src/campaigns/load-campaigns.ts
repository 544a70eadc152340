/** Campaign files, from bytes to one checked set of campaigns: every problem of every file at once. */

import { DocumentFile } from "../documents/document-file.js";
import { reportWrongShape } from "../documents/explain-issues.js";
import { parseTree } from "../documents/parse-tree.js";
import { readSource } from "../documents/source.js";
import { assert, InputError, type Problem } from "../domain/problem.js";
import { createLeaves } from "../schema/leaves.js";
import { quote } from "../schema/quote.js";
import type { Campaign, CampaignSet } from "./campaign.js";
import { createShapes } from "./campaign-schema.js";
import { type CampaignContext, compileCampaign } from "./compile-campaign.js";
import { readKeys } from "./read-keys.js";
import { readSettings } from "./read-settings.js";

/** A file of YAML or JSON; `file` is its name for messages. */
export interface CampaignBytes {
  readonly file: string;
  readonly bytes: Uint8Array;
}

/**
 * The campaigns of all files (at least one), in their order.
 * @throws InputError with every error of every file, in the order of the files and by place
 */
export function loadCampaigns(files: readonly CampaignBytes[]): CampaignSet {
  assert(files.length > 0, "there is a campaign file");
  const unreadable: Problem[] = [];
  const read = files.flatMap(({ file, bytes }) => {
    try {
      const source = readSource(file, bytes);
      return [new DocumentFile(source, parseTree(source), "docs/campaigns.md")];
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      for (const problem of error.problems) unreadable.push(problem);
      return [];
    }
  });
  if (read.length === 0) throw new InputError(unreadable);
  // A file that could not be read may be the one that names currency and time zone.
  const settings = readSettings(read, unreadable.length === 0);
  const leaves = createLeaves(settings.currency.exponent);
  const context = { ...settings, leaves, shapes: createShapes(leaves) };
  const campaigns = read.flatMap((file) => compileFile(file, context));
  checkIds(read);
  const problems = [...unreadable, ...read.flatMap((file) => file.problems)];
  if (problems.length > 0) throw new InputError(inOrder(problems, files));
  const { currency, zone, choice } = settings;
  return { currency, zone, choice, campaigns };
}

function compileFile(file: DocumentFile, context: CampaignContext): readonly Campaign[] {
  readKeys(file, [], "file", context.shapes.file);
  const list = file.nodeAt(["campaigns"]);
  if (file.root.kind !== "block") return [];
  if (list === undefined) {
    file.report(["campaigns"], "missing-key", '"campaigns" is missing here', "list the campaigns below it");
    return [];
  }
  if (list.kind !== "list") {
    reportWrongShape(file, ["campaigns"], "list");
    return [];
  }
  if (list.items.length === 0) {
    file.report(["campaigns"], "empty-list", "this list is empty", "write at least one campaign");
  }
  return list.items.flatMap((_, index) => compileCampaign(file, ["campaigns", index], context) ?? []);
}

/** Looks at the trees, so that a campaign with other problems takes part. */
function checkIds(files: readonly DocumentFile[]): void {
  const first = new Map<string, string>();
  for (const file of files) {
    const list = file.nodeAt(["campaigns"]);
    for (let index = 0; list?.kind === "list" && index < list.items.length; index++) {
      const path = ["campaigns", index, "id"];
      const node = file.nodeAt(path);
      const id = node?.kind === "scalar" ? node.text.trim() : "";
      if (id === "") continue;
      const place = first.get(id);
      if (place === undefined) {
        first.set(id, `${file.name}:${file.at(path).line}`);
        continue;
      }
      file.report(path, "duplicate-id", `another campaign is called ${quote(id)}`, `it stands in ${place}: rename one`);
    }
  }
}

function inOrder(problems: readonly Problem[], files: readonly CampaignBytes[]): readonly Problem[] {
  const order = new Map(files.map(({ file }, index) => [file, index]));
  const rank = (problem: Problem) => order.get(problem.at.file) ?? 0;
  return [...problems].sort((a, b) => rank(a) - rank(b) || a.at.line - b.at.line || a.at.column - b.at.column);
}
