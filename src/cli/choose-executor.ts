/** Who carries out the runs of a forecast on this machine: this thread, or workers. Of no effect on the result. */
import type { CreateExecutor } from "../forecast/executor.js";
import { inThisThread } from "../forecast/in-this-thread.js";
import type { Host } from "./host.js";
import { paceBatches } from "./pace-batches.js";
import { createWorkerPool } from "./worker-pool.js";

/** Rows of all runs that make one more worker worth its start: about as much work as starting it. */
const ROWS_PER_WORKER = 1_000_000;
/** Rows of a run that this thread may replay in one go and still hear Ctrl-C in time. */
const ROWS_WITHIN_HEARING = 200_000;

export interface WorkersWanted {
  /** Null: as many as are worth it. */
  readonly workers: number | null;
  /** At most. */
  readonly runs: number;
}

export function chooseExecutor(host: Host, { workers, runs }: WorkersWanted): CreateExecutor {
  return (job, rows) => {
    const worth = Math.max(1, Math.floor((runs * rows) / ROWS_PER_WORKER));
    const threads = Math.min(runs, workers ?? Math.min(host.parallelism, worth));
    const executor = threads > 1 || rows > ROWS_WITHIN_HEARING ? createWorkerPool(job, threads) : inThisThread(job);
    return paceBatches(executor, host.nowMs);
  };
}
