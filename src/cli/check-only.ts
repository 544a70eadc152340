/** The part of a check's results that `--only` asks for. */
import type { CheckDocument, CheckResult } from "../check/check-document.js";
import { UsageError } from "./exit-code.js";

/**
 * Cases and thresholds whose name has `part` in it; suites without any are left out.
 * @throws UsageError where none has: a slip of the pen must not pass
 */
export function only(document: CheckDocument, part: string): CheckDocument {
  const named = (results: readonly CheckResult[]) => results.filter(({ name }) => name.includes(part));
  const suites = document.suites
    .map((suite) => ({ ...suite, cases: named(suite.cases), thresholds: named(suite.thresholds) }))
    .filter(({ cases, thresholds }) => cases.length + thresholds.length > 0);
  const results = suites.flatMap(({ cases, thresholds }) => [...cases, ...thresholds]);
  if (results.length === 0) throw new UsageError(`--only: no case and no threshold has "${part}" in its name`);
  const passed = results.filter((result) => result.passed).length;
  return { ...document, suites, passed, failed: results.length - passed };
}
