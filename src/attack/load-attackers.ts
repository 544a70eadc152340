/** Attackers files, from bytes to checked attackers: every problem of every file at once. */
import { checkIds, checkVersion } from "../documents/check-files.js";
import type { DocumentFile } from "../documents/document-file.js";
import type { DocumentKind } from "../documents/document-kind.js";
import { reportWrongShape } from "../documents/explain-issues.js";
import { type DocumentBytes, problemsInOrder, readDocuments } from "../documents/read-documents.js";
import { readKeys } from "../documents/read-keys.js";
import type { Currency } from "../domain/money.js";
import { assert, InputError } from "../domain/problem.js";
import type { Zone } from "../domain/zone.js";
import { createLeaves } from "../schema/leaves.js";
import type { Attacker, Attackers } from "./attacker.js";
import { commonShape, fileShape, kindsByOwnKey, ownShape } from "./attacker-schema.js";
import { type AttackerContext, compileAttacker } from "./compile-attacker.js";
import { ATTACKER_KINDS } from "./kinds/registry.js";

const ATTACKERS_FILE: DocumentKind = {
  name: "an attackers file",
  contents: "attackers",
  docs: "docs/attackers.md",
  start: "docs/attackers.md has one to start from",
};

/** Of the campaigns that are attacked. */
export interface AttackedCampaigns {
  readonly currency: Currency;
  readonly zone: Zone;
  readonly campaignIds: readonly string[];
}

/**
 * The attackers of all files (at least one), in their order.
 * @throws InputError with every error of every file, in the order of the files and by place
 */
export function loadAttackers(files: readonly DocumentBytes[], attacked: AttackedCampaigns): Attackers {
  assert(files.length > 0, "there is an attackers file");
  const documents = readDocuments(files, ATTACKERS_FILE);
  const leaves = createLeaves(attacked.currency.exponent);
  const context: AttackerContext = {
    ...attacked,
    campaignIds: new Set(attacked.campaignIds),
    leaves,
    common: commonShape(leaves),
    own: new Map(ATTACKER_KINDS.map((kind) => [kind, ownShape(kind, leaves)])),
    kindsByOwnKey: kindsByOwnKey(leaves),
  };
  const attackers = documents.files.flatMap((file) => compileFile(file, context));
  checkIds(documents.files, "attackers", "attacker");
  const problems = problemsInOrder(files, documents);
  if (problems.length > 0) throw new InputError(problems);
  return attackers;
}

function compileFile(file: DocumentFile, context: AttackerContext): readonly Attacker[] {
  checkVersion(file);
  readKeys(file, [], fileShape(context.leaves));
  const path = ["attackers"];
  const list = file.nodeAt(path);
  if (file.root.kind !== "block") return [];
  if (list === undefined) {
    file.report(path, "missing-key", '"attackers" is missing here', "list the attackers below it");
    return [];
  }
  if (list.kind !== "list") {
    reportWrongShape(file, path, "list");
    return [];
  }
  if (list.items.length === 0) file.report(path, "empty-list", "this list is empty", "write at least one attacker");
  return list.items.flatMap((_, index) => compileAttacker(file, [...path, index], context) ?? []);
}
