/**
 * The tool against the oracle on random cases. `ORACLE_CASES` and `ORACLE_SEED` say how many and from which seed; `nightly.js` sets them.
 */
import { describe, expect, test } from "vitest";
import { randomCase } from "./random-case.js";
import { findDifference } from "./run-case.js";
import { runLibrary } from "./run-library.js";

const count = Number(process.env.ORACLE_CASES ?? 300);
const start = Number(process.env.ORACLE_SEED ?? 1);
/** Seeds of one test: few enough that a failing test says roughly where. */
const CHUNK = 50;

describe("the tool and the oracle agree", () => {
  for (let from = start; from < start + count; from += CHUNK) {
    const seeds = Array.from({ length: Math.min(CHUNK, start + count - from) }, (_, i) => from + i);
    test(`on seeds ${from} to ${from + seeds.length - 1}`, async () => {
      const reports: string[] = [];
      for (const seed of seeds) {
        const report = await findDifference(randomCase(seed), (input) => runLibrary(input));
        if (report !== null) reports.push(report);
      }
      expect(reports.join("\n\n")).toBe("");
    });
  }
});
