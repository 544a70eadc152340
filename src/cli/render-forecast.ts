/** What `promosim forecast` prints as text: first what it comes to in words, then what was varied, the tables, and what they do not mean. */
import type { CampaignForecast, ForecastDocument, ForecastFigures } from "../forecast/forecast-document.js";
import { FACT_INDENT, fact } from "../report/layout/fact.js";
import { counted } from "../report/layout/figures.js";
import { clip, type Line, span } from "../report/layout/line.js";
import { createPainter } from "../report/layout/palette.js";
import { topOf } from "../report/layout/top.js";
import { wrap } from "../report/layout/wrap.js";
import { exactMoney } from "./describe-exposure.js";
import { describeForecast } from "./describe-forecast.js";
import { areAlike, describeLimits, describeUncertainty } from "./describe-uncertainty.js";
import { forecastBurn } from "./forecast-burn.js";
import { chanceRange, numberOf } from "./forecast-figures.js";
import { budgetTable, spreadTable } from "./forecast-tables.js";
import type { TextOptions } from "./render-validation.js";
import { warningLines } from "./warning-lines.js";

const NARROWEST = 40;
/** Campaigns of a table, and of the drawing. */
const MOST = 20;
const DRAWN = 6;

export function forecastText(document: ForecastDocument, options: TextOptions): string {
  const columns = Math.max(NARROWEST, options.columns);
  const lines: Line[] = [
    ...partialLine(document, columns),
    ...describeForecast(document).flatMap((text, i) =>
      wrap(text, { columns, indent: 0, style: i === 0 ? "strong" : "plain" }),
    ),
    [],
    ...settings(document, columns),
    ...figures(document, columns),
    ...section("What these figures do not say", wrap(describeLimits(document), { columns })),
    ...(document.warnings.length === 0 ? [] : [[]]),
    ...warningLines(document.warnings, columns),
  ];
  const paint = createPainter(options.color);
  return lines.map((line) => `${paint(clip(line, columns))}\n`).join("");
}

function partialLine({ partial, runs }: ForecastDocument, columns: number): Line[] {
  if (!partial) return [];
  const text = `Partial: stopped early. This is what the ${counted(runs, "run")} say that were finished by then.`;
  return wrap(text, { columns, indent: 0, style: "warn" });
}

function settings(document: ForecastDocument, columns: number): Line[] {
  const { varies, same, supposed, days } = describeUncertainty(document);
  const say = (label: string, text: string) => fact(label, text, columns, FACT_INDENT);
  return [
    ...say("varies", varies === "" ? "nothing: all runs are alike" : varies),
    ...say("stays", same),
    ...say("supposed", supposed),
    ...say("days", days === "" ? "" : `${days}; time zone ${document.timezone}`),
    ...say("seed", document.seed),
  ];
}

function figures(document: ForecastDocument, columns: number): Line[] {
  const { campaigns, totals, currency } = document;
  const shown = topOf(campaigns, MOST, (a, b) => b.discount_minor.mean - a.discount_minor.mean);
  const money = (minor: number) => exactMoney(minor, currency.exponent);
  const rows = (pick: (figures: ForecastFigures) => ForecastFigures["discount_minor"]) => [
    ...shown.map((campaign) => ({ name: campaign.id, spread: pick(campaign) })),
    ...(campaigns.length > 1 ? [{ name: "in all", spread: pick(totals), sum: true as const }] : []),
  ];
  const sponsors = Object.entries(totals.contributions_minor).map(([name, spread]) => ({ name, spread }));
  return [
    ...section(`Discount, ${currency.code}`, [
      ...spreadTable(
        "campaign",
        rows((of) => of.discount_minor),
        money,
        columns,
      ),
      ...moreOf(campaigns, shown, columns),
    ]),
    ...budgetSection(document, shown, columns),
    ...section(
      "Redemptions",
      spreadTable(
        "campaign",
        rows((of) => of.redemptions),
        numberOf,
        columns,
      ),
    ),
    ...section(
      `Who pays, ${currency.code}`,
      sponsors.length === 0 ? [] : spreadTable("sponsor", sponsors, money, columns),
    ),
    ...burnSection(document, shown, columns),
  ];
}

function budgetSection(document: ForecastDocument, shown: readonly CampaignForecast[], columns: number): Line[] {
  const { horizon, runs, currency } = document;
  const table = budgetTable(shown, {
    exponent: currency.exponent,
    columns,
    range: (share) => chanceRange(share, { runs, alike: areAlike(document) }),
    oneYear: horizon.from.slice(0, 4) === horizon.to.slice(0, 4),
  });
  const explanation =
    "Runs out: share of the runs in which the budget ran out before the end; by when in so many of all runs. Refused: discounts for want of budget, on average.";
  return section(
    "Total budgets",
    table.length === 0 ? [] : [...table, ...wrap(explanation, { columns, style: "dim" })],
  );
}

function burnSection(document: ForecastDocument, shown: readonly CampaignForecast[], columns: number): Line[] {
  const drawn = shown.slice(0, DRAWN).map(({ id }) => id);
  const bands = forecastBurn(document, drawn, columns);
  const scale =
    "Of each day on its own: in 95%, 50%, 5% of the runs the day's discount is at most that. Each campaign has its own height.";
  return section(
    `Burn by day, ${document.currency.code}`,
    bands.length === 0 ? [] : [...bands, ...wrap(scale, { columns, style: "dim" })],
  );
}

function moreOf(all: readonly unknown[], shown: readonly unknown[], columns: number): Line[] {
  const more = all.length - shown.length;
  if (more === 0) return [];
  return wrap(`${counted(more, "campaign")} with less ${more === 1 ? "is" : "are"} left out; --format json has all.`, {
    columns,
    style: "dim",
  });
}

function section(title: string, body: readonly Line[]): Line[] {
  return body.length === 0 ? [] : [[], [span(title, "heading")], ...body];
}
