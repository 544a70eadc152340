/** `scope`, `payment` and `audience`: one grammar of matchers, all of which must hold. */

import type { DocumentFile } from "../documents/document-file.js";
import { reportUnknownKey, reportWrongShape } from "../documents/explain-issues.js";
import type { Block, Node, Path } from "../documents/tree.js";
import { compareDecimals, type Decimal, parseDecimal } from "../domain/decimal.js";
import { quote } from "../schema/quote.js";
import type { Matcher } from "./campaign.js";
import { checkColumnName } from "./column-name.js";
import { checkNoIdentity, type Identity } from "./compile-identities.js";

const KEYS = ["min", "max", "prefix"];

/** The matchers at `path`; none if the key is left out. */
export function compileMatchers(
  file: DocumentFile,
  path: Path,
  identities: ReadonlyMap<string, Identity>,
): readonly Matcher[] {
  const matchers: Matcher[] = [];
  if (file.nodeAt(path) !== undefined) collect(file, path, false, matchers, identities);
  return matchers;
}

function collect(
  file: DocumentFile,
  path: Path,
  negated: boolean,
  into: Matcher[],
  identities: ReadonlyMap<string, Identity>,
): void {
  const node = file.nodeAt(path);
  if (node?.kind !== "block") {
    reportWrongShape(file, path, "block");
    return;
  }
  for (const [key, { value }] of node.entries) {
    const at = [...path, key];
    if (key === "not" && !negated) {
      collect(file, at, true, into, identities);
      continue;
    }
    if (key === "not") {
      file.reportKey(at, "nested-not", '"not" stands inside "not"', "write the matchers without both");
      continue;
    }
    checkColumnName(file, at, key, "key");
    checkNoIdentity(file, at, key.trim(), identities, "key");
    const test = testOf(file, at, value);
    if (test !== null) into.push({ column: key.trim(), negated, test, at: file.atKey(at) });
  }
}

function testOf(file: DocumentFile, path: Path, node: Node): Matcher["test"] | null {
  if (node.kind === "block") return blockTest(file, path, node);
  const values = texts(file, path, node);
  return values === null ? null : { kind: "any_of", values };
}

function blockTest(file: DocumentFile, path: Path, node: Block): Matcher["test"] | null {
  const unknown = [...node.entries.keys()].filter((key) => !KEYS.includes(key));
  for (const key of unknown) reportUnknownKey(file, [...path, key], KEYS);
  if (node.entries.size === 0) {
    file.report(path, "empty-block", "there is nothing to match here", "write min, max or prefix");
  }
  const test = knownTest(file, path, node);
  return unknown.length > 0 || node.entries.size === 0 ? null : test;
}

function knownTest(file: DocumentFile, path: Path, node: Block): Matcher["test"] | null {
  const prefix = node.entries.get("prefix");
  if (prefix === undefined) return rangeTest(file, path, node);
  if (node.entries.has("min") || node.entries.has("max")) {
    const message = '"prefix" excludes "min" and "max"';
    file.reportKey([...path, "prefix"], "conflicting-keys", message, "keep one of them; say the other with when");
    return null;
  }
  const prefixes = texts(file, [...path, "prefix"], prefix.value);
  return prefixes === null ? null : { kind: "prefix", prefixes };
}

function rangeTest(file: DocumentFile, path: Path, node: Block): Matcher["test"] | null {
  const min = node.entries.has("min") ? bound(file, [...path, "min"]) : null;
  const max = node.entries.has("max") ? bound(file, [...path, "max"]) : null;
  if (min === undefined || max === undefined) return null;
  if (min !== null && max !== null && compareDecimals(min, max) > 0) {
    file.report([...path, "min"], "range-reversed", "min is above max", "swap the two");
    return null;
  }
  return { kind: "range", min, max };
}

function bound(file: DocumentFile, path: Path): Decimal | undefined {
  const node = file.nodeAt(path);
  if (node?.kind !== "scalar" || node.text.trim() === "") {
    reportWrongShape(file, path, "scalar");
    return undefined;
  }
  const decimal = parseDecimal(node.text.trim());
  if (decimal !== null) return decimal;
  file.report(path, "not-a-number", `${quote(node.text)} is not a number`, "write digits and at most one point");
  return undefined;
}

/** One text or a list of them, trimmed; null where something was reported. */
function texts(file: DocumentFile, path: Path, node: Node): readonly string[] | null {
  if (node.kind === "scalar") return oneText(file, path);
  if (node.kind === "block") {
    reportWrongShape(file, path, "list");
    return null;
  }
  if (node.items.length === 0) {
    file.report(path, "empty-list", "this list is empty", "write at least one item, or remove the key");
    return null;
  }
  const found = node.items.map((_, index) => oneText(file, [...path, index]));
  return found.includes(null) ? null : [...new Set(found.flatMap((list) => list ?? []))];
}

function oneText(file: DocumentFile, path: Path): readonly [string] | null {
  const node = file.nodeAt(path);
  if (node?.kind === "scalar" && node.text.trim() !== "") return [node.text.trim()];
  reportWrongShape(file, path, "scalar");
  return null;
}
