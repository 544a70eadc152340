/** Random discounts: how each campaign draws, and whether its draws look like their design. */
import type { DrawManner } from "../details.js";
import type { CampaignSummary, FitSummary } from "../document.js";
import { DIFFERS_BELOW, verdictOf } from "../fit-verdict.js";
import { expectedBars, MARK } from "../layout/expected-bars.js";
import { counted, money } from "../layout/figures.js";
import { type Line, span } from "../layout/line.js";
import { topOf } from "../layout/top.js";
import { wrap } from "../layout/wrap.js";
import { moreCampaigns, shownCampaigns } from "../shown-campaigns.js";
import type { Section, SectionInput } from "./contract.js";

const MOST = 10;
const DRAWN = 3;
const BARS = 10;
const INDENT = 4;

export const draws: Section = {
  title: "Random discounts",
  body(input) {
    const { document, details, columns } = input;
    const random = new Set(document.campaigns.filter((_, i) => details.draws[i] != null).map(({ id }) => id));
    if (random.size === 0) return null;
    const { shown, more } = shownCampaigns(document, MOST, ({ id }) => random.has(id));
    const drawn = topOf(
      shown.filter(({ campaign }) => (campaign.fit?.bins.length ?? 0) > 1),
      DRAWN,
      (a, b) => (b.campaign.fit?.draws ?? 0) - (a.campaign.fit?.draws ?? 0),
    );
    const blocks = shown.map(({ campaign, index }) =>
      block(
        campaign,
        index,
        input,
        drawn.some((other) => other.index === index),
      ),
    );
    const legend = `Bars are what was drawn, ${MARK} is what the design expects of as many draws at the same prices.`;
    return [
      ...blocks.flatMap((lines, i) => (i === 0 ? lines : [[], ...lines])),
      ...(drawn.length === 0 ? [] : wrap(legend, { columns, style: "dim" })),
      ...falseAlarms(input),
      ...moreCampaigns(more, columns),
    ];
  },
};

function block(campaign: CampaignSummary, index: number, input: SectionInput, picture: boolean): Line[] {
  const { document, details, columns } = input;
  const { exponent } = document.currency;
  const name = campaign.name === campaign.id ? "" : `  ${campaign.name}`;
  const sentence = details.sentences[index] ?? "";
  const heading: Line = [
    span("  "),
    span(campaign.id, "strong"),
    span(name),
    span(sentence === "" ? "" : `  ${sentence}`, "dim"),
  ];
  const prose = (text: string) => wrap(text, { columns, indent: INDENT });
  const manner = prose(mannerOf(details.draws[index] as DrawManner));
  if (campaign.fit === null) return [heading, ...manner, ...prose("Nothing was drawn.")];
  const verdict = verdictOf(campaign.fit, exponent);
  return [
    heading,
    ...manner,
    ...prose(meansOf(campaign.fit, exponent)),
    ...wrap(verdict.text, { columns, indent: INDENT, style: verdict.style }),
    ...(picture ? expectedBars(campaign.fit.bins, { exponent, columns, most: BARS }) : []),
    ...(picture ? beyond(campaign, campaign.fit, columns) : []),
  ];
}

function mannerOf({ per, identity, reveal }: DrawManner): string {
  const when = {
    redemption: `One draw for each redemption of a ${identity}: it stays until it is used`,
    attempt: `A new draw at each attempt of a ${identity}`,
    user: `One draw for each ${identity}, for ever`,
  }[per];
  return `${when}; ${reveal === "after_payment" ? "hidden until payment" : "shown before payment"}.`;
}

function meansOf(fit: FitSummary, exponent: number): string {
  const mean = (minor: number) => money(Math.round(minor), exponent);
  const redeemed = fit.redeemed_mean_minor;
  return (
    `${counted(fit.draws, "draw")}. Mean: ${mean(fit.design_mean_minor)} by design, ${mean(fit.drawn_mean_minor)} drawn, ` +
    `${redeemed === null ? "none redeemed" : `${mean(redeemed)} redeemed`}.`
  );
}

/** Redemptions of amounts that no draw is likely to give: free orders, and what a short budget left. */
function beyond({ redemptions }: CampaignSummary, { bins }: FitSummary, columns: number): Line[] {
  const outside = redemptions - bins.reduce((sum, bin) => sum + bin.redeemed, 0);
  if (outside === 0) return [];
  const text = `Not in the picture: ${counted(outside, "redemption")} of other amounts, such as free orders.`;
  return wrap(text, { columns, indent: INDENT, style: "dim" });
}

/** With many campaigns one is likely to differ by chance: says how likely, where any does. */
function falseAlarms({ document, columns }: SectionInput): Line[] {
  const tested = document.campaigns.flatMap(({ fit }) => (fit !== null && fit.degrees > 0 ? [fit] : []));
  const differ = tested.filter((fit) => verdictOf(fit, document.currency.exponent).differs);
  if (tested.length < 2 || differ.length === 0) return [];
  const chance = 100 * (1 - (1 - DIFFERS_BELOW) ** tested.length);
  const text = `Of ${tested.length} campaigns that draw as designed, chance makes at least one differ in ${chance.toFixed(1)}% of runs.`;
  return wrap(text, { columns, style: "dim" });
}
