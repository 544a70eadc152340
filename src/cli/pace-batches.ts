/** Gives batches of runs the size that takes a moment: long enough to be worth the way to a worker, short enough to hear Ctrl-C between two. */
import type { RunExecutor } from "../forecast/executor.js";

/** What a batch should take. */
const BATCH_MS = 200;
/** A batch is at most so many times the one before: a first one may have been quick by chance. */
const LARGEST_STEP = 4;

/** The same executor, whose batches are sized by what the last one took on the clock `nowMs`. The first has one run. */
export function paceBatches(executor: Omit<RunExecutor, "batchRuns">, nowMs: () => number): RunExecutor {
  let runs = 1;
  return {
    parallel: executor.parallel,
    batchRuns: () => runs,
    run: async (batch) => {
      const startMs = nowMs();
      const packed = await executor.run(batch);
      const count = batch.until - batch.first;
      const fitting = Math.floor((BATCH_MS * count) / Math.max(nowMs() - startMs, 1));
      runs = Math.max(1, Math.min(fitting, count * LARGEST_STEP));
      return packed;
    },
    close: () => executor.close(),
  };
}
