/** Parts of a check's results that more than one format says: how many passed, and what a failure came to. */
import type { CheckDocument, CheckResult, SuiteResult } from "../check/check-document.js";
import type { Position } from "../domain/problem.js";

/** `12 passed, 1 failed`: both figures always, so that a line of a log can be searched for. */
export function sumUpCheck({ passed, failed }: CheckDocument): string {
  return `${passed} passed, ${failed} failed`;
}

/** Cases, then thresholds, each in file order. */
export function resultsOf({ cases, thresholds }: SuiteResult): readonly CheckResult[] {
  return [...cases, ...thresholds];
}

/** One sentence for each thing that did not come as expected, with its place; none where the check passed. */
export function failuresOf({ passed, at, words, mismatches }: CheckResult): readonly Failure[] {
  if (passed) return [];
  return mismatches.length === 0
    ? [{ at, message: words === "" ? "failed" : words }]
    : mismatches.map((mismatch) => ({ at: mismatch.at, message: mismatch.message }));
}

export interface Failure {
  readonly at: Position;
  readonly message: string;
}

/** `friday.suite.yaml:14:22`; the file alone where no line is known. */
export function placeInWords({ file, line, column }: Position): string {
  return line === 0 ? file : `${file}:${line}:${column}`;
}
