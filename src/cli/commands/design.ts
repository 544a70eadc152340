/** `promosim design`: the exact distribution of what one attempt is granted, as figures and as a picture. */
import type { CampaignSet } from "../../campaigns/campaign.js";
import { describeCampaigns } from "../../campaigns/describe-campaigns.js";
import { designsOf } from "../../design.js";
import { readCampaigns } from "../../simulation/read-inputs.js";
import { chooseCampaigns } from "../choose-campaigns.js";
import { UsageError } from "../exit-code.js";
import type { Host } from "../host.js";
import { once, oneOf, repeated, text } from "../option-values.js";
import { parsePrice } from "../parse-price.js";
import { readCampaignFiles } from "../read-campaign-files.js";
import { designCsv, designJson, designText } from "../render-design.js";
import { usesColor } from "../uses-color.js";
import { inPieces } from "../write-files.js";
import type { DefineCommand } from "./contract.js";

const FORMATS = ["text", "json", "csv"] as const;

interface Flags {
  readonly campaigns?: readonly string[];
  readonly campaign?: readonly string[];
  readonly price?: readonly string[];
  readonly format?: (typeof FORMATS)[number];
}

export const defineDesign: DefineCommand = (command, host) => {
  command
    .argument("[path...]", "campaign files, or folders of them")
    .option("-c, --campaigns <path>", "the same as an option; repeatable", repeated(text))
    .option("--campaign <id>", "only this campaign; repeatable (default: all)", repeated(text))
    .option("--price <amount>", "price to pay; repeatable (default: the discount's thresholds)", repeated(text))
    .option(
      "--format <format>",
      `what standard output gets: ${FORMATS.join(", ")} (default: text)`,
      once(oneOf(FORMATS)),
    )
    .addHelpText(
      "after",
      `
A design is the law of what one attempt is granted by a campaign for itself: after rounding, steps and caps, over the
draw, with ample points and an ample budget. Conditions, limits and other campaigns are left aside. Where some orders are
free, it is the law of an order that is due to be free; with pick: random_of, of any order with a number; above
max_price, where no order is free, of the others.
JSON and CSV list every amount with its probability; the picture joins them into at most 40 lines.

Examples:
  promosim design campaigns.yaml --price 20.00
  promosim design campaigns/ --campaign lucky-friday --price 20.00 --price 200.00
  promosim design campaigns.yaml --price 20.00 --format json > designs.json`,
    )
    .action((paths: string[], flags: Flags) => design(host, [...paths, ...(flags.campaigns ?? [])], flags));
};

async function design(host: Host, paths: readonly string[], flags: Flags): Promise<void> {
  if (paths.length === 0) throw new UsageError("no campaign file is named: give at least one, or a folder");
  const files = await readCampaignFiles(host, paths);
  const set = chooseCampaigns(readCampaigns(files.map(({ file, bytes }) => ({ file, text: bytes }))), flags.campaign);
  const pricesMinor = flags.price?.map((price) => parsePrice(price, set.currency)) ?? null;
  for (const piece of inPieces(render(host, set, pricesMinor, flags.format ?? "text"))) {
    await host.stdout.write(piece);
    await host.breathe();
  }
}

function render(host: Host, set: CampaignSet, pricesMinor: readonly number[] | null, format: (typeof FORMATS)[number]) {
  switch (format) {
    case "json":
      return designJson(designsOf(set, pricesMinor));
    case "csv":
      return designCsv(designsOf(set, pricesMinor), set.currency);
    case "text":
      return designText(describeCampaigns(set, { pricesMinor }), set.currency, {
        columns: host.stdout.columns,
        color: usesColor(host, host.stdout),
      });
  }
}
