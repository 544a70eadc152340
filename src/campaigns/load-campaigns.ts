/** Campaign files, from bytes to one checked set of campaigns: every problem of every file at once. */

import { checkIds } from "../documents/check-files.js";
import type { DocumentFile } from "../documents/document-file.js";
import type { DocumentKind } from "../documents/document-kind.js";
import { reportWrongShape } from "../documents/explain-issues.js";
import { type DocumentBytes, problemsInOrder, readDocuments } from "../documents/read-documents.js";
import { readKeys } from "../documents/read-keys.js";
import { assert, InputError } from "../domain/problem.js";
import { createLeaves } from "../schema/leaves.js";
import type { Campaign, CampaignSet } from "./campaign.js";
import { createShapes } from "./campaign-schema.js";
import { compileBehaviour } from "./compile-behaviour.js";
import { type CampaignContext, compileCampaign } from "./compile-campaign.js";
import { compileCheckout } from "./compile-checkout.js";
import { checkGrants } from "./compile-grants.js";
import { compileIdentities } from "./compile-identities.js";
import { readSettings } from "./read-settings.js";

const CAMPAIGN_FILE: DocumentKind = {
  name: "a campaign file",
  contents: "campaigns",
  docs: "docs/campaigns.md",
  start: "promosim init writes an example to start from",
};

/**
 * The campaigns of all files (at least one), in their order.
 * @throws InputError with every error of every file, in the order of the files and by place
 */
export function loadCampaigns(files: readonly DocumentBytes[]): CampaignSet {
  assert(files.length > 0, "there is a campaign file");
  const documents = readDocuments(files, CAMPAIGN_FILE);
  const { files: read, unreadable } = documents;
  // A file that could not be read may be the one that names currency and time zone.
  const settings = readSettings(read, unreadable.length === 0);
  const leaves = createLeaves(settings.currency.exponent);
  const identities = compileIdentities(read, leaves);
  const shapes = createShapes(leaves);
  const context = { ...settings, leaves, shapes, identities };
  const behaviour = compileBehaviour(read, leaves, shapes);
  const checkout = compileCheckout(read, shapes);
  const campaigns = read.flatMap((file) => compileFile(file, context));
  checkIds(read, "campaigns", "campaign");
  checkGrants(read);
  const problems = problemsInOrder(files, documents);
  if (problems.length > 0) throw new InputError(problems);
  const { currency, zone, choice } = settings;
  return {
    currency,
    zone,
    choice,
    campaigns,
    behaviour,
    checkout,
    identities: new Map([...identities].map(([name, { columns }]) => [name, columns])),
    identitiesAt: new Map([...identities].map(([name, { at }]) => [name, at])),
  };
}

function compileFile(file: DocumentFile, context: CampaignContext): readonly Campaign[] {
  readKeys(file, [], context.shapes.file);
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
