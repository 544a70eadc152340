/** `funding`: who pays which share, for all merchants and for some, as whole weights that add up exactly. */

import type { DocumentFile } from "../documents/document-file.js";
import { explainIssues, reportWrongShape } from "../documents/explain-issues.js";
import { type Block, type Path, plainOf } from "../documents/tree.js";
import { MAX_MINOR } from "../domain/money.js";
import { formatRatio, type Ratio } from "../domain/ratio.js";
import type { Leaves } from "../schema/leaves.js";
import type { Funding, FundingShares } from "./campaign.js";

const BY_MERCHANT = "by_merchant";
const DEFAULT_SHARES: FundingShares = { sponsors: ["platform"], weights: [100] };

/** The funding at `path`; without one, the platform pays. */
export function compileFunding(file: DocumentFile, path: Path, leaves: Leaves): Funding {
  const node = file.nodeAt(path);
  if (node === undefined) return { shares: DEFAULT_SHARES, byMerchant: new Map() };
  if (node.kind !== "block") {
    reportWrongShape(file, path, "block");
    return { shares: DEFAULT_SHARES, byMerchant: new Map() };
  }
  const sponsors = [...node.entries.keys()].filter((key) => key !== BY_MERCHANT);
  const byMerchant = compileByMerchant(file, [...path, BY_MERCHANT], leaves);
  if (sponsors.length > 0) return { shares: compileShares(file, path, node, sponsors, leaves), byMerchant };
  const message = node.entries.size === 0 ? "nobody pays here" : "by_merchant has no shares beside it";
  file.report(path, "no-shares", message, "write who pays for all other merchants, such as bank: 100%");
  return { shares: DEFAULT_SHARES, byMerchant };
}

function compileByMerchant(file: DocumentFile, path: Path, leaves: Leaves): ReadonlyMap<string, FundingShares> {
  const shares = new Map<string, FundingShares>();
  const node = file.nodeAt(path);
  if (node === undefined) return shares;
  if (node.kind !== "block") {
    reportWrongShape(file, path, "block");
    return shares;
  }
  for (const [merchant, { value }] of node.entries) {
    const at = [...path, merchant];
    if (value.kind !== "block") reportWrongShape(file, at, "block");
    else if (value.entries.size === 0) file.report(at, "no-shares", "nobody pays here", "write who pays which share");
    else shares.set(merchant.trim(), compileShares(file, at, value, [...value.entries.keys()], leaves));
  }
  return shares;
}

function compileShares(file: DocumentFile, path: Path, node: Block, sponsors: readonly string[], leaves: Leaves) {
  const ratios: Ratio[] = [];
  for (const sponsor of sponsors) {
    const value = node.entries.get(sponsor)?.value;
    const result = leaves.percentage.safeParse(value && plainOf(value));
    if (result.success) ratios.push(result.data);
    else explainIssues(file, [...path, sponsor], leaves.percentage, result.error.issues);
    if (sponsor.trim() === "") file.reportKey([...path, sponsor], "empty-value", "a sponsor has no name", "write one");
  }
  if (ratios.length < sponsors.length) return DEFAULT_SHARES;
  const denominator = ratios.reduce((largest, ratio) => Math.max(largest, ratio.denominator), 1);
  const weights = ratios.map((ratio) => ratio.numerator * (denominator / ratio.denominator));
  const sum = weights.reduce((total, weight) => Math.min(MAX_MINOR, total + weight), 0);
  if (sum !== denominator) {
    const total = formatRatio({ numerator: sum, denominator });
    file.report(path, "funding-sum", `the shares add up to ${total}`, "they must add up to exactly 100%");
  }
  return { sponsors: sponsors.map((sponsor) => sponsor.trim()), weights };
}
