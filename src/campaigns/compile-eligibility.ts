/** `eligibility`: a list of lines, each of one kind, all of which must hold. */

import type { EligibilityTest } from "../conditions/contract.js";
import { ELIGIBILITY } from "../conditions/registry.js";
import type { DocumentFile } from "../documents/document-file.js";
import { explainIssues, reportWrongShape } from "../documents/explain-issues.js";
import { type Path, plainOf } from "../documents/tree.js";
import type { Currency } from "../domain/money.js";
import { remedy } from "../domain/suggest.js";
import type { Leaves } from "../schema/leaves.js";
import { quote } from "../schema/quote.js";
import { buildOnce } from "./build-once.js";
import { checkColumnName } from "./column-name.js";

/** The tests at `path`; none if the key is left out. */
export function compileEligibility(
  file: DocumentFile,
  path: Path,
  currency: Currency,
  leaves: Leaves,
): readonly EligibilityTest[] {
  const node = file.nodeAt(path);
  if (node === undefined) return [];
  if (node.kind !== "list") {
    reportWrongShape(file, path, "list");
    return [];
  }
  return node.items.flatMap((_, index) => compileLine(file, [...path, index], currency, leaves));
}

function compileLine(file: DocumentFile, path: Path, currency: Currency, leaves: Leaves): EligibilityTest[] {
  const node = file.nodeAt(path);
  if (node?.kind !== "block") {
    reportWrongShape(file, path, "block");
    return [];
  }
  const names = ELIGIBILITY.map((kind) => kind.name);
  const keys = [...node.entries.keys()];
  for (const key of keys) {
    if (names.includes(key)) continue;
    file.reportKey(
      [...path, key],
      "unknown-eligibility",
      `no kind of eligibility is called ${quote(key)}`,
      remedy(key, names),
    );
  }
  if (keys.length !== 1) {
    const message = keys.length === 0 ? "there is no test in this line" : `${keys.length} tests stand in one line`;
    file.report(path, "one-test-a-line", message, `write one of ${names.join(", ")} a line; all lines must hold`);
    return [];
  }
  const kind = ELIGIBILITY.find((candidate) => candidate.name === keys[0]);
  const value = node.entries.get(keys[0])?.value;
  if (kind === undefined || value === undefined) return [];
  const schema = buildOnce(leaves, kind, () => kind.parameters(leaves));
  const result = schema.safeParse(plainOf(value));
  if (!result.success) {
    explainIssues(file, [...path, kind.name], schema, result.error.issues);
    return [];
  }
  const test = kind.compile(result.data as never, currency);
  if (test.column !== null) checkColumnName(file, [...path, kind.name], test.column, "value");
  return [test];
}
