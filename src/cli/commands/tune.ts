/** `promosim tune`: the value of one setting at which forecasts meet a target. */
import { prepareForecast } from "../../forecast.js";
import { jsonPieces } from "../../report/formats/json.js";
import { planTune, tune } from "../../tune/tune.js";
import { asUsageError } from "../data-options.js";
import { CheckFailed, Interrupted } from "../exit-code.js";
import { addForecastOptions, type ForecastFlags } from "../forecast-options.js";
import { openForecastRequest } from "../forecast-request.js";
import type { Host } from "../host.js";
import { once, oneOf, text } from "../option-values.js";
import { printRejects } from "../print-rejects.js";
import { createProgress } from "../progress.js";
import { tuneText } from "../render-tune.js";
import { usesColor } from "../uses-color.js";
import type { DefineCommand } from "./contract.js";

const FORMATS = ["text", "json"] as const;
const PREFERENCES = ["largest", "smallest"] as const;

interface Flags extends ForecastFlags {
  readonly target: string;
  readonly vary: string;
  readonly prefer?: (typeof PREFERENCES)[number];
  readonly format?: (typeof FORMATS)[number];
}

export const defineTune: DefineCommand = (command, host) => {
  command
    .requiredOption("--target <figure>", 'what is wanted, such as "P(budget lasts) >= 95%"', once(text))
    .requiredOption(
      "--vary <path=range>",
      "setting and values to try, such as campaigns.friday.budget.total=1000..5000/100",
      once(text),
    )
    .option(
      "--prefer <which>",
      `of the values that meet the target: ${PREFERENCES.join(", ")} (default: the one at the boundary)`,
      once(oneOf(PREFERENCES)),
    );
  addForecastOptions(command, { precision: false })
    .option(
      "--format <format>",
      `what standard output gets: ${FORMATS.join(", ")} (default: text)`,
      once(oneOf(FORMATS)),
    )
    .addHelpText("after", HELP)
    .action((flags: Flags) => search(host, flags));
};

const HELP = `
Forecasts the campaigns with one setting changed, value by value, all with the same runs, and narrows down where the target
is met. Targets are P(budget lasts), P(<campaign> lasts), and mean, P05, P50 or P95 of discount, redemptions, unserved or
contributions.<sponsor>, of all campaigns or as <campaign>.discount of one. Exit code 1 says that no value that was tried
meets the target. docs/tune.md has the grammar, and says how sure an answer is.

Examples:
  promosim tune -c campaigns.yaml -t log.csv --resample users --target "P(budget lasts) >= 95%" \\
    --vary campaigns.friday.budget.total=1000..5000/100
  promosim tune -c campaigns.yaml -t log.csv --target "mean(discount) <= 50000.00" \\
    --vary "campaigns.friday.discount.tiers[0].amount_off=3..10/0.50"
  promosim tune -c campaigns.yaml -t log.csv --runs 200 --target "P95(friday.contributions.bank) <= 20000" \\
    --vary campaigns.friday.funding.bank=50%..80% --format json`;

async function search(host: Host, flags: Flags): Promise<void> {
  const progress = createProgress(host);
  const request = await openForecastRequest(host, flags, progress);
  const { target, vary, prefer } = flags;
  const plan = planTune({ campaigns: request.campaigns, target, vary, prefer });
  let tried = 0;
  const { rejects, document } = await prepareForecast({
    ...request,
    onRuns: async ({ done, planned }) => {
      progress.update({ stage: `forecasting value ${tried}`, rows: done, unit: "runs", share: done / planned });
      await host.breathe().catch(() => {}); // an interruption is heard through the signal
    },
  })
    .then(async ({ rejects, run }) => {
      const evaluate = async (campaigns: Parameters<typeof run>[0]) => {
        tried += 1;
        const forecast = await run(campaigns);
        // Values of which one had fewer runs cannot be compared.
        if (forecast.partial) throw new Interrupted();
        return forecast;
      };
      return { rejects, document: await tune(evaluate, plan) };
    })
    .catch(asUsageError)
    .finally(() => progress.finish());
  await printRejects(host, rejects, "promosim replay --out writes them all to rejects.csv");
  if (flags.format === "json") for (const piece of jsonPieces(document)) await host.stdout.write(piece);
  else {
    const options = { columns: host.stdout.columns, color: usesColor(host, host.stdout) };
    await host.stdout.write(tuneText(document, options));
  }
  if (document.outcome === "nowhere") throw new CheckFailed();
}
