/** Runs one case through the oracle and the tool and says where they differ; the files of a case that differs are kept. */
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Case } from "./case.js";
import { compareResults, type Difference, describeDifferences, type ToolResult } from "./compare.js";
import { naiveReplay } from "./naive-replay.js";
import { shrinkCase } from "./shrink-case.js";
import { writeCase } from "./write-case.js";

/** A way to run the tool: the command line, or the library in this process. */
export type Runner = (input: Case) => ToolResult | Promise<ToolResult>;

/** Null where both agree, else a report for a person. */
export async function findDifference(input: Case, run: Runner): Promise<string | null> {
  const first = await differences(input, run);
  if (first.length === 0) return null;
  const kind = kindOf(first);
  const small = await shrinkCase(input, async (smaller) => kindOf(await differences(smaller, run)) === kind);
  const dir = mkdtempSync(join(tmpdir(), "promosim-difference-"));
  writeCase(small, dir);
  const left = describeDifferences(await differences(small, run));
  return `${input.name}\n${describeDifferences(first)}\nmade small in ${dir}\n${left}`;
}

async function differences(input: Case, run: Runner): Promise<Difference[]> {
  const naive = naiveReplay(input);
  if (naive.state.unsure) return [];
  try {
    return compareResults(naive, await run(input));
  } catch (error) {
    return [{ path: FAILED, expected: "a result", got: error instanceof Error ? error.message : String(error) }];
  }
}

const FAILED = "the tool failed";

/** What a smaller case must go on showing: a failure, or a difference, whichever it was. */
function kindOf(found: Difference[]): string {
  if (found.length === 0) return "none";
  return found[0].path === FAILED ? String(found[0].got) : "difference";
}
