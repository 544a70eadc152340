/** Suites of tests for campaigns, run: what `promosim check` tells, and the library's `check`. */
import { lintCampaigns } from "./campaigns/lint-campaigns.js";
import type { CheckDocument, CheckResult, SuiteResult } from "./check/check-document.js";
import { type LoadedSuite, loadSuites } from "./check/load-suites.js";
import type { CheckRequest } from "./check/request.js";
import { runCase } from "./check/run-case.js";
import { runThresholds, type ThresholdRun } from "./check/run-thresholds.js";
import { InputError, type Problem } from "./domain/problem.js";
import { toWarning } from "./simulation/collect-warnings.js";
import { VERSION } from "./version.js";

/**
 * Runs the cases and thresholds of suites. The same input gives the same result on every machine.
 * @throws InputError with all problems of all suites and of their campaigns: then nothing was checked
 */
export async function check(request: CheckRequest): Promise<CheckDocument> {
  const { suites, problems } = await loadSuites(request);
  const of = suites.reduce((sum, { suite, cases }) => sum + cases.length + suite.thresholds.length, 0);
  let done = 0;
  const move = async ({ suite }: LoadedSuite, by: number) => {
    done += by;
    await request.onProgress?.({ done, of, suite: suite.file.name });
  };

  const caseResults: CheckResult[][] = [];
  for (const loaded of suites) {
    const results: CheckResult[] = [];
    for (const one of loaded.cases) {
      const result = await runCase(loaded.suite, one, loaded.set);
      if (result !== null) results.push(result);
      await move(loaded, 1);
    }
    caseResults.push(results);
  }
  const found = problems();
  if (found.length > 0) throw new InputError(found);

  const results: SuiteResult[] = [];
  const unusable = new Map<string, Problem>();
  for (const [i, loaded] of suites.entries()) {
    try {
      const { results: thresholds, warnings } = await thresholdsOf(loaded, request, () => move(loaded, 0));
      const { file, seed } = loaded.suite;
      results.push({ file: file.name, seed, cases: caseResults[i], thresholds, warnings });
      await move(loaded, thresholds.length);
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      for (const problem of error.problems) unusable.set(JSON.stringify(problem), problem);
    }
  }
  if (unusable.size > 0) throw new InputError([...unusable.values()]);

  const all = results.flatMap(({ cases, thresholds }) => [...cases, ...thresholds]);
  const passed = all.filter((result) => result.passed).length;
  return {
    schema_version: 1,
    tool: { name: "promosim", version: VERSION },
    passed,
    failed: all.length - passed,
    suites: results,
  };
}

/** Without thresholds no log is read, and what there is to warn of are the campaigns alone. */
async function thresholdsOf(loaded: LoadedSuite, request: CheckRequest, breathe: () => unknown): Promise<ThresholdRun> {
  if (loaded.thresholds.length > 0) return runThresholds(loaded, request, breathe);
  return { results: [], warnings: lintCampaigns(loaded.set, { hasHistory: true }).map(toWarning) };
}
