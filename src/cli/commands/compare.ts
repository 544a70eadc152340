/** `promosim compare`: two rule sets over one log, and everything that changes between them. */
import { join } from "node:path";
import { ConditionError } from "../../compare/conditions.js";
import { type CompareRequest, type Comparison, compare } from "../../compare.js";
import { jsonPieces } from "../../report/formats/json.js";
import { sanitize } from "../../report/layout/sanitize.js";
import { DEFAULT_SEED, MISMATCHES } from "../../simulation/simulate-options.js";
import { addDataOptions, asUsageError, type DataFlags, openDataSources, readingOptions } from "../data-options.js";
import { CheckFailed, UsageError } from "../exit-code.js";
import type { Host } from "../host.js";
import { once, oneOf, repeated, text } from "../option-values.js";
import { printRejects } from "../print-rejects.js";
import { createProgress } from "../progress.js";
import { readCampaignFiles } from "../read-campaign-files.js";
import { compareText } from "../render-compare.js";
import { compareMarkdown } from "../render-compare-markdown.js";
import { usesColor } from "../uses-color.js";
import { assertFolderIsWritable, writeFiles } from "../write-files.js";
import type { DefineCommand } from "./contract.js";

const FORMATS = ["text", "json", "markdown"] as const;

interface Flags extends DataFlags {
  readonly before?: readonly string[];
  readonly beforeRun?: string;
  readonly after: readonly string[];
  readonly transactions: string;
  readonly onMismatch?: (typeof MISMATCHES)[number];
  readonly allowMissingColumns?: true;
  readonly failOn?: readonly string[];
  readonly seed?: string;
  readonly out?: string;
  readonly format?: (typeof FORMATS)[number];
}

export const defineCompare: DefineCommand = (command, host) => {
  command
    .option("--before <path>", "campaign file as it was, or a folder of them; repeatable", repeated(text))
    .option("--before-run <folder>", "instead: folder of an earlier promosim replay --out of the same log", once(text))
    .requiredOption("--after <path>", "campaign file as it is to be, or a folder of them; repeatable", repeated(text));
  addDataOptions(command, { logRequired: true })
    .option(
      "--on-mismatch <what>",
      "where client_discount differs from ours: server (pay with ours) or decline (default: server)",
      once(oneOf(MISMATCHES)),
    )
    .option("--allow-missing-columns", "take columns that the data lacks as empty (default: an error)")
    .option("--fail-on <condition>", "exit with 1 where this holds; repeatable (default: none)", repeated(text))
    .option("--seed <text>", `seed of all draws (default: ${DEFAULT_SEED}, or that of the run)`, once(String))
    .option("-o, --out <folder>", "also write the files below (default: none)", once(text))
    .option(
      "--format <format>",
      `what standard output gets: ${FORMATS.join(", ")} (default: text)`,
      once(oneOf(FORMATS)),
    )
    .addHelpText("after", HELP)
    .action((flags: Flags) => compareSides(host, flags));
};

const HELP = `
Both sides see the same rows and the same draws, so that an unchanged rule gives an unchanged outcome. A condition is a
figure, one of > >= < <=, and an amount: 500000 (minor units), 5000.00, +100.00 or +1% (change since before).
docs/compare.md has the grammar, the classes of changes, and says what the interval means.

Files of --out, which appear whole or not at all:
  changes.csv     A line a row whose outcome changed, with its class and the reasons of both sides.
  compare.json    The document, as --format json prints it.
  summary.csv     Every figure: before, after, difference, interval.

Examples:
  promosim compare --before main.yaml --after campaigns.yaml -t transactions.csv
  promosim compare --before old/ --after new/ -t log.csv.gz --out changes --format markdown
  promosim compare --before a.yaml --after b.yaml -t log.csv --fail-on "totals.discount_minor > +1%" --fail-on "changes.lost > 0"
  promosim compare --before-run report --after campaigns.yaml -t log.csv`;

async function compareSides(host: Host, flags: Flags): Promise<void> {
  if ((flags.before === undefined) === (flags.beforeRun === undefined)) {
    throw new UsageError("give either --before or --before-run");
  }
  if (flags.out !== undefined) await assertFolderIsWritable(host, flags.out);
  const sources = await openDataSources(host, flags);
  const before = await readBefore(host, flags);
  const after = await campaignsAt(host, flags.after);
  const progress = createProgress(host);
  const request: CompareRequest = {
    before,
    after,
    ...sources,
    failOn: flags.failOn,
    options: {
      ...readingOptions(flags),
      seed: flags.seed,
      onMismatch: flags.onMismatch,
      allowMissingColumns: flags.allowMissingColumns,
    },
    onProgress: ({ stage, rows, bytes, share }) => {
      const total = sources.transactions.bytes;
      const read = bytes === null || total === null ? null : Math.min(1, bytes / total);
      progress.update({ stage, rows, share: stage === "reading" ? read : share });
      return host.breathe();
    },
  };
  const { document, rejects } = await compareInto(host, flags.out, request)
    .catch(asConditionError)
    .catch(asUsageError)
    .finally(() => progress.finish());
  await printRejects(host, rejects, "promosim replay --out writes them all to rejects.csv");
  if (flags.format === "json") for (const piece of jsonPieces(document)) await host.stdout.write(piece);
  else if (flags.format === "markdown") await host.stdout.write(compareMarkdown(document));
  else {
    const options = { columns: host.stdout.columns, color: usesColor(host, host.stdout) };
    await host.stdout.write(compareText(document, options));
  }
  const failed = document.conditions.filter((condition) => condition.failed);
  for (const { condition, words } of failed)
    await host.stderr.write(`failed: ${sanitize(condition)}: ${sanitize(words)}\n`);
  if (failed.length > 0) throw new CheckFailed();
}

/** Runs the comparison; its files appear in the folder once it has succeeded. */
async function compareInto(host: Host, folder: string | undefined, request: CompareRequest): Promise<Comparison> {
  if (folder === undefined) return compare(request);
  return writeFiles(host, async (files) => {
    await files.makeFolder(folder);
    const comparison = await compare({ ...request, openFile: (name) => files.open(join(folder, name)) });
    await host.breathe(); // an interruption during the replay is heard here, before any file appears
    return comparison;
  });
}

async function readBefore(host: Host, flags: Flags): Promise<CompareRequest["before"]> {
  if (flags.beforeRun === undefined) return { campaigns: await campaignsAt(host, flags.before ?? []) };
  const read = (name: string) => host.readFile(join(flags.beforeRun as string, name));
  return {
    savedRun: { name: flags.beforeRun, report: await read("report.json"), outcomes: await read("outcomes.csv") },
  };
}

async function campaignsAt(host: Host, paths: readonly string[]) {
  const files = await readCampaignFiles(host, paths);
  return files.map(({ file, bytes }) => ({ file, text: bytes }));
}

function asConditionError(error: unknown): never {
  throw error instanceof ConditionError ? new UsageError(`--fail-on: ${error.message}`) : error;
}
