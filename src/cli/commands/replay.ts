/** `promosim replay`: campaigns over a log, and what they would have cost. */
import { join } from "node:path";
import type { Command } from "commander";
import { COUPON_FILES, DETECTION_FILES, RESULT_FILES, ROW_FILES } from "../../report/files/registry.js";
import { jsonPieces } from "../../report/formats/json.js";
import { renderText } from "../../report/formats/text.js";
import { wrap } from "../../report/layout/wrap.js";
import { simulate } from "../../simulate.js";
import type { SimulateRequest, Simulation } from "../../simulation/request.js";
import { DEFAULT_SEED, MISMATCHES } from "../../simulation/simulate-options.js";
import { addDataOptions, asUsageError, type DataFlags, openDataSources, readingOptions } from "../data-options.js";
import { UsageError } from "../exit-code.js";
import type { Host } from "../host.js";
import { once, oneOf, repeated, text } from "../option-values.js";
import { printRejects } from "../print-rejects.js";
import { createProgress } from "../progress.js";
import { CAMPAIGN_FILE_ENDINGS, readCampaignFiles } from "../read-campaign-files.js";
import { usesColor } from "../uses-color.js";
import { assertFolderIsWritable, writeFiles } from "../write-files.js";
import type { DefineCommand } from "./contract.js";

const FORMATS = ["text", "json"] as const;
const DETECT_BY = "user_id";
const REJECTS_FILE = "rejects.csv";

interface Flags extends DataFlags {
  readonly campaigns: readonly string[];
  readonly transactions: string;
  readonly seed?: string;
  readonly out?: string;
  readonly format?: (typeof FORMATS)[number];
  readonly onMismatch?: (typeof MISMATCHES)[number];
  readonly allowMissingColumns?: true;
  readonly detect?: true;
  readonly detectBy?: string;
}

export const defineReplay: DefineCommand = (command, host) => {
  command.requiredOption(
    "-c, --campaigns <path>",
    `campaign file, or a folder of ${CAMPAIGN_FILE_ENDINGS.join(", ")} files; repeatable`,
    repeated(text),
  );
  addDataOptions(command, { logRequired: true });
  addOwnOptions(command)
    .addHelpText("after", () => helpAfter(host.stdout.columns))
    .action((flags: Flags) => replay(host, flags));
};

function addOwnOptions(command: Command): Command {
  return command
    .option(
      "--on-mismatch <what>",
      "where client_discount differs from ours: server (pay with ours) or decline (default: server)",
      once(oneOf(MISMATCHES)),
    )
    .option("--allow-missing-columns", "take columns that the data lacks as empty (default: an error)")
    .option("--detect", "look for promotion abuse: a section of the report, suspects.csv (default: not)")
    .option("--detect-by <column>", `with --detect: whose abuse, such as device_id (default: ${DETECT_BY})`, once(text))
    .option("--seed <text>", `seed of all draws (default: ${DEFAULT_SEED})`, once(String))
    .option("-o, --out <folder>", "also write the files below (default: none)", once(text))
    .option(
      "--format <format>",
      `what standard output gets: ${FORMATS.join(", ")} (default: text)`,
      once(oneOf(FORMATS)),
    );
}

const NAME_WIDTH = 20;

function helpAfter(columns: number): string {
  const files = [...ROW_FILES, ...COUPON_FILES, ...RESULT_FILES, ...DETECTION_FILES].map(({ name, summary }) => {
    const text = wrap(summary, { columns, indent: NAME_WIDTH }).map((line) => line.map((piece) => piece.text).join(""));
    return `  ${name}`.padEnd(NAME_WIDTH) + text.join("\n").trimStart();
  });
  return `
Files of --out, which appear whole or not at all:
${files.join("\n")}

Examples:
  promosim replay -c campaigns.yaml -t transactions.csv
  promosim replay -c campaigns/ -t log.csv.gz --users users.csv --out report
  promosim replay -c campaigns.yaml -t theirs.csv --map amount=TxnAmt --map user_id=Customer
  promosim replay -c campaigns.yaml -t theirs.csv --map-value risk.LOW=pass --negative refund
  zcat log.csv.gz | promosim replay -c campaigns.yaml -t - --format json > report.json
  promosim replay -c campaigns.yaml -t transactions.csv --detect --detect-by device_id --out report`;
}

async function replay(host: Host, flags: Flags): Promise<void> {
  if (flags.detectBy !== undefined && flags.detect === undefined) throw new UsageError("--detect-by needs --detect");
  if (flags.out !== undefined) await assertFolderIsWritable(host, flags.out);
  const sources = await openDataSources(host, flags);
  const campaigns = await readCampaignFiles(host, flags.campaigns);
  const progress = createProgress(host);
  const request: SimulateRequest = {
    campaigns: campaigns.map(({ file, bytes }) => ({ file, text: bytes })),
    ...sources,
    options: {
      ...readingOptions(flags),
      seed: flags.seed,
      onMismatch: flags.onMismatch,
      allowMissingColumns: flags.allowMissingColumns,
      detectBy: flags.detect === undefined ? undefined : (flags.detectBy ?? DETECT_BY),
    },
    onProgress: ({ stage, rows, bytes, share }) => {
      const total = sources.transactions.bytes;
      const read = bytes === null || total === null ? null : Math.min(1, bytes / total);
      progress.update({ stage, rows, share: stage === "reading" ? read : share });
      return host.breathe();
    },
  };
  const simulation = await simulateInto(host, flags.out, request)
    .catch(asUsageError)
    .finally(() => progress.finish());
  const all =
    flags.out === undefined
      ? `--out writes them all to ${REJECTS_FILE}`
      : `all of them are in ${join(flags.out, REJECTS_FILE)}`;
  await printRejects(host, simulation.rejects, all);
  for (const piece of render(host, simulation, flags.format ?? "text")) {
    await host.breathe();
    await host.stdout.write(piece);
  }
}

/** Runs the simulation; its files appear in the folder once it has succeeded. */
async function simulateInto(host: Host, folder: string | undefined, request: SimulateRequest): Promise<Simulation> {
  if (folder === undefined) return simulate(request);
  return writeFiles(host, async (files) => {
    await files.makeFolder(folder);
    const simulation = await simulate({ ...request, openFile: (name) => files.open(join(folder, name)) });
    await host.breathe(); // an interruption during the replay is heard here, before any file appears
    return simulation;
  });
}

function render(host: Host, { document, details }: Simulation, format: (typeof FORMATS)[number]): Iterable<string> {
  if (format === "json") return jsonPieces(document);
  return [renderText(document, details, { columns: host.stdout.columns, color: usesColor(host, host.stdout) })];
}
