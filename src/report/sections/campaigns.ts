/** What each campaign gave, and what became of its budget. */
import { civilFromDays } from "../../domain/civil-date.js";
import type { DaySpan } from "../../tally/period.js";
import type { CampaignSummary } from "../document.js";
import { barColumn } from "../layout/bar-column.js";
import { count, fraction, moment, money, percent } from "../layout/figures.js";
import { type Span, span } from "../layout/line.js";
import { type Column, figureColumn, layoutTable, textColumn } from "../layout/table.js";
import { wrap } from "../layout/wrap.js";
import { moreCampaigns, shownCampaigns } from "../shown-campaigns.js";
import type { Section, SectionInput } from "./contract.js";

const MOST = 20;

export const campaigns: Section = {
  title: "Campaigns",
  body(input) {
    const { document, columns } = input;
    if (document.campaigns.length === 0) return wrap("There are no campaigns.", { columns });
    const { shown, more } = shownCampaigns(document, MOST);
    const lines = shown.map(({ campaign }) => campaign);
    return [
      ...layoutTable({ columns: tableColumns(input, lines), rows: lines.length, width: columns }),
      ...moreCampaigns(more, columns),
    ];
  },
};

function tableColumns({ document, details }: SectionInput, lines: readonly CampaignSummary[]): Column[] {
  const amount = (minor: bigint) => money(minor, document.currency.exponent);
  const cells = (cellOf: (line: CampaignSummary) => Span) => lines.map(cellOf);
  const columns: Column[] = [
    textColumn(
      "campaign",
      cells((line) => span(line.id, "strong")),
      { min: 10 },
    ),
    textColumn(
      "name",
      cells((line) => span(line.name === line.id ? "" : line.name)),
      { min: 8, drop: 7 },
    ),
    textColumn(
      "mode",
      cells((line) => span(line.mode, "dim")),
      { drop: 8 },
    ),
    figureColumn(
      "used",
      cells((line) => figure(count(line.redemptions), line.redemptions === 0)),
    ),
    figureColumn(
      "users",
      cells((line) => figure(count(line.users), line.users === 0)),
      { drop: 9 },
    ),
    figureColumn(
      "discount",
      cells((line) => figure(amount(line.discount_minor), line.discount_minor === 0n)),
    ),
  ];
  if (lines.some((line) => line.budget.total_minor !== null)) columns.push(...budgetColumns(cells, lines));
  if (lines.some((line) => line.budget.overspent_minor > 0n)) {
    columns.push(
      figureColumn(
        "overspent",
        cells((line) => alarm(line.budget.overspent_minor, amount, "bad")),
        { drop: 3 },
      ),
    );
  }
  if (lines.some((line) => line.budget.exhausted_at !== null)) {
    const from = withinOneYear(details.period) ? "2026-".length : 0;
    columns.push(
      textColumn(
        "ran dry",
        cells((line) => dryCell(line, from)),
      ),
    );
  }
  if (lines.some((line) => line.budget.unserved_minor > 0n)) {
    columns.push(
      figureColumn(
        "unserved",
        cells((line) => alarm(line.budget.unserved_minor, amount, "warn")),
      ),
    );
  }
  return columns;
}

function budgetColumns(
  cells: (cellOf: (l: CampaignSummary) => Span) => Span[],
  lines: readonly CampaignSummary[],
): Column[] {
  const shares = lines.map(({ budget }) =>
    budget.total_minor === null ? null : fraction(budget.spent_minor, budget.total_minor),
  );
  return [
    barColumn(shares, {
      header: "budget",
      min: 10,
      max: 20,
      drop: 2,
      track: true,
      styleOf: (i) => budgetStyle(shares[i]),
    }),
    figureColumn(
      "spent",
      cells(({ budget }) =>
        budget.total_minor === null ? span("–", "dim") : span(percent(budget.spent_minor, budget.total_minor)),
      ),
    ),
  ];
}

function budgetStyle(share: number | null): "bar" | "warn" | "bad" {
  if (share === null || share < 0.9) return "bar";
  return share > 1 ? "bad" : "warn";
}

function figure(text: string, nothing: boolean): Span {
  return span(text, nothing ? "dim" : "plain");
}

function alarm(minor: bigint, amount: (minor: bigint) => string, style: "warn" | "bad"): Span {
  return minor > 0n ? span(amount(minor), style) : span("–", "dim");
}

/** Moments from the character `from` on: without the year where one year is all there is. */
function dryCell({ budget }: CampaignSummary, from: number): Span {
  return budget.exhausted_at === null ? span("–", "dim") : span(moment(budget.exhausted_at).slice(from), "warn");
}

function withinOneYear(period: DaySpan | null): boolean {
  return period !== null && civilFromDays(period.first).year === civilFromDays(period.last).year;
}
