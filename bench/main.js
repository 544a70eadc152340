/**
 * `npm run bench [-- --rows n --repeat n --figures file]`: ratios measured in one run on one machine. It asserts nothing about time: seconds differ
 * from machine to machine, ratios hardly do.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { expectSameBytes, measureMemory, measureTwoWorkers } from "./forecast-by-workers.js";
import { fastest, measure, pathOf } from "./measure.js";
import { writeCampaigns } from "./write-campaigns.js";
import { writeLog } from "./write-log.js";

const { values } = parseArgs({
  options: {
    rows: { type: "string", default: "1000000" },
    repeat: { type: "string", default: "3" },
    folder: { type: "string", default: pathOf("../.bench") },
    figures: { type: "string" },
  },
});
const rows = Number(values.rows);
const repeat = Number(values.repeat);
const MIB = 1024 * 1024;

mkdirSync(values.folder, { recursive: true });
const log = logOf(rows);
/** For many runs of a forecast. */
const smallLog = logOf(Math.ceil(rows / 10));
const campaigns = {
  few: `${values.folder}/campaigns-20.yaml`,
  many: `${values.folder}/campaigns-2000.yaml`,
  random: `${values.folder}/campaigns-20-random.yaml`,
  checkouts: `${values.folder}/campaigns-20-checkouts.yaml`,
};
writeCampaigns(campaigns.few, 20);
writeCampaigns(campaigns.many, 2000);
writeCampaigns(campaigns.random, 20, { random: true });
writeCampaigns(campaigns.checkouts, 20, { checkouts: true });
const output = `${values.folder}/output.txt`;

const cli = (file) => [pathOf("../bin/promosim.js"), "replay", "-c", file, "-t", log];
const alone = (file) => [pathOf("replay-alone.js"), file, log];
const withFiles = (command) => [
  pathOf("../bin/promosim.js"),
  command,
  "-c",
  campaigns.few,
  "-t",
  log,
  "--out",
  `${values.folder}/${command}`,
];
const runs = {
  csvParse: [],
  few: [],
  many: [],
  aloneFew: [],
  aloneMany: [],
  aloneRandom: [],
  aloneCheckouts: [],
  files: [],
  settle: [],
  attack: [],
  compare: [],
  engine: [],
};
const forecasts = [];
const workers = [];
const memory = [];
// Taken in turns, so that a slow spell of the machine falls on all of them.
for (let i = 0; i < repeat; i++) {
  runs.csvParse.push(await measure([pathOf("read-with-csv-parse.js"), log], output));
  runs.few.push(await measure(cli(campaigns.few), output));
  runs.many.push(await measure(cli(campaigns.many), output));
  runs.aloneFew.push(await measureAlone(campaigns.few));
  runs.aloneMany.push(await measureAlone(campaigns.many));
  runs.aloneRandom.push(await measureAlone(campaigns.random));
  runs.aloneCheckouts.push(await measureAlone(campaigns.checkouts));
  runs.files.push(await measure(withFiles("replay"), output));
  runs.settle.push(await measure(withFiles("settle"), output));
  runs.attack.push(await measureAttack(campaigns.random));
  runs.compare.push(await measureCompare(campaigns.few));
  runs.engine.push(await measureEngine(campaigns.few));
  forecasts.push(await measureForecast(campaigns.few));
  workers.push(await measureTwoWorkers({ campaigns: campaigns.few, log }, output));
  memory.push(await measureMemory({ campaigns: campaigns.random, log: smallLog }, output));
}
await expectSameBytes({ campaigns: campaigns.random, log: smallLog }, output);

function logOf(count) {
  const path = `${values.folder}/log-${count}.csv`;
  if (!existsSync(path)) writeLog(path, count);
  return path;
}

async function measureAlone(file) {
  const run = await measure(alone(file), output);
  return { ...run, ms: JSON.parse(readFileSync(output, "utf8")).replayMs };
}

/** Its time is that of a run with an attacker; `replayMs` that of the same log without one. */
async function measureAttack(file) {
  const run = await measure([pathOf("attack-alone.js"), file, log], output);
  const { attackMs, ...others } = JSON.parse(readFileSync(output, "utf8"));
  return { ...run, ...others, ms: attackMs };
}

/** Its time is that of a comparison; `replayMs` that of one replay of the same log. */
async function measureCompare(file) {
  const run = await measure([pathOf("compare-alone.js"), file, log], output);
  const { compareMs, ...others } = JSON.parse(readFileSync(output, "utf8"));
  return { ...run, ...others, ms: compareMs };
}

/** Its time is that of quotes and payments one by one; `replayMs` that of a replay of the same rows. */
async function measureEngine(file) {
  const run = await measure([pathOf("engine-alone.js"), file, log], output);
  const { engineMs, ...others } = JSON.parse(readFileSync(output, "utf8"));
  return { ...run, ...others, ms: engineMs };
}

/** How long a replay takes and a run of a forecast by who comes, with the lowest and highest ratio of the turns. */
async function measureForecast(file) {
  await measure([pathOf("forecast-alone.js"), file, log], output);
  return JSON.parse(readFileSync(output, "utf8"));
}

/** The turns of all repeats together. */
function forecastRatios() {
  const replayMs = Math.min(...forecasts.map((forecast) => forecast.replayMs));
  return forecasts[0].runs.map(({ resample }, i) => {
    const each = forecasts.map((forecast) => forecast.runs[i]);
    const ms = Math.min(...each.map((run) => run.ms));
    const lowest = Math.min(...each.map((run) => run.lowest));
    return {
      resample,
      ms,
      replayMs,
      ratio: ms / replayMs,
      lowest,
      highest: Math.max(...each.map((run) => run.highest)),
    };
  });
}

/** Least of all repeats, as all that disturbs only adds to it. */
function least(list, name) {
  return Math.min(...list.map((item) => item[name]));
}

const best = Object.fromEntries(Object.entries(runs).map(([name, list]) => [name, fastest(list)]));
const runRatios = forecastRatios();
const speedups = workers.map(({ one, two }) => one / two);
const figures = {
  rows,
  csv_to_report_over_csv_parse: best.few.ms / best.csvParse.ms,
  peak_mib: Math.max(...runs.few.map((run) => run.peakBytes)) / MIB,
  replay_rows_per_second: (rows / best.aloneFew.ms) * 1000,
  many_over_few_csv_to_report: best.many.ms / best.few.ms,
  many_over_few_replay_alone: best.aloneMany.ms / best.aloneFew.ms,
  random_over_fixed_replay_alone: best.aloneRandom.ms / best.aloneFew.ms,
  checkouts_over_at_once_replay_alone: best.aloneCheckouts.ms / best.aloneFew.ms,
  settle_over_replay_with_files: best.settle.ms / best.files.ms,
  attack_over_replay_per_run: best.attack.ms / best.attack.replayMs,
  engine_checkout_over_replayed_row: best.engine.ms / best.engine.replayMs,
  compare_over_replay: best.compare.ms / best.compare.replayMs,
  ...Object.fromEntries(runRatios.map(({ resample, ratio }) => [`forecast_run_over_replay_${resample}`, ratio])),
  forecast_two_workers_over_one: least(workers, "one") / least(workers, "two"),
  forecast_memory_400_over_20_runs: least(memory, "many") / least(memory, "few"),
};

if (values.figures !== undefined) writeFileSync(values.figures, JSON.stringify(figures));
const seconds = (run) => `${(run.ms / 1000).toFixed(2)} s`;
console.log(`${rows} rows, 13 columns, 20 campaigns; best of ${repeat} runs

CSV to report ÷ csv-parse alone          ${figures.csv_to_report_over_csv_parse.toFixed(2)}   (${seconds(best.few)} ÷ ${seconds(best.csvParse)}; mark: at most 1.00)
peak memory, CSV to report               ${figures.peak_mib.toFixed(0)} MiB   (csv-parse alone: ${(best.csvParse.peakBytes / MIB).toFixed(0)} MiB; mark: below 600 MB)
replay alone, columns in memory          ${(figures.replay_rows_per_second / 1e6).toFixed(2)} million rows/s   (mark: at least 1.5)
2,000 ÷ 20 campaigns, CSV to report      ${figures.many_over_few_csv_to_report.toFixed(2)}   (${seconds(best.many)} ÷ ${seconds(best.few)}; mark: below 3)
2,000 ÷ 20 campaigns, replay alone       ${figures.many_over_few_replay_alone.toFixed(2)}   (${seconds(best.aloneMany)} ÷ ${seconds(best.aloneFew)})
random ÷ fixed discounts, replay alone   ${figures.random_over_fixed_replay_alone.toFixed(2)}   (${seconds(best.aloneRandom)} ÷ ${seconds(best.aloneFew)}; draws, fit and all)
checkouts ÷ paid at once, replay alone   ${figures.checkouts_over_at_once_replay_alone.toFixed(2)}   (${seconds(best.aloneCheckouts)} ÷ ${seconds(best.aloneFew)}; a quarter more checkouts, money held for all)
settle ÷ replay, both --out              ${figures.settle_over_replay_with_files.toFixed(2)}   (${seconds(best.settle)} ÷ ${seconds(best.files)}; peak ${(best.settle.peakBytes / MIB).toFixed(0)} MiB)
attack ÷ the log alone, each run         ${figures.attack_over_replay_per_run.toFixed(2)}   (${seconds(best.attack)} ÷ ${(best.attack.replayMs / 1000).toFixed(2)} s; ${best.attack.runs} runs of the standard profile, ${best.attack.attempts} attempts)
engine, quote and pay ÷ a replayed row   ${figures.engine_checkout_over_replayed_row.toFixed(2)}   (${seconds(best.engine)} ÷ ${(best.engine.replayMs / 1000).toFixed(2)} s for ${best.engine.rows} rows)
compare ÷ one replay, beyond reading     ${figures.compare_over_replay.toFixed(2)}   (${seconds(best.compare)} ÷ ${(best.compare.replayMs / 1000).toFixed(2)} s; ${best.compare.changedRows} rows change; mark: at most 2.20)
${runRatios.map(runLine).join("\n")}
forecast, 2 workers ÷ 1, runs a second   ${figures.forecast_two_workers_over_one.toFixed(2)}   (${least(workers, "one").toFixed(0)} ÷ ${least(workers, "two").toFixed(0)} ms a run; ${range(speedups)}; mark: at least 1.70)
forecast, 400 ÷ 20 runs, peak memory     ${figures.forecast_memory_400_over_20_runs.toFixed(2)}   (${memoryLine()}; mark: at most 1.05)
forecast, 1, 2, 3, 8 workers             the same bytes`);

function runLine({ resample, ms, replayMs, ratio, lowest, highest }) {
  const name = `forecast run ÷ replay alone, ${resample}`.padEnd(41);
  return `${name}${ratio.toFixed(2)}   (${ms.toFixed(0)} ÷ ${replayMs.toFixed(0)} ms; turns ${range([lowest, highest])}; mark: at most 0.50)`;
}

function memoryLine() {
  const mib = (name) => (least(memory, name) / MIB).toFixed(0);
  return `${mib("many")} ÷ ${mib("few")} MiB; ${range(memory.map(({ many, few }) => many / few))}; ${Math.ceil(rows / 10)} rows`;
}

function range(ratios) {
  return `${Math.min(...ratios).toFixed(2)} to ${Math.max(...ratios).toFixed(2)}`;
}
