/** `promosim explain`: the whole story of one row of a log. */
import { explain } from "../../explain.js";
import { jsonPieces } from "../../report/formats/json.js";
import { DEFAULT_SEED, MISMATCHES } from "../../simulation/simulate-options.js";
import { addDataOptions, asUsageError, type DataFlags, openDataSources, readingOptions } from "../data-options.js";
import type { Host } from "../host.js";
import { once, oneOf, repeated, text } from "../option-values.js";
import { createProgress } from "../progress.js";
import { CAMPAIGN_FILE_ENDINGS, readCampaignFiles } from "../read-campaign-files.js";
import { explainText } from "../render-explain.js";
import { usesColor } from "../uses-color.js";
import type { DefineCommand } from "./contract.js";

const FORMATS = ["text", "json"] as const;

interface Flags extends DataFlags {
  readonly campaigns: readonly string[];
  readonly transactions: string;
  readonly transaction: string;
  readonly seed?: string;
  readonly onMismatch?: (typeof MISMATCHES)[number];
  readonly allowMissingColumns?: true;
  readonly format?: (typeof FORMATS)[number];
}

export const defineExplain: DefineCommand = (command, host) => {
  command
    .requiredOption(
      "-c, --campaigns <path>",
      `campaign file, or a folder of ${CAMPAIGN_FILE_ENDINGS.join(", ")} files; repeatable`,
      repeated(text),
    )
    .requiredOption(
      "--transaction <id>",
      "transaction_id of the payment or refund; of a row without one its row number",
      once(text),
    );
  addDataOptions(command, { logRequired: true })
    .option(
      "--on-mismatch <what>",
      "where client_discount differs from ours: server (pay with ours) or decline (default: server)",
      once(oneOf(MISMATCHES)),
    )
    .option("--allow-missing-columns", "take columns that the data lacks as empty (default: an error)")
    .option("--seed <text>", `seed of all draws (default: ${DEFAULT_SEED})`, once(String))
    .option(
      "--format <format>",
      `what standard output gets: ${FORMATS.join(", ")} (default: text)`,
      once(oneOf(FORMATS)),
    )
    .addHelpText("after", HELP)
    .action((flags: Flags) => explainTransaction(host, flags));
};

const HELP = `
The log is replayed up to that row, with the options and the seed of the replay that is to be understood; later rows change
nothing. docs/explain.md reads a story line by line, and has the fields of --format json.

Examples:
  promosim explain -c campaigns.yaml -t transactions.csv --transaction T1042
  promosim explain -c campaigns/ -t log.csv.gz --users users.csv --seed 7 --transaction T1042 --format json`;

async function explainTransaction(host: Host, flags: Flags): Promise<void> {
  const sources = await openDataSources(host, flags);
  const campaigns = await readCampaignFiles(host, flags.campaigns);
  const progress = createProgress(host);
  const { document } = await explain({
    campaigns: campaigns.map(({ file, bytes }) => ({ file, text: bytes })),
    ...sources,
    transaction: flags.transaction,
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
  })
    .catch(asUsageError)
    .finally(() => progress.finish());
  if (flags.format === "json") for (const piece of jsonPieces(document)) await host.stdout.write(piece);
  else {
    const options = { columns: host.stdout.columns, color: usesColor(host, host.stdout) };
    await host.stdout.write(explainText(document, options));
  }
}
