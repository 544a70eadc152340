/**
 * Runs of a forecast without reading or writing: campaigns and columns are in memory, the log is shared and screened. Prints how long a replay with every
 * tally takes, and a run by who comes: the fastest of a few of each, taken in turns, and between which ratios the turns were.
 */
import { createReadStream, readFileSync } from "node:fs";
import { createRunner } from "../dist/forecast/run-job.js";
import { LogShare } from "../dist/forecast/share-log.js";
import { Replay } from "../dist/replay/replay.js";
import { readInputs } from "../dist/simulation/read-inputs.js";
import { createReplayTallies } from "../dist/tally/replay-tallies.js";

const TURNS = 6;
const SEED = "bench";
const [file, log] = process.argv.slice(2);
const campaigns = [{ file, text: readFileSync(file, "utf8") }];
const { set, loaded } = await readInputs({
  campaigns,
  transactions: { name: log, chunks: createReadStream(log, { highWaterMark: 1 << 18 }) },
});
const { columns } = loaded;
const share = new LogShare(columns);
const shape = {
  campaigns: set.campaigns.map(({ id, funding, budget }) => ({
    id,
    sponsors: funding.shares.sponsors,
    totalMinor: budget?.totalMinor ?? null,
  })),
  days: {
    first: set.zone.dayOf(columns.timeMs[0]),
    until: set.zone.dayOf(columns.timeMs[columns.length - 1]) + 1,
  },
};

function runnerOf(resample) {
  const settings = { seed: SEED, resample, horizon: null, growth: { low: 1, high: 1 }, holidays: new Map(), uplift: 0 };
  const shared = share.for(set, { seed: SEED, timeMoves: resample === "days", raisedByMinor: 0 });
  const runner = createRunner({ campaigns, settings, shape, onMismatch: "server", log: shared });
  let run = 0;
  return () => {
    runner({ first: run, until: run + 1 });
    run++;
  };
}

function replayOnce() {
  const replay = new Replay({ set, columns, onMismatch: "server", seed: SEED, onRejectedRefund: () => {} });
  const { tallies, results } = createReplayTallies({ set, columns, sponsors: replay.sponsors, states: replay.states });
  for (const _rows of replay.run(tallies));
  results();
}

function measureMs(once) {
  const startMs = performance.now();
  once();
  return performance.now() - startMs;
}

const runners = ["none", "users", "days"].map((resample) => ({
  resample,
  once: runnerOf(resample),
  times: [],
  ratios: [],
}));
const replays = [];
for (let turn = 0; turn < TURNS; turn++) {
  replays.push(measureMs(replayOnce));
  for (const { once, times } of runners) times.push(measureMs(once));
}
// The first turn compiles.
for (const { times, ratios } of runners) for (let i = 1; i < TURNS; i++) ratios.push(times[i] / replays[i]);
console.log(
  JSON.stringify({
    replayMs: Math.min(...replays),
    runs: runners.map(({ resample, times, ratios }) => ({
      resample,
      ms: Math.min(...times),
      lowest: Math.min(...ratios),
      highest: Math.max(...ratios),
    })),
  }),
);
