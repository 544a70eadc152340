/** A suite's file up to where its campaigns have to be known: keys, forecast settings, which tests there are. */
import { checkVersion } from "../documents/check-files.js";
import type { DocumentFile } from "../documents/document-file.js";
import type { DocumentKind } from "../documents/document-kind.js";
import { reportWrongShape } from "../documents/explain-issues.js";
import { readKeys } from "../documents/read-keys.js";
import type { Path } from "../documents/tree.js";
import { createLeaves } from "../schema/leaves.js";
import { quote } from "../schema/quote.js";
import { DEFAULT_SEED } from "../simulation/simulate-options.js";
import { readForecastWishes } from "./read-forecast-wishes.js";
import type { Suite } from "./suite.js";
import { fileShape } from "./suite-schema.js";

export const SUITE_FILE: DocumentKind = {
  name: "a suite",
  contents: "cases and thresholds",
  docs: "docs/suites.md",
  start: "docs/suites.md has one to start from",
};

/** Amounts are read once the campaigns, and with them the currency, are known. */
const ANY_EXPONENT = 2;

/** Problems go to the file. */
export function readSuite(file: DocumentFile): Suite {
  checkVersion(file);
  const leaves = createLeaves(ANY_EXPONENT);
  const values = readKeys(file, [], fileShape(leaves));
  const { transactions, history, users, merchants, campaigns = [] } = values;
  const cases = casesOf(file);
  const thresholds = (values.thresholds ?? []).map((text, index) => ({ path: ["thresholds", index], text }));
  checkThereAreTests(file);
  if (file.nodeAt(["thresholds"]) !== undefined && file.nodeAt(["transactions"]) === undefined) {
    const hint = "name the log with transactions: log.csv, or remove the thresholds";
    file.reportKey(["thresholds"], "thresholds-without-log", "thresholds need a log, and this suite names none", hint);
  }
  return {
    file,
    campaigns: typeof campaigns === "string" ? [campaigns] : campaigns,
    seed: values.seed ?? DEFAULT_SEED,
    onMismatch: values.on_mismatch ?? "server",
    data: { transactions, history, users, merchants },
    forecast: readForecastWishes(file, leaves),
    cases,
    thresholds,
  };
}

function checkThereAreTests(file: DocumentFile): void {
  if (file.root.kind !== "block") return;
  if (file.nodeAt(["cases"]) !== undefined || file.nodeAt(["thresholds"]) !== undefined) return;
  file.report([], "no-tests", "this suite has neither cases nor thresholds", "write at least one");
}

function casesOf(file: DocumentFile): Path[] {
  const list = file.nodeAt(["cases"]);
  if (list === undefined) return [];
  if (list.kind !== "list") {
    reportWrongShape(file, ["cases"], "list");
    return [];
  }
  if (list.items.length === 0) file.report(["cases"], "empty-list", "this list is empty", "write at least one case");
  const paths = list.items.map((_, index): Path => ["cases", index]);
  checkNames(file, paths);
  return paths.filter((path) => {
    const isBlock = file.nodeAt(path)?.kind === "block";
    if (!isBlock) reportWrongShape(file, path, "block");
    return isBlock;
  });
}

function checkNames(file: DocumentFile, cases: readonly Path[]): void {
  const lines = new Map<string, number>();
  for (const path of cases.map((one) => [...one, "name"])) {
    const node = file.nodeAt(path);
    const name = node?.kind === "scalar" ? node.text.trim() : "";
    if (name === "") continue;
    const first = lines.get(name);
    if (first === undefined) lines.set(name, file.at(path).line);
    else {
      const hint = `it first stands on line ${first}: give this case another name`;
      file.report(path, "duplicate-case", `a second case is called ${quote(name)}`, hint);
    }
  }
}
