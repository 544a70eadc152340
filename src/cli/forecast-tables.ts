/** The tables of a forecast: how a figure spreads over the runs, and when budgets run out. */
import type { CampaignForecast, Spread } from "../forecast/forecast-document.js";
import { moment } from "../report/layout/figures.js";
import { type Line, type Span, span } from "../report/layout/line.js";
import { type Column, type DrawnColumn, figureColumn, layoutTable, textColumn } from "../report/layout/table.js";
import { exactMoney } from "./describe-exposure.js";
import { type ChanceRange, chanceOf, halfWidth, rangeOf } from "./forecast-figures.js";

/** A line of a table of spreads. */
export interface SpreadRow {
  readonly name: string;
  readonly spread: Spread;
  /** Whether it is the sum of the others, which would dwarf them in a drawing. */
  readonly sum?: true;
}

const NARROWEST = 12;
const WIDEST = 40;

/** A line a row: mean, its margin, the range of the runs, and a drawing of it; `show` writes a figure. */
export function spreadTable(
  header: string,
  rows: readonly SpreadRow[],
  show: (value: number) => string,
  columns: number,
): Line[] {
  const figures = (name: string, value: (spread: Spread) => number, drop?: number): Column =>
    figureColumn(
      name,
      rows.map(({ spread }) => figure(show(value(spread)), value(spread))),
      drop === undefined ? {} : { drop },
    );
  return layoutTable({
    columns: [
      textColumn(
        header,
        rows.map(({ name }) => span(name, "strong")),
        { min: 8 },
      ),
      figures("mean", ({ mean }) => mean),
      figures("±", ({ standard_error }) => halfWidth(standard_error)),
      figures("sd", ({ sd }) => sd, 2),
      figures("p05", ({ p05 }) => p05),
      figures("p50", ({ p50 }) => p50),
      figures("p95", ({ p95 }) => p95),
      ranges(rows),
    ],
    rows: rows.length,
    width: columns,
  });
}

/** From p05 to p95 with a mark at p50, all to one scale that starts at 0. */
function ranges(rows: readonly SpreadRow[]): DrawnColumn {
  const most = rows.reduce((a, { spread, sum }) => (sum === true ? a : Math.max(a, spread.p95)), 0);
  return {
    kind: "drawn",
    header: () => "p05 to p95",
    min: NARROWEST,
    max: WIDEST,
    drop: 1,
    draw: (row, width) => {
      const { spread, sum } = rows[row];
      if (most === 0 || sum === true) return [];
      const { p05, p50, p95 } = spread;
      const [from, middle, to] = [p05, p50, p95].map((value) => Math.round((value / most) * (width - 1)));
      const marks = Array.from({ length: to + 1 }, (_, i) => (i < from ? " " : i === middle ? "┃" : "━"));
      return [span(marks.join(""), "bar")];
    },
  };
}

export interface BudgetTableOptions {
  /** Decimals of the currency. */
  readonly exponent: number;
  /** Cells that a line may take. */
  readonly columns: number;
  /** The 95% interval of a chance that is this share of the runs; null for one that is certain. */
  range(share: number): ChanceRange | null;
  /** Whether all moments are of one year, which then goes without saying. */
  readonly oneYear: boolean;
}

/** A line a campaign with a total budget; none without any. */
export function budgetTable(campaigns: readonly CampaignForecast[], options: BudgetTableOptions): Line[] {
  const budgeted = campaigns.filter(({ exhaustion }) => exhaustion.probability !== null);
  if (budgeted.length === 0) return [];
  const { exponent, columns, range, oneYear } = options;
  const cells = (cell: (campaign: CampaignForecast) => Span) => budgeted.map(cell);
  const at = (iso: string | null) =>
    iso === null ? span("–", "dim") : span(moment(iso).slice(oneYear ? "2026-".length : 0));
  const by = (quantile: "p05" | "p50" | "p95") => cells(({ exhaustion }) => at(exhaustion[quantile]));
  return layoutTable({
    columns: [
      textColumn(
        "campaign",
        cells(({ id }) => span(id, "strong")),
        { min: 8 },
      ),
      figureColumn(
        "runs out",
        cells(({ exhaustion: { probability } }) => likely(probability ?? 0)),
      ),
      ...intervals(budgeted, range),
      textColumn("5% by", by("p05"), { drop: 2 }),
      textColumn("half by", by("p50")),
      textColumn("95% by", by("p95"), { drop: 1 }),
      figureColumn(
        "refused",
        cells(({ unserved_minor: { mean } }) => figure(exactMoney(mean, exponent), mean)),
      ),
      figureColumn(
        "p95",
        cells(({ unserved_minor: { p95 } }) => figure(exactMoney(p95, exponent), p95)),
        { drop: 4 },
      ),
    ],
    rows: budgeted.length,
    width: columns,
  });
}

/** Where the chances of running out lie; no column where they are certain. */
function intervals(campaigns: readonly CampaignForecast[], range: BudgetTableOptions["range"]): Column[] {
  const ranges = campaigns.map(({ exhaustion: { probability } }) => range(probability ?? 0));
  const cells = ranges.flatMap((of) => (of === null ? [] : [span(rangeOf(of))]));
  return cells.length === 0 ? [] : [figureColumn("95% interval", cells, { drop: 3 })];
}

function figure(text: string, value: number): Span {
  return span(text, value === 0 ? "dim" : "plain");
}

function likely(probability: number): Span {
  const style = probability === 0 ? "good" : probability < 0.05 ? "plain" : probability < 0.5 ? "warn" : "bad";
  return span(chanceOf(probability), style);
}
