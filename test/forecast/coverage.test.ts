/** Forecasts claim what is true: their bands, intervals, run-outs and resampling against models whose truth is known. At full size: `npm run bench:coverage`. */
import { expect, it, type TestContext } from "vitest";
import { studyBands } from "./truth/bands.js";
import { studyBootstrap } from "./truth/bootstrap.js";
import { studyRunOuts } from "./truth/run-outs.js";
import { type Finding, isOff, type StudySize, studySize } from "./truth/study.js";

declare module "vitest" {
  interface TaskMeta {
    findings?: readonly Finding[];
  }
}

const SIZE = studySize(process.env);

/** The bench prints what the tests find. */
function findsNothingOff(study: (size: StudySize) => Promise<Finding[]>) {
  return async ({ task }: TestContext) => {
    const findings = await study(SIZE);
    task.meta.findings = findings;
    expect(findings.filter(isOff)).toEqual([]);
  };
}

it("bands and intervals contain what they claim", findsNothingOff(studyBands));
it("budgets run out as renewal theory says", findsNothingOff(studyRunOuts));
it("resampled sums vary as their closed forms say", findsNothingOff(studyBootstrap));
