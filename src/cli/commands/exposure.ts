/** `promosim exposure`: what attackers would take of campaigns, exactly, from the campaign files alone. */
import { analyseExposure } from "../../exposure.js";
import { readCampaigns } from "../../simulation/read-inputs.js";
import type { CampaignInput } from "../../simulation/request.js";
import { chooseCampaigns } from "../choose-campaigns.js";
import { UsageError } from "../exit-code.js";
import type { Host } from "../host.js";
import { once, oneOf, repeated, text, wholeNumber } from "../option-values.js";
import { parsePrice } from "../parse-price.js";
import { readCampaignFiles } from "../read-campaign-files.js";
import { exposureJson, exposureText } from "../render-exposure.js";
import { usesColor } from "../uses-color.js";
import type { DefineCommand } from "./contract.js";

const FORMATS = ["text", "json"] as const;

interface Flags {
  readonly campaigns?: readonly string[];
  readonly attackers?: readonly string[];
  readonly campaign?: readonly string[];
  readonly price?: string;
  readonly rate?: number;
  readonly format?: (typeof FORMATS)[number];
}

export const defineExposure: DefineCommand = (command, host) => {
  command
    .argument("[path...]", "campaign files, or folders of them")
    .option("-c, --campaigns <path>", "the same as an option; repeatable", repeated(text))
    .option("--attackers <file>", "attackers file; repeatable (default: the standard profile)", repeated(text))
    .option("--campaign <id>", "only this campaign; repeatable (default: all)", repeated(text))
    .option("--price <amount>", "price of attackers that name none (default: one that suits the campaign)", once(text))
    .option("--rate <n>", "payments of honest customers a day (default: not known)", once(wholeNumber(1)))
    .option(
      "--format <format>",
      `what standard output gets: ${FORMATS.join(", ")} (default: text)`,
      once(oneOf(FORMATS)),
    )
    .addHelpText(
      "after",
      `
Attackers answer each campaign with what pays most. Excess loss is what their payments cost beyond as many honest draws,
after the campaign's own settings and cut at its budget; the inherent loss is the same without those settings. Campaigns are
ranked by it. What attackers get in all stands beside it: a fixed discount has nothing to probe, and many accounts drain it.
Conditions on customers and payments are taken to be met. docs/exposure.md has every formula.

Examples:
  promosim exposure campaigns.yaml
  promosim exposure campaigns/ --attackers attackers.yaml --campaign lucky-friday
  promosim exposure campaigns.yaml --price 100.00 --format json > exposure.json`,
    )
    .action((paths: string[], flags: Flags) => exposure(host, [...paths, ...(flags.campaigns ?? [])], flags));
};

async function exposure(host: Host, paths: readonly string[], flags: Flags): Promise<void> {
  if (paths.length === 0) throw new UsageError("no campaign file is named: give at least one, or a folder");
  const files = await readCampaignFiles(host, paths);
  const campaigns = files.map(({ file, bytes }) => ({ file, text: bytes }));
  const attackers: CampaignInput[] = [];
  for (const file of flags.attackers ?? []) attackers.push({ file, text: await host.readFile(file) });
  const set = readCampaigns(campaigns);
  const analysis = analyseExposure(set, campaigns, attackers, {
    priceMinor: flags.price === undefined ? undefined : parsePrice(flags.price, set.currency),
    honestPerDay: flags.rate,
    campaignIds: chooseCampaigns(set, flags.campaign).campaigns.map(({ id }) => id),
  });
  if (flags.format === "json") await host.stdout.write(exposureJson(analysis));
  else {
    const options = { columns: host.stdout.columns, color: usesColor(host, host.stdout) };
    await host.stdout.write(exposureText(analysis, options));
  }
}
