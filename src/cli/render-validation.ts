/** What `promosim validate` prints: each campaign in words, its design at a price, and warnings; or all of it as one JSON document. */
import type { Behaviour, Delay } from "../campaigns/behaviour.js";
import type { CheckoutRules } from "../campaigns/campaign.js";
import { describeCheckout } from "../campaigns/describe-after-offer.js";
import { describeBehaviour, describeSharing } from "../campaigns/describe-behaviour.js";
import type { CampaignDescription } from "../campaigns/describe-campaigns.js";
import type { AmountDesign, Design } from "../campaigns/design.js";
import { binsOf } from "../chance/bins.js";
import { designFigures } from "../design.js";
import { formatMinor } from "../domain/money.js";
import type { Problem } from "../domain/problem.js";
import { formatProblem } from "../report/format-problem.js";
import { FACT_INDENT, fact } from "../report/layout/fact.js";
import { clip, type Line, span } from "../report/layout/line.js";
import { createPainter } from "../report/layout/palette.js";
import { probabilityBars } from "../report/layout/probability-bars.js";
import { wrap } from "../report/layout/wrap.js";
import { describeSpread, ORDERS, OTHERS } from "./describe-design.js";

export interface Validation {
  readonly files: readonly string[];
  readonly currency: { readonly code: string; readonly exponent: number };
  readonly timezone: string;
  readonly choice: string;
  /** How customers react, in forecasts. */
  readonly behaviour: Behaviour;
  /** How long they take between quote and payment; null: none. */
  readonly checkout: CheckoutRules | null;
  readonly campaigns: readonly CampaignDescription[];
  readonly warnings: readonly Problem[];
}

export interface TextOptions {
  readonly columns: number;
  readonly color: boolean;
}

/** Lines of a picture at most; `promosim design` draws larger ones. */
const BARS = 12;
/** Values of the JSON document at most; above them it gives bins. */
const VALUES = 40;

export function renderValidationText(validation: Validation, options: TextOptions): string {
  const { campaigns, currency, timezone, choice, behaviour, checkout, warnings } = validation;
  const many = campaigns.length === 1 ? "1 campaign is" : `${campaigns.length} campaigns are`;
  const lines: Line[] = wrap(`${many} valid. Amounts in ${currency.code}, times in ${timezone}; choice: ${choice}.`, {
    columns: options.columns,
    indent: 0,
    style: "strong",
  });
  const reactions = describeBehaviour(behaviour, currency.exponent);
  if (reactions.length > 0) {
    lines.push(...wrap(`For forecasts: ${reactions.join("; ")}.`, { columns: options.columns, indent: 0 }));
  }
  if (behaviour.sharing !== null) {
    lines.push(...wrap(`${describeSharing(behaviour.sharing)}.`, { columns: options.columns, indent: 0 }));
  }
  if (checkout !== null) {
    lines.push(...wrap(`Checkout: ${describeCheckout(checkout)}.`, { columns: options.columns, indent: 0 }));
  }
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
    ["coupon", campaign.coupon],
    ["grants", campaign.grants],
    ["limits", campaign.limits.join("; ")],
    ["budget", campaign.budget],
    ["inventory", campaign.inventory],
    ["discount", `${campaign.mode}: ${campaign.discount}`],
    ["draw", campaign.draw],
    ["reveal", campaign.reveal],
    ["given as", campaign.givenAs],
    ["stacking", campaign.stacking],
    ["refunds", campaign.refunds],
    ["funding", campaign.funding.join("; ")],
  ];
  return [
    clip([span(campaign.id, "heading"), span(name), span(status, "dim")], columns),
    ...facts.flatMap(([label, value]) => fact(label, value ?? "", columns)),
    ...campaign.designs.flatMap((design) => describeDesign(design, exponent, columns)),
  ];
}

function describeDesign(design: Design, exponent: number, columns: number): Line[] {
  const price = `at ${formatMinor(design.priceMinor, exponent)}`;
  if (design.belowMinimum) return fact("design", `${price}: nothing, the price is below the minimum`, columns);
  const about = design.orders === null ? "" : ` (${ORDERS[design.orders]})`;
  const part = (where: string, amounts: AmountDesign): Line[] => [
    ...fact("design", `${where}: ${describeSpread(amounts, exponent)}`, columns),
    ...(amounts.distribution.valuesMinor.length === 1
      ? []
      : probabilityBars(binsOf(amounts.distribution, BARS), { exponent, columns, indent: FACT_INDENT })),
  ];
  return [
    ...part(`${price}${about}`, design),
    ...(design.others === null ? [] : part(`${price} (${OTHERS})`, design.others)),
  ];
}

export function renderValidationJson(validation: Validation): string {
  const { files, currency, timezone, choice, behaviour, checkout, campaigns, warnings } = validation;
  const document = {
    schema_version: 1,
    valid: true,
    files,
    currency,
    timezone,
    choice,
    behaviour: behaviourJson(behaviour),
    checkout: checkout === null ? null : describeCheckout(checkout),
    campaigns: campaigns.map(campaignJson),
    problems: warnings.map(problemJson),
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}

/** The same document for files that are not valid: only the problems can be told. */
export function renderProblemsJson(problems: readonly Problem[]): string {
  return `${JSON.stringify({ schema_version: 1, valid: false, problems: problems.map(problemJson) }, null, 2)}\n`;
}

function behaviourJson({ topUp, uplift, hiddenAversion, sharing }: Behaviour) {
  const delayJson = (delay: Delay | null) =>
    delay === null ? null : { median_seconds: delay.medianMs / 1000, p95_seconds: delay.p95Ms / 1000 };
  return {
    top_up: topUp === null ? null : { within_minor: topUp.withinMinor, probability: topUp.probability },
    uplift,
    hidden_aversion: hiddenAversion,
    sharing:
      sharing === null
        ? null
        : {
            pick_up: sharing.pickUp,
            delay: delayJson(sharing.delay),
            newcomers: sharing.newcomers,
            pays_after: delayJson(sharing.paysAfter),
          },
  };
}

function campaignJson(campaign: CampaignDescription) {
  const { firstMoment, lastMoment, givenAs, designs, ...same } = campaign;
  return {
    ...same,
    first_moment: firstMoment,
    last_moment: lastMoment,
    given_as: givenAs,
    designs: designs.map(designJson),
  };
}

function designJson(design: Design) {
  const { priceMinor, belowMinimum, orders, others } = design;
  return {
    price_minor: priceMinor,
    below_minimum: belowMinimum,
    ...amountsJson(design),
    orders,
    others: others === null ? null : amountsJson(others),
  };
}

function amountsJson(design: AmountDesign) {
  const { valuesMinor, probabilities } = design.distribution;
  const table =
    valuesMinor.length > VALUES
      ? {
          bins: binsOf(design.distribution, VALUES).map(({ fromMinor, toMinor, probability }) => ({
            from_minor: fromMinor,
            to_minor: toMinor,
            probability,
          })),
        }
      : { values: Array.from(valuesMinor, (value, i) => ({ value_minor: value, probability: probabilities[i] })) };
  return { ...designFigures(design), ...table };
}

function problemJson({ code, severity, message, hint, at, campaignId }: Problem) {
  return { code, severity, message, hint: hint ?? null, ...at, campaign_id: campaignId ?? null };
}
