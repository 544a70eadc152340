/** Has the thread that asks carry out the runs itself. */
import type { RunExecutor } from "./executor.js";
import type { ForecastJob } from "./job.js";
import { createRunner } from "./run-job.js";

export function inThisThread(job: ForecastJob): RunExecutor {
  const run = createRunner(job);
  return { parallel: 1, run: async (batch) => run(batch), close: async () => {} };
}
