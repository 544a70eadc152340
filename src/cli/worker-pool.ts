/** Several threads that carry out the runs of one forecast; the log is shared, everything else each has for itself. */
import { Piscina } from "piscina";
import type { RunBatch } from "../forecast/contract.js";
import type { RunExecutor } from "../forecast/executor.js";
import type { ForecastJob } from "../forecast/job.js";
import type { PackedSummary } from "../forecast/summary/packed-summary.js";

const WORKER = new URL("./forecast-worker.js", import.meta.url);

/** Starts `threads` workers at once; the first that fails makes every batch fail, with its error. */
export function createWorkerPool(job: ForecastJob, threads: number): Omit<RunExecutor, "batchRuns"> {
  const pool = new Piscina<RunBatch, PackedSummary>({
    filename: WORKER.href,
    workerData: job,
    minThreads: threads,
    maxThreads: threads,
    idleTimeout: Number.POSITIVE_INFINITY,
    recordTiming: false,
  });
  const waiting = new Set<(error: Error) => void>();
  let failure: Error | null = null;
  // A worker that fails between two batches, or before its first, leaves behind batches that nobody would answer.
  pool.on("error", (error: Error) => {
    failure ??= error;
    for (const reject of waiting) reject(failure);
  });
  return {
    parallel: threads,
    run: (batch) =>
      new Promise((resolve, reject) => {
        if (failure !== null) return reject(failure);
        waiting.add(reject);
        pool
          .run(batch)
          .then(resolve, reject)
          .finally(() => waiting.delete(reject));
      }),
    close: () => pool.destroy(),
  };
}
