/** `promosim settle`: who owes whom what after a log, as a ledger, statements and invoices. */
import { join } from "node:path";
import { jsonPieces } from "../../report/formats/json.js";
import { SETTLEMENT_FILES, type Settlement, type SettleRequest, settle } from "../../settle.js";
import { DEFAULT_SEED, MISMATCHES } from "../../simulation/simulate-options.js";
import { addDataOptions, asUsageError, type DataFlags, openDataSources, readingOptions } from "../data-options.js";
import type { Host } from "../host.js";
import { once, oneOf, repeated, text } from "../option-values.js";
import { printRejects } from "../print-rejects.js";
import { createProgress } from "../progress.js";
import { CAMPAIGN_FILE_ENDINGS, readCampaignFiles } from "../read-campaign-files.js";
import { settlementText } from "../render-settlement.js";
import { usesColor } from "../uses-color.js";
import { assertFolderIsWritable, writeFiles } from "../write-files.js";
import type { DefineCommand } from "./contract.js";

const FORMATS = ["text", "json"] as const;

interface Flags extends DataFlags {
  readonly campaigns: readonly string[];
  readonly transactions: string;
  readonly seed?: string;
  readonly out: string;
  readonly format?: (typeof FORMATS)[number];
  readonly onMismatch?: (typeof MISMATCHES)[number];
  readonly allowMissingColumns?: true;
}

export const defineSettle: DefineCommand = (command, host) => {
  command.requiredOption(
    "-c, --campaigns <path>",
    `campaign file, or a folder of ${CAMPAIGN_FILE_ENDINGS.join(", ")} files; repeatable`,
    repeated(text),
  );
  addDataOptions(command, { logRequired: true })
    .option(
      "--on-mismatch <what>",
      "where client_discount differs from ours: server (pay with ours) or decline (default: server)",
      once(oneOf(MISMATCHES)),
    )
    .option("--allow-missing-columns", "take columns that the data lacks as empty (default: an error)")
    .option("--seed <text>", `seed of all draws (default: ${DEFAULT_SEED})`, once(String))
    .requiredOption("-o, --out <folder>", "folder for the files below", once(text))
    .option(
      "--format <format>",
      `what standard output gets: ${FORMATS.join(", ")} (default: text)`,
      once(oneOf(FORMATS)),
    )
    .addHelpText("after", HELP)
    .action((flags: Flags) => settleLog(host, flags));
};

const NAME_WIDTH = 25;
const FILES = Object.entries(SETTLEMENT_FILES).map(([name, summary]) => `  ${name.padEnd(NAME_WIDTH)}${summary}`);

const HELP = `
Files of --out, which appear whole or not at all:
${FILES.join("\n")}

Every entry balances to zero; the proof sets each sum of the ledger beside the report's.
docs/settlement.md has the accounts, and the postings of each event by example.

Examples:
  promosim settle -c campaigns.yaml -t transactions.csv --out books
  promosim settle -c campaigns/ -t log.csv.gz --from 2026-01-01 --to 2026-02-01 --out january
  hledger -f books/settlement.journal balance`;

async function settleLog(host: Host, flags: Flags): Promise<void> {
  await assertFolderIsWritable(host, flags.out);
  const sources = await openDataSources(host, flags);
  const campaigns = await readCampaignFiles(host, flags.campaigns);
  const progress = createProgress(host);
  const request: SettleRequest = {
    campaigns: campaigns.map(({ file, bytes }) => ({ file, text: bytes })),
    ...sources,
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
  const { document, rejects } = await settleInto(host, flags.out, request)
    .catch(asUsageError)
    .finally(() => progress.finish());
  await printRejects(host, rejects, "promosim replay --out writes them all to rejects.csv");
  if (flags.format === "json") for (const piece of jsonPieces(document)) await host.stdout.write(piece);
  else {
    const options = { columns: host.stdout.columns, color: usesColor(host, host.stdout) };
    await host.stdout.write(settlementText(document, options));
  }
}

/** Settles the log; the files appear in the folder once that has succeeded. */
async function settleInto(host: Host, folder: string, request: SettleRequest): Promise<Settlement> {
  return writeFiles(host, async (files) => {
    await files.makeFolder(folder);
    const settlement = await settle({ ...request, openFile: (name) => files.open(join(folder, name)) });
    await host.breathe(); // an interruption during the replay is heard here, before any file appears
    return settlement;
  });
}
