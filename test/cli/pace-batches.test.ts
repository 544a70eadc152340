/** Batches of runs: sized by what they take, on a clock of the test. */
import { describe, expect, it } from "vitest";
import { paceBatches } from "../../src/cli/pace-batches.js";
import type { PackedSummary } from "../../src/forecast/summary/packed-summary.js";

/** An executor of which each run takes so long, and the sizes of the batches that its pace asks for. */
async function sizes(msPerRun: readonly number[]): Promise<number[]> {
  let nowMs = 0;
  let batch = 0;
  const executor = paceBatches(
    {
      parallel: 1,
      run: async ({ first, until }) => {
        nowMs += (until - first) * msPerRun[batch++];
        return {} as PackedSummary;
      },
      close: async () => {},
    },
    () => nowMs,
  );
  const asked: number[] = [];
  for (let first = 0; batch < msPerRun.length; ) {
    const runs = executor.batchRuns?.() ?? 0;
    asked.push(runs);
    await executor.run({ first, until: first + runs });
    first += runs;
  }
  return asked;
}

describe("paceBatches", () => {
  it("begins with one run and grows to what takes a fifth of a second", async () => {
    expect(await sizes([2, 2, 2, 2, 2, 2])).toEqual([1, 4, 16, 64, 100, 100]);
  });

  it("keeps to one run where a run takes long", async () => {
    expect(await sizes([900, 900, 900])).toEqual([1, 1, 1]);
  });

  it("falls at once where runs become slow, and does not stop at a clock that stands", async () => {
    expect(await sizes([0, 0, 50, 50])).toEqual([1, 4, 16, 4]);
  });
});
