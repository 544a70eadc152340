/** A comparison without reading or writing: campaigns and columns are in memory; the second side has another amount. Prints the fastest of a few runs. */
import { createReadStream, readFileSync } from "node:fs";
import { compareRows, reasonsOf } from "../dist/compare/compare-rows.js";
import { pairCampaigns, pairedCampaigns } from "../dist/compare/pairing.js";
import { ReplaySide } from "../dist/compare/side.js";
import { ChangesTally } from "../dist/compare/tally-changes.js";
import { Replay } from "../dist/replay/replay.js";
import { readCampaigns, readInputs } from "../dist/simulation/read-inputs.js";
import { createReplayTallies } from "../dist/tally/replay-tallies.js";

const RUNS = 3;
const [campaigns, log] = process.argv.slice(2);
const text = readFileSync(campaigns, "utf8");
const { set, loaded } = await readInputs({
  campaigns: [{ file: campaigns, text }],
  transactions: { name: log, chunks: createReadStream(log, { highWaterMark: 1 << 18 }) },
});
const { columns } = loaded;
// Every second campaign gives nothing any more: much changes, and every change is explained.
const lines = text.split(/(?=^ {2}- id: )/m);
const edited = lines.map((part, i) => (i > 0 && i % 2 === 0 ? part.replace(/\n/, "\n    status: paused\n") : part));
const after = readCampaigns([{ file: campaigns, text: edited.join("") }]);
const pairing = pairCampaigns(pairedCampaigns(set), pairedCampaigns(after));
const common = { columns, onMismatch: "server", seed: "bench" };

let replayMs = Number.POSITIVE_INFINITY;
let compareMs = Number.POSITIVE_INFINITY;
let changedRows = 0;
for (let run = 0; run < RUNS; run++) {
  let startMs = performance.now();
  const replay = new Replay({ ...common, set, onRejectedRefund: () => {} });
  const { tallies, results } = createReplayTallies({ set, columns, sponsors: replay.sponsors, states: replay.states });
  for (const _rows of replay.run(tallies));
  results();
  replayMs = Math.min(replayMs, performance.now() - startMs);

  startMs = performance.now();
  const before = new ReplaySide({ ...common, set, side: pairing.before, pairing });
  const now = new ReplaySide({ ...common, set: after, side: pairing.after, pairing });
  const tally = new ChangesTally(columns, pairing);
  let explained = 0;
  const listener = {
    changed(row, change, was, is) {
      tally.add(row, change, was, is);
      if (reasonsOf(before, now, (place) => pairing.ids[place]).after !== "") explained++;
    },
    rejected() {},
  };
  for (const _rows of compareRows(columns, before, now, listener));
  before.finish();
  now.finish();
  ({ changedRows } = tally.finish());
  compareMs = Math.min(compareMs, performance.now() - startMs);
  if (explained > changedRows) throw new Error("more reasons than changes");
}
console.log(JSON.stringify({ replayMs, compareMs, changedRows }));
