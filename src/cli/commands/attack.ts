/** `promosim attack`: attackers beside the customers of a log. */

import type { Gate } from "../../attack/defences/contract.js";
import { DEFAULT_CATCH_RATIO, parseCatchRatio, parseGate } from "../../attack/defences/parse-gate.js";
import { analyseAttack } from "../../attack.js";
import { readCampaigns } from "../../simulation/read-inputs.js";
import type { CampaignInput } from "../../simulation/request.js";
import { DEFAULT_SEED } from "../../simulation/simulate-options.js";
import { chooseCampaigns } from "../choose-campaigns.js";
import { addDataOptions, asUsageError, type DataFlags, openDataSources, readingOptions } from "../data-options.js";
import { UsageError } from "../exit-code.js";
import type { Host } from "../host.js";
import { once, oneOf, repeated, text } from "../option-values.js";
import { parsePrice } from "../parse-price.js";
import { printRejects } from "../print-rejects.js";
import { createProgress } from "../progress.js";
import { CAMPAIGN_FILE_ENDINGS, readCampaignFiles } from "../read-campaign-files.js";
import { attackJson, attackText } from "../render-attack.js";
import { usesColor } from "../uses-color.js";
import type { DefineCommand } from "./contract.js";

const FORMATS = ["text", "json"] as const;

interface Flags extends DataFlags {
  readonly campaigns: readonly string[];
  readonly transactions: string;
  readonly attackers?: readonly string[];
  readonly campaign?: readonly string[];
  readonly price?: string;
  readonly together?: true;
  readonly defences?: true;
  readonly gate?: string;
  readonly gateCatches?: string;
  readonly allowMissingColumns?: true;
  readonly seed?: string;
  readonly format?: (typeof FORMATS)[number];
}

export const defineAttack: DefineCommand = (command, host) => {
  command.requiredOption(
    "-c, --campaigns <path>",
    `campaign file, or a folder of ${CAMPAIGN_FILE_ENDINGS.join(", ")} files; repeatable`,
    repeated(text),
  );
  addDataOptions(command, { logRequired: true })
    .option("--attackers <file>", "attackers file; repeatable (default: the standard profile)", repeated(text))
    .option("--campaign <id>", "attack only this campaign; repeatable (default: all)", repeated(text))
    .option("--price <amount>", "price of attackers that name none (default: one that suits the campaign)", once(text))
    .option("--together", "all attackers and campaigns in one run (default: a run for each pair)")
    .option("--defences", "also try what each defence would buy, and whom it refuses (default: no)")
    .option("--gate <column=values>", "with --defences: refuse these values of a column (default: no gate)", once(text))
    .option("--gate-catches <p%>", "share of attackers' accounts with such a value (default: 80%)", once(text))
    .option("--allow-missing-columns", "take columns that the data lacks as empty (default: an error)")
    .option("--seed <text>", `seed of all draws (default: ${DEFAULT_SEED})`, once(String))
    .option(
      "--format <format>",
      `what standard output gets: ${FORMATS.join(", ")} (default: text)`,
      once(oneOf(FORMATS)),
    )
    .addHelpText(
      "after",
      `
Attackers act between the payments of the log: they ask, pay and refund through the same engine, and compete with the log's
customers for budgets and limits. They know the campaign's settings and answer with what pays most. Beside what they took
stands what was expected of them exactly (promosim exposure), and what the log's customers lost. docs/attack.md says more;
docs/attackers.md has the attackers file, docs/defences.md the defences.

Examples:
  promosim attack -c campaigns.yaml -t transactions.csv
  promosim attack -c campaigns/ -t log.csv.gz --attackers attackers.yaml --campaign lucky-friday
  promosim attack -c campaigns.yaml -t log.csv --defences --gate risk=review --gate-catches 60%
  promosim attack -c campaigns.yaml -t log.csv --together --format json > attack.json`,
    )
    .action((flags: Flags) => attack(host, flags));
};

async function attack(host: Host, flags: Flags): Promise<void> {
  const gate = readGate(flags);
  const sources = await openDataSources(host, flags);
  const files = await readCampaignFiles(host, flags.campaigns);
  const campaigns = files.map(({ file, bytes }) => ({ file, text: bytes }));
  const attackers: CampaignInput[] = [];
  for (const file of flags.attackers ?? []) attackers.push({ file, text: await host.readFile(file) });
  const set = readCampaigns(campaigns);
  const progress = createProgress(host);
  const analysis = await analyseAttack({
    campaigns,
    ...sources,
    attackers,
    priceMinor: flags.price === undefined ? undefined : parsePrice(flags.price, set.currency),
    campaignIds: chooseCampaigns(set, flags.campaign).campaigns.map(({ id }) => id),
    together: flags.together,
    defences: flags.defences,
    gate: gate ?? undefined,
    options: { ...readingOptions(flags), seed: flags.seed, allowMissingColumns: flags.allowMissingColumns },
    onProgress: ({ stage, rows, bytes, share }) => {
      const total = sources.transactions.bytes;
      const read = bytes === null || total === null ? null : Math.min(1, bytes / total);
      progress.update({ stage, rows, share: stage === "reading" ? read : share });
      return host.breathe();
    },
  })
    .catch(asUsageError)
    .finally(() => progress.finish());
  await printRejects(host, analysis.rejects, "promosim replay --out writes them all to rejects.csv");
  if (flags.format === "json") await host.stdout.write(attackJson(analysis));
  else {
    const options = { columns: host.stdout.columns, color: usesColor(host, host.stdout) };
    await host.stdout.write(attackText(analysis, options));
  }
}

function readGate({ gate, gateCatches, defences }: Flags): Gate | null {
  if (gate === undefined && gateCatches === undefined) return null;
  if (defences !== true) throw new UsageError("--gate and --gate-catches belong to --defences");
  if (gate === undefined) throw new UsageError("--gate-catches needs --gate");
  const parsed = parseGate(gate);
  if (typeof parsed === "string") throw new UsageError(`--gate: ${parsed}`);
  const catchRatio = gateCatches === undefined ? DEFAULT_CATCH_RATIO : parseCatchRatio(gateCatches);
  if (typeof catchRatio === "string") throw new UsageError(`--gate-catches: ${catchRatio}`);
  return { ...parsed, catchRatio };
}
