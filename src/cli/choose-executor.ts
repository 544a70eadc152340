/** Who carries out the runs of a forecast on this machine: this thread, or workers. Of no effect on the result. */
import type { CreateExecutor } from "../forecast/executor.js";
import { createRunner } from "../forecast/run-job.js";
import { createWorkerPool } from "./worker-pool.js";

/** Rows of all runs that make one more worker worth its start: about as much work as starting it. */
const ROWS_PER_WORKER = 1_000_000;
/** Rows of a run that this thread may replay in one go and still hear Ctrl-C in time. */
const ROWS_WITHIN_HEARING = 500_000;

export interface WorkersWanted {
  /** Null: as many as are worth it. */
  readonly workers: number | null;
  /** Threads that the machine runs at once. */
  readonly parallelism: number;
  /** At most. */
  readonly runs: number;
}

export function chooseExecutor({ workers, parallelism, runs }: WorkersWanted): CreateExecutor {
  return (job) => {
    const rows = job.log.length;
    const worth = Math.max(1, Math.floor((runs * rows) / ROWS_PER_WORKER));
    const threads = Math.min(runs, workers ?? Math.min(parallelism, worth));
    if (threads > 1 || rows > ROWS_WITHIN_HEARING) return createWorkerPool(job, threads);
    const run = createRunner(job);
    return { parallel: 1, run: async (batch) => run(batch), close: async () => {} };
  };
}
