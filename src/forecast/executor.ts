/** Who carries out the runs of a forecast: this thread, or several workers. Types only. */
import type { RunBatch } from "./contract.js";
import type { ForecastJob } from "./job.js";
import type { PackedSummary } from "./summary/packed-summary.js";

export interface RunExecutor {
  /** Batches that can be under way at once. */
  readonly parallel: number;
  /** Runs that the next batch should have at most, by what earlier ones took. Without it batches are of a size that suits the log. Of no effect on the result. */
  batchRuns?(): number;
  /** Carries out the runs of a batch; rejects with what went wrong, also if the executor is closed meanwhile. */
  run(batch: RunBatch): Promise<PackedSummary>;
  /** Ends all work at once. */
  close(): Promise<void>;
}

/** `runRows`: about how many rows a run has. */
export type CreateExecutor = (job: ForecastJob, runRows: number) => RunExecutor;
