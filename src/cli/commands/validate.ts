/** `promosim validate`: what is wrong with campaign files, all at once; or what they do, in words. */

import type { CampaignSet } from "../../campaigns/campaign.js";
import { type CampaignDescription, describeCampaigns } from "../../campaigns/describe-campaigns.js";
import { lintCampaigns } from "../../campaigns/lint-campaigns.js";
import { InputError, type Problem } from "../../domain/problem.js";
import { readCampaigns, readInputs } from "../../simulation/read-inputs.js";
import {
  addDataOptions,
  asUsageError,
  type DataFlags,
  openDataSources,
  readingOptions,
  TABLES,
} from "../data-options.js";
import { UsageError } from "../exit-code.js";
import type { Host } from "../host.js";
import { once, oneOf, repeated, text } from "../option-values.js";
import { parsePrice } from "../parse-price.js";
import { printRejects } from "../print-rejects.js";
import { type CampaignFile, readCampaignFiles } from "../read-campaign-files.js";
import {
  renderProblemsJson,
  renderValidationJson,
  renderValidationText,
  type Validation,
} from "../render-validation.js";
import { usesColor } from "../uses-color.js";
import type { DefineCommand } from "./contract.js";

const FORMATS = ["text", "json"] as const;

interface Flags extends DataFlags {
  readonly campaigns?: readonly string[];
  readonly price?: string;
  readonly format?: (typeof FORMATS)[number];
}

export const defineValidate: DefineCommand = (command, host) => {
  command
    .argument("[path...]", "campaign files, or folders of them")
    .option("-c, --campaigns <path>", "the same as an option; repeatable", repeated(text))
    .option("--price <amount>", "price for the designs (default: the discount's thresholds)", once(text))
    .option(
      "--format <format>",
      `what standard output gets: ${FORMATS.join(", ")} (default: text)`,
      once(oneOf(FORMATS)),
    );
  addDataOptions(command, { logRequired: false })
    .addHelpText(
      "after",
      `
With a log, its columns and days are checked too. Problems go to standard error, each with its place, excerpt and remedy;
--format json also gives them on standard output.

Examples:
  promosim validate campaigns.yaml
  promosim validate campaigns/ --price 100.00
  promosim validate campaigns.yaml -t log.csv --users users.csv`,
    )
    .action((paths: string[], flags: Flags) => validate(host, [...paths, ...(flags.campaigns ?? [])], flags));
};

async function validate(host: Host, paths: readonly string[], flags: Flags): Promise<void> {
  if (paths.length === 0) throw new UsageError("no campaign file is named: give at least one, or a folder");
  try {
    const files = await readCampaignFiles(host, paths);
    const { set, warnings } = await check(host, files, flags);
    const validation: Validation = {
      files: files.map(({ file }) => file),
      currency: set.currency,
      timezone: set.zone.name,
      choice: set.choice,
      behaviour: set.behaviour,
      checkout: set.checkout,
      campaigns: describe(set, flags.price),
      warnings,
    };
    await host.stdout.write(
      flags.format === "json"
        ? renderValidationJson(validation)
        : renderValidationText(validation, { columns: host.stdout.columns, color: usesColor(host, host.stdout) }),
    );
  } catch (error) {
    if (error instanceof InputError && flags.format === "json")
      await host.stdout.write(renderProblemsJson(error.problems));
    throw error;
  }
}

interface Checked {
  readonly set: CampaignSet;
  readonly warnings: readonly Problem[];
}

async function check(host: Host, files: readonly CampaignFile[], flags: Flags): Promise<Checked> {
  const campaigns = files.map(({ file, bytes }) => ({ file, text: bytes }));
  const { transactions } = flags;
  if (transactions === undefined) {
    const table = TABLES.find((name) => flags[name] !== undefined);
    if (table !== undefined)
      throw new UsageError(`--${table} needs --transactions: a table is checked together with a log`);
    const set = readCampaigns(campaigns);
    return { set, warnings: lintCampaigns(set, { hasHistory: null }) };
  }
  const sources = await openDataSources(host, { ...flags, transactions });
  const { set, warnings, loaded } = await readInputs({
    campaigns,
    ...sources,
    options: readingOptions(flags),
  }).catch(asUsageError);
  await printRejects(host, loaded.rejects, "promosim replay --out writes them all to rejects.csv");
  return { set, warnings };
}

function describe(set: CampaignSet, price: string | undefined): CampaignDescription[] {
  return describeCampaigns(set, { pricesMinor: price === undefined ? null : [parsePrice(price, set.currency)] });
}
