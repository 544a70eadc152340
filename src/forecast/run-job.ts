/** The runs of a forecast, one after the other, in one thread: each the log's rows through an engine of its own. */
import { Engine } from "../engine/engine.js";
import { readCampaigns } from "../simulation/read-inputs.js";
import { PAYMENT, type TransactionColumns } from "../transactions/columns.js";
import { CandidateFilter } from "./candidate-filter.js";
import type { RunBatch, RunOutcome, RunRows } from "./contract.js";
import type { ForecastJob } from "./job.js";
import { RunLog } from "./run-log.js";
import { RunTally } from "./run-tally.js";
import { createSampler } from "./sampling/create-sampler.js";
import { movesTime, takesRowsAsTheyAre } from "./settings.js";
import type { SharedLog } from "./shared-log.js";
import { SharedRuns } from "./shared-runs.js";
import { ForecastSummary } from "./summary/forecast-summary.js";
import type { PackedSummary } from "./summary/packed-summary.js";
import { createTopUp } from "./top-up.js";

/** What it returns carries out a batch of runs; the same run comes to the same, whoever carries it out and whatever came before. */
export function createRunner(job: ForecastJob): (batch: RunBatch) => PackedSummary {
  const replay = createRunReplay(job);
  return ({ first, until }) => {
    const summary = new ForecastSummary(job.shape);
    for (let run = first; run < until; run++) summary.add(replay(run));
    return summary.pack();
  };
}

/** What it returns carries out one run; its outcome is reused. */
export function createRunReplay(job: ForecastJob): (run: number) => RunOutcome {
  const set = readCampaigns(job.campaigns);
  const { settings, shape, log } = job;
  const sampler = createSampler(log, settings, set.zone);
  const runLog = new RunLog(log, settings.seed, takesRowsAsTheyAre(settings));
  const topUp = createTopUp(set, settings.seed);
  const rows: RunRows = { length: 0, base: new Int32Array(0), person: new Int32Array(0), timeMs: new Float64Array(0) };
  const tally = new RunTally(shape);
  const filter = movesTime(settings) || topUp !== null ? new CandidateFilter(set) : null;
  let shared: SharedRuns | null = null;
  return (run) => {
    sampler.sample(run, rows);
    const priceOf =
      topUp === null ? null : (i: number, base: number) => topUp(run, base, rows.person[i], log.amountMinor[base]);
    const columns = runLog.columns(rows, priceOf);
    const sources = runLog.sources(run, rows, set.behaviour.hiddenAversion);
    tally.clear();
    if (set.campaigns.some(({ grants }) => grants !== null)) {
      shared ??= new SharedRuns(set, columns, log, settings.seed);
      tally.finish(shared.replay(sources, job.onMismatch, tally));
      return tally.outcome;
    }
    const engine = new Engine(set, columns, job.onMismatch, sources);
    filter?.begin();
    replayRows(engine, columns, rows, log, filter, tally);
    tally.finish(engine);
    return tally.outcome;
  };
}

function replayRows(
  engine: Engine,
  { length, type, prior, timeMs, amountMinor }: TransactionColumns,
  { base }: RunRows,
  { starts, candidates }: SharedLog,
  filter: CandidateFilter | null,
  tally: RunTally,
): void {
  for (let i = 0; i < length; i++) {
    if (type[i] !== PAYMENT) {
      engine.refund(i);
      continue;
    }
    if (prior[i] === 1) {
      engine.remember(i);
      continue;
    }
    const from = starts[base[i]];
    const until = starts[base[i] + 1];
    if (from === until) engine.passBy(i);
    else if (filter === null) tally.payment(engine.attempt(i, candidates, from, until));
    else {
      const left = filter.keep(candidates, from, until, timeMs[i], amountMinor[i]);
      tally.payment(engine.attempt(i, filter.kept, 0, left));
    }
  }
}
