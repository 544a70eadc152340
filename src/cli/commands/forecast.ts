/** `promosim forecast`: many replays of a log, and what they come to together, with its uncertainty. */
import { join } from "node:path";
import { forecastCsv } from "../../forecast/forecast-csv.js";
import type { ForecastDocument } from "../../forecast/forecast-document.js";
import { type ForecastRequest, prepareForecast } from "../../forecast.js";
import { jsonPieces } from "../../report/formats/json.js";
import { sanitize } from "../../report/layout/sanitize.js";
import type { Reject } from "../../transactions/columns.js";
import { planSweep, sweepForecast } from "../../tune/sweep.js";
import { asUsageError } from "../data-options.js";
import { Interrupted, UsageError } from "../exit-code.js";
import { addForecastOptions, type ForecastFlags } from "../forecast-options.js";
import { openForecastRequest } from "../forecast-request.js";
import type { Host } from "../host.js";
import { once, oneOf, text } from "../option-values.js";
import { printRejects } from "../print-rejects.js";
import { createProgress } from "../progress.js";
import { forecastText } from "../render-forecast.js";
import { sweepText } from "../render-sweep.js";
import { usesColor } from "../uses-color.js";
import { warningText } from "../warning-lines.js";
import { assertFolderIsWritable, writeFiles } from "../write-files.js";
import type { DefineCommand } from "./contract.js";

const FORMATS = ["text", "json", "csv"] as const;

interface Flags extends ForecastFlags {
  readonly sweep?: string;
  readonly out?: string;
  readonly format?: (typeof FORMATS)[number];
}

export const defineForecast: DefineCommand = (command, host) => {
  addForecastOptions(command, { precision: true })
    .option(
      "--sweep <path=values>",
      "a forecast for each value of a setting, such as campaigns.friday.budget.total=1000,2000 (default: none)",
      once(text),
    )
    .option("-o, --out <folder>", "also write forecast.json and forecast.csv there (default: none)", once(text))
    .option(
      "--format <format>",
      `what standard output gets: ${FORMATS.join(", ")} (default: text)`,
      once(oneOf(FORMATS)),
    )
    .addHelpText("after", HELP)
    .action((flags: Flags) => forecast(host, flags));
};

const HELP = `
Replays the log many times. What differs between the runs is what you say: random discounts always do; --resample, --growth
and the behaviour of campaign files add to it, and the report names all of it. Ctrl-C ends a forecast with what the finished
runs say, marked as partial, and exit code 130; the files of --out are then not written. docs/forecast.md says what the
figures mean, and what they do not.

Examples:
  promosim forecast -c campaigns.yaml -t transactions.csv --resample users
  promosim forecast -c campaigns/ -t log.csv.gz --resample users --precision 1%
  promosim forecast -c campaigns.yaml -t log.csv --resample days --horizon 2026-03-01..2026-03-31 --growth 0.9..1.3
  promosim forecast -c campaigns.yaml -t log.csv --holiday 2026-03-08=2.5 --format json > forecast.json`;

const REJECTS = "promosim replay --out writes them all to rejects.csv";

async function forecast(host: Host, flags: Flags): Promise<void> {
  if (flags.sweep !== undefined) return sweep(host, flags, flags.sweep);
  if (flags.out !== undefined) await assertFolderIsWritable(host, flags.out);
  const progress = createProgress(host);
  const request = await openForecastRequest(host, flags, progress);
  const { rejects, document } = await carryOut(request)
    .catch(asUsageError)
    .finally(() => progress.finish());
  if (document.runs === 0) throw new Interrupted();
  await printRejects(host, rejects, REJECTS);
  if (flags.out !== undefined && !document.partial) await writeForecast(host, flags.out, document);
  // A table has no place for them.
  if (flags.format === "csv") await printWarnings(host, document);
  for (const piece of render(host, document, flags.format ?? "text")) await host.stdout.write(piece);
  if (document.partial) throw new Interrupted(); // what is printed is less than what was asked for
}

async function carryOut(request: ForecastRequest): Promise<{ rejects: readonly Reject[]; document: ForecastDocument }> {
  const { rejects, run } = await prepareForecast(request);
  return { rejects, document: await run() };
}

async function writeForecast(host: Host, folder: string, document: ForecastDocument): Promise<void> {
  await writeFiles(host, async (files) => {
    await files.makeFolder(folder);
    await files.write(join(folder, "forecast.json"), jsonPieces(document));
    await files.write(join(folder, "forecast.csv"), forecastCsv(document));
  });
}

async function printWarnings(host: Host, { warnings }: ForecastDocument): Promise<void> {
  for (const warning of warnings)
    await host.stderr.write(`warning[${warning.code}]: ${sanitize(warningText(warning))}\n`);
}

function render(host: Host, document: ForecastDocument, format: (typeof FORMATS)[number]): Iterable<string> {
  if (format === "json") return jsonPieces(document);
  if (format === "csv") return forecastCsv(document);
  return [forecastText(document, { columns: host.stdout.columns, color: usesColor(host, host.stdout) })];
}

async function sweep(host: Host, flags: Flags, what: string): Promise<void> {
  if (flags.format === "csv" || flags.out !== undefined) {
    throw new UsageError("--sweep has no CSV, and no --out: use --format json");
  }
  if (flags.precision !== undefined) {
    throw new UsageError("--sweep has no --precision: its values are compared run by run, so they have the same runs");
  }
  const progress = createProgress(host);
  const request = await openForecastRequest(host, flags, progress);
  const plan = planSweep(request.campaigns, what);
  const swept = await prepareForecast(request)
    .then(async ({ rejects, run }) => {
      const result = await sweepForecast(async (campaigns) => {
        const document = await run(campaigns);
        // Values of which some had fewer runs could not be compared.
        if (document.partial) throw new Interrupted();
        return document;
      }, plan);
      return { rejects, result };
    })
    .catch(asUsageError)
    .finally(() => progress.finish());
  await printRejects(host, swept.rejects, REJECTS);
  if (flags.format === "json") for (const piece of jsonPieces(swept.result)) await host.stdout.write(piece);
  else {
    const options = { columns: host.stdout.columns, color: usesColor(host, host.stdout) };
    await host.stdout.write(sweepText(swept.result, options));
  }
}
