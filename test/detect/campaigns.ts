/** Campaigns whose abuse is looked for, and a run over a log. */

import type { DetectionSummary } from "../../src/report/detection-document.js";
import type { ReportDocument } from "../../src/report/document.js";
import { simulate } from "../../src/simulate.js";

/** 2% of 8.00 or more, at every attempt anew. */
export const CHOICE =
  "{ mode: random_choice, amounts: [{ amount_off: 0.50, weight: 60 }, { amount_off: 1.00, weight: 30 }, { amount_off: 3.00, weight: 8 }, { amount_off: 8.00, weight: 2 }] }";
export const NORMAL = "{ mode: random_normal, mean: 3.00, sd: 2.00, min: 0.10, max: 10.00 }";
export const LUCKY =
  "{ mode: lucky_draw, ratio: 10%, prize: { mode: percent_off, tiers: [{ minimum_amount: 0.00, percent_off: 20% }] } }";

export function campaignFile(discounts: readonly string[], settings = "draw: { per: attempt }"): string {
  const campaigns = discounts.map(
    (discount, i) => `  - { id: c${i + 1}, priority: ${i + 1}, ${settings}, discount: ${discount} }`,
  );
  return `version: 1\ncurrency: CNY\ntimezone: UTC\ncampaigns:\n${campaigns.join("\n")}\n`;
}

export async function detect(
  campaigns: string,
  log: string,
  options: { readonly seed?: string; readonly by?: string; readonly onMismatch?: "decline" } = {},
): Promise<{ readonly document: ReportDocument; readonly detection: DetectionSummary }> {
  const { by = "user_id", ...rest } = options;
  const { document } = await simulate({
    campaigns: [{ file: "campaigns.yaml", text: campaigns }],
    transactions: { name: "log.csv", text: log },
    options: { ...rest, detectBy: by },
  });
  return { document, detection: document.detection as DetectionSummary };
}
