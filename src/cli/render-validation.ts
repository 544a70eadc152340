/** What `promosim validate` prints: each campaign in words, its design at a price, and warnings; or all of it as one JSON document. */
import type { CampaignDescription } from "../campaigns/describe-campaigns.js";
import type { Design } from "../campaigns/design.js";
import { formatMinor } from "../domain/money.js";
import type { Problem } from "../domain/problem.js";
import { formatProblem } from "../report/format-problem.js";
import { type Line, span } from "../report/layout/line.js";
import { createPainter } from "../report/layout/palette.js";
import { wrap } from "../report/layout/wrap.js";

export interface Validation {
  readonly files: readonly string[];
  readonly currency: { readonly code: string; readonly exponent: number };
  readonly timezone: string;
  readonly choice: string;
  readonly campaigns: readonly CampaignDescription[];
  readonly warnings: readonly Problem[];
}

export interface TextOptions {
  readonly columns: number;
  readonly color: boolean;
}

const LABEL_WIDTH = 13;

export function renderValidationText(validation: Validation, options: TextOptions): string {
  const { campaigns, currency, timezone, choice, warnings } = validation;
  const many = campaigns.length === 1 ? "1 campaign is" : `${campaigns.length} campaigns are`;
  const lines: Line[] = wrap(`${many} valid. Amounts in ${currency.code}, times in ${timezone}; choice: ${choice}.`, {
    columns: options.columns,
    indent: 0,
    style: "strong",
  });
  for (const campaign of campaigns) lines.push([], ...describeCampaign(campaign, currency.exponent, options.columns));
  const paint = createPainter(options.color);
  const text = lines.map((line) => `${paint(line)}\n`).join("");
  return `${text}${warnings.map((warning) => `\n${formatProblem(warning)}\n`).join("")}`;
}

function describeCampaign(campaign: CampaignDescription, exponent: number, columns: number): Line[] {
  const name = campaign.name === campaign.id ? "" : `  ${campaign.name}`;
  const status = campaign.status === "paused" ? "  (paused)" : "";
  const facts: (readonly [label: string, value: string | null])[] = [
    ["window", campaign.window],
    ["scope", campaign.scope.join("; ")],
    ["payment", campaign.payment.join("; ")],
    ["audience", campaign.audience.join("; ")],
    ["when", campaign.when],
    ["eligibility", campaign.eligibility.join("; ")],
    ["limits", campaign.limits.join("; ")],
    ["budget", campaign.budget],
    ["discount", `${campaign.mode}: ${campaign.discount}`],
    ["given as", campaign.givenAs],
    ["funding", campaign.funding.join("; ")],
    ...campaign.designs.map((design) => ["design", describeDesign(design, exponent)] as const),
  ];
  return [
    [span(campaign.id, "heading"), span(name), span(status, "dim")],
    ...facts.flatMap(([label, value]) => (value === null || value === "" ? [] : fact(label, value, columns))),
  ];
}

function fact(label: string, value: string, columns: number): Line[] {
  const [first, ...rest] = wrap(value, { columns, indent: LABEL_WIDTH + 2 });
  return [[span(`  ${label.padEnd(LABEL_WIDTH)}`, "dim"), ...first.slice(1)], ...rest];
}

/** `at 100.00: mean 5.00, sd 0.00, 5.00 to 5.00`. */
function describeDesign(design: Design, exponent: number): string {
  const price = `at ${formatMinor(design.priceMinor, exponent)}`;
  if (design.belowMinimum) return `${price}: nothing, the price is below the minimum`;
  const spread = `${price}: mean ${formatMean(design.meanMinor, exponent)}, sd ${formatMean(design.sdMinor, exponent)}, from ${formatMinor(design.minMinor, exponent)} to ${formatMinor(design.maxMinor, exponent)}`;
  const { valuesMinor, probabilities } = design.distribution;
  if (valuesMinor.length === 1) return spread;
  const values = Array.from(
    valuesMinor,
    (value, i) => `${formatMinor(value, exponent)} with ${(probabilities[i] * 100).toFixed(2)}%`,
  );
  return `${spread}; ${values.join(", ")}`;
}

/** A mean has parts of minor units: shown with two decimals more than the currency has. */
function formatMean(minor: number, exponent: number): string {
  if (Number.isInteger(minor)) return formatMinor(minor, exponent);
  return formatMinor(Math.round(minor * 100), exponent + 2);
}

export function renderValidationJson(validation: Validation): string {
  const { files, currency, timezone, choice, campaigns, warnings } = validation;
  const document = {
    schema_version: 1,
    valid: true,
    files,
    currency,
    timezone,
    choice,
    campaigns: campaigns.map(campaignJson),
    problems: warnings.map(problemJson),
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}

/** The same document for files that are not valid: only the problems can be told. */
export function renderProblemsJson(problems: readonly Problem[]): string {
  return `${JSON.stringify({ schema_version: 1, valid: false, problems: problems.map(problemJson) }, null, 2)}\n`;
}

function campaignJson(campaign: CampaignDescription) {
  const { firstMoment, lastMoment, givenAs, designs, ...same } = campaign;
  return {
    ...same,
    first_moment: firstMoment,
    last_moment: lastMoment,
    given_as: givenAs,
    designs: designs.map(({ priceMinor, belowMinimum, meanMinor, sdMinor, minMinor, maxMinor, distribution }) => ({
      price_minor: priceMinor,
      below_minimum: belowMinimum,
      mean_minor: meanMinor,
      sd_minor: sdMinor,
      min_minor: minMinor,
      max_minor: maxMinor,
      values: Array.from(distribution.valuesMinor, (value, i) => ({
        value_minor: value,
        probability: distribution.probabilities[i],
      })),
    })),
  };
}

function problemJson({ code, severity, message, hint, at, campaignId }: Problem) {
  return { code, severity, message, hint: hint ?? null, ...at, campaign_id: campaignId ?? null };
}
