/**
 * Attacks without reading or writing: campaigns and columns are in memory. Prints how long the log alone takes, and what a run takes on average
 * with one attacker of the standard profile beside it.
 */
import { createReadStream, readFileSync } from "node:fs";
import { exposuresOf } from "../dist/attack/exposure.js";
import { standardAttackers } from "../dist/attack/standard-profile.js";
import { runRaid } from "../dist/raid/run-raid.js";
import { readInputs } from "../dist/simulation/read-inputs.js";

/** Campaigns that are attacked: of random discounts, so that all tactics have something to do. */
const ATTACKED = 2;
const [campaigns, log] = process.argv.slice(2);
const { set, loaded } = await readInputs({
  campaigns: [{ file: campaigns, text: readFileSync(campaigns) }],
  transactions: { name: log, chunks: createReadStream(log, { highWaterMark: 1 << 18 }) },
});
const attackers = standardAttackers({
  currency: set.currency,
  zone: set.zone,
  campaignIds: set.campaigns.map(({ id }) => id),
});
const attacked = { ...set, campaigns: set.campaigns.slice(0, ATTACKED) };
const exposures = exposuresOf(attacked, attackers, { priceMinor: null, honestPerDay: null });
const ground = { set, columns: loaded.columns, onMismatch: "server", seed: "bench", profileOf: () => new Map() };

function measureRun(situations) {
  const startMs = performance.now();
  const steps = runRaid({ ...ground, situations });
  let step = steps.next();
  while (!step.done) step = steps.next();
  const attempts = step.value.takings.reduce((sum, takings) => sum + takings.attempts, 0);
  return { ms: performance.now() - startMs, attempts };
}

const { ms: replayMs } = measureRun([]);
const runs = exposures.map(({ situation }) => measureRun([situation]));
const attackMs = runs.reduce((sum, { ms }) => sum + ms, 0) / runs.length;
const attempts = runs.reduce((sum, run) => sum + run.attempts, 0);
console.log(JSON.stringify({ replayMs, attackMs, runs: runs.length, attempts }));
