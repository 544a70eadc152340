/** Has the runs of a forecast carried out, batch by batch, by whoever can; what they come to does not depend on who did which, and in which order. */
import type { RunBatch } from "./contract.js";
import type { RunExecutor } from "./executor.js";
import type { ForecastJob } from "./job.js";
import { ForecastSummary } from "./summary/forecast-summary.js";
import { nextCheckpoint, worstHalfWidth } from "./summary/precision.js";

export interface ForecastProgress {
  readonly done: number;
  /** Runs that are known to come; with a precision more may follow. */
  readonly planned: number;
}

export interface CarryOutOptions {
  readonly runs?: number | undefined;
  readonly precision?: number | undefined;
  readonly signal?: AbortSignal | undefined;
  onRuns?(progress: ForecastProgress): unknown;
}

export interface CarriedOut {
  readonly summary: ForecastSummary;
  /** True where it was stopped before all runs. */
  readonly partial: boolean;
}

export const DEFAULT_RUNS = 1000;
export const MOST_RUNS = 100_000;

/** Rows of a batch where nobody measures how long one takes: short enough to be waited for, long enough to be worth the way. Of no effect on the result. */
const BATCH_ROWS = 400_000;

export async function carryOut(executor: RunExecutor, job: ForecastJob, options: CarryOutOptions): Promise<CarriedOut> {
  const { precision } = options;
  const most = options.runs ?? (precision === undefined ? DEFAULT_RUNS : MOST_RUNS);
  const summary = new ForecastSummary(job.shape);
  let planned = precision === undefined ? most : nextCheckpoint(0, most);
  for (let done = 0; ; ) {
    const finished = await carryOutUpTo(executor, job, summary, { first: done, until: planned }, options);
    if (!finished) return { summary, partial: true };
    done = planned;
    if (precision === undefined || done >= most || worstHalfWidth(summary) <= precision)
      return { summary, partial: false };
    planned = nextCheckpoint(done, most);
  }
}

/** False where it was stopped. */
async function carryOutUpTo(
  executor: RunExecutor,
  job: ForecastJob,
  summary: ForecastSummary,
  { first, until }: RunBatch,
  { signal, onRuns }: CarryOutOptions,
): Promise<boolean> {
  const share = Math.ceil((until - first) / executor.parallel / 4);
  const byRows = Math.floor(BATCH_ROWS / Math.max(1, job.log.length));
  const size = () => Math.max(1, Math.min(share, executor.batchRuns?.() ?? byRows));
  let next = first;
  let done = first;
  const stopped = () => signal?.aborted === true;
  const work = async () => {
    while (next < until && !stopped()) {
      const batch = { first: next, until: Math.min(until, next + size()) };
      next = batch.until;
      const packed = await executor.run(batch).catch((error: unknown) => {
        // What was under way when it was stopped does not count.
        if (stopped()) return null;
        throw error;
      });
      if (packed === null) return;
      summary.merge(packed);
      done += batch.until - batch.first;
      await onRuns?.({ done, planned: until });
    }
  };
  const all = Promise.all(Array.from({ length: executor.parallel }, work));
  await untilStopped(all, signal);
  if (stopped()) all.catch(() => {});
  return done === until;
}

/** Waits for the work, or for the signal to stop it, and leaves no listener behind. */
async function untilStopped(work: Promise<unknown>, signal: AbortSignal | undefined): Promise<void> {
  if (signal === undefined) {
    await work;
    return;
  }
  let stop = () => {};
  const stopped = new Promise<void>((resolve) => {
    stop = resolve;
    signal.addEventListener("abort", stop, { once: true });
  });
  await Promise.race([work, stopped]).finally(() => signal.removeEventListener("abort", stop));
}
