/** Runs one case through the oracle and the tool and says where they differ; the files of a case that differs are kept. */
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Case } from "./case.js";
import { compareResults, describeDifferences, type ToolResult } from "./compare.js";
import { naiveReplay } from "./naive-replay.js";
import { writeCase } from "./write-case.js";

/** A way to run the tool: the command line, or the library in this process. */
export type Runner = (input: Case) => ToolResult | Promise<ToolResult>;

/** Null where both agree, else a report for a person. */
export async function findDifference(input: Case, run: Runner): Promise<string | null> {
  const naive = naiveReplay(input);
  let report: string;
  try {
    const differences = compareResults(naive, await run(input));
    if (differences.length === 0) return null;
    report = describeDifferences(differences);
  } catch (error) {
    report = `  the tool failed: ${error instanceof Error ? error.message : String(error)}`;
  }
  const dir = mkdtempSync(join(tmpdir(), "promosim-difference-"));
  writeCase(input, dir);
  return `${input.name}, files and command in ${dir}\n${report}`;
}
