/** The replay without reading or writing: campaigns and columns are in memory; every tally is kept. Prints the fastest of a few runs. */
import { createReadStream, readFileSync } from "node:fs";
import { Replay } from "../dist/replay/replay.js";
import { readInputs } from "../dist/simulation/read-inputs.js";
import { createReplayTallies } from "../dist/tally/replay-tallies.js";

const RUNS = 3;
const [campaigns, log] = process.argv.slice(2);
const { set, loaded } = await readInputs({
  campaigns: [{ file: campaigns, text: readFileSync(campaigns) }],
  transactions: { name: log, chunks: createReadStream(log, { highWaterMark: 1 << 18 }) },
});

let replayMs = Number.POSITIVE_INFINITY;
for (let run = 0; run < RUNS; run++) {
  const startMs = performance.now();
  const { columns } = loaded;
  const replay = new Replay({ set, columns, onMismatch: "server", seed: "bench", onRejectedRefund: () => {} });
  const { tallies, results } = createReplayTallies({
    set,
    columns,
    sponsors: replay.sponsors,
    states: replay.states,
  });
  for (const _rows of replay.run(tallies));
  results();
  replayMs = Math.min(replayMs, performance.now() - startMs);
}
console.log(JSON.stringify({ replayMs }));
