/** What `promosim forecast --sweep` prints: a line for each value, and how each differs from the first. */

import type { CampaignForecast } from "../forecast/forecast-document.js";
import { FACT_INDENT, fact } from "../report/layout/fact.js";
import { count, counted } from "../report/layout/figures.js";
import { type Line, type Span, span } from "../report/layout/line.js";
import { createPainter } from "../report/layout/palette.js";
import { figureColumn, layoutTable, textColumn } from "../report/layout/table.js";
import { wrap } from "../report/layout/wrap.js";
import type { SweepLine, SweepResult } from "../tune/sweep-document.js";
import { exactMoney } from "./describe-exposure.js";
import { describeLimits, describeUncertainty } from "./describe-uncertainty.js";
import { chanceOf, halfWidth } from "./forecast-figures.js";
import type { TextOptions } from "./render-validation.js";
import { warningLines } from "./warning-lines.js";

const NARROWEST = 40;

export function sweepText(result: SweepResult, options: TextOptions): string {
  const columns = Math.max(NARROWEST, options.columns);
  const { sweep, runs, currency, values, warnings } = result;
  const { varies, supposed, days } = describeUncertainty(result, sweep.path);
  const most = runs.reduce((a, b) => Math.max(a, b));
  const many = runs.every((n) => n === most) ? counted(most, "run") : `up to ${counted(most, "run")}`;
  const say = (label: string, text: string) => fact(label, text, columns, FACT_INDENT);
  const who = sweep.campaign_id ?? "all campaigns together";
  const title = `What ${who} would come to with other values of ${sweep.path}, ${many} each. Amounts in ${currency.code}.`;
  const lines: Line[] = [
    ...wrap(title, { columns, indent: 0, style: "strong" }),
    ...say("varies", varies === "" ? "nothing: all runs are alike" : varies),
    ...say("supposed", supposed),
    ...say("days", days),
    [],
    [span(sweep.campaign_id === null ? "All campaigns" : `Campaign ${sweep.campaign_id}`, "heading")],
    ...campaignTable(result, columns),
    ...wrap(CAMPAIGN, { columns, style: "dim" }),
    [],
    [span("All campaigns, and what differs from the first value", "heading")],
    ...differenceTable(values, currency.exponent, columns),
    ...wrap(DIFFERENCES, { columns, style: "dim" }),
    [],
    ...wrap(describeLimits(result), { columns }),
    ...(warnings.length === 0 ? [] : [[]]),
    ...warningLines(warnings, columns),
  ];
  const paint = createPainter(options.color);
  return lines.map((line) => `${paint(line)}\n`).join("");
}

const CAMPAIGN =
  "Discount: its mean over the runs, ± half the 95% interval of it, and what 5% and 95% of the runs have at most. Runs out: share of the runs. Refused: for want of budget, on average.";
const DIFFERENCES =
  "All values have the same runs: the same customers and the same chance, so that their difference is surer than either. ± is the most that half its 95% interval can be.";

/** All campaigns together have no budget. */
const NO_BUDGET = { probability: null, standard_error: null, p05: null, p50: null, p95: null };

function campaignTable({ values, currency }: SweepResult, columns: number): Line[] {
  const money = (minor: number) => span(exactMoney(minor, currency.exponent), minor === 0 ? "dim" : "plain");
  const cells = (cell: (campaign: Omit<CampaignForecast, "id">) => Span) =>
    values.map(({ campaign, totals }) => cell(campaign ?? { ...totals, exhaustion: NO_BUDGET }));
  return layoutTable({
    columns: [
      valueColumn(values),
      figureColumn(
        "discount",
        cells(({ discount_minor: { mean } }) => money(mean)),
      ),
      figureColumn(
        "±",
        cells(({ discount_minor: { standard_error } }) => money(halfWidth(standard_error))),
        { drop: 2 },
      ),
      figureColumn(
        "p05",
        cells(({ discount_minor: { p05 } }) => money(p05)),
        { drop: 3 },
      ),
      figureColumn(
        "p95",
        cells(({ discount_minor: { p95 } }) => money(p95)),
      ),
      figureColumn(
        "runs out",
        cells(({ exhaustion: { probability } }) =>
          probability === null ? span("–", "dim") : span(chanceOf(probability)),
        ),
      ),
      textColumn(
        "half by",
        cells(({ exhaustion: { p50 } }) => (p50 === null ? span("–", "dim") : span(p50.slice(0, 10)))),
        { drop: 1 },
      ),
      figureColumn(
        "refused",
        cells(({ unserved_minor: { mean } }) => money(mean)),
      ),
    ],
    rows: values.length,
    width: columns,
  });
}

function differenceTable(values: readonly SweepLine[], exponent: number, columns: number): Line[] {
  const signed = (minor: number) => `${minor > 0 ? "+" : minor < 0 ? "−" : ""}${exactMoney(Math.abs(minor), exponent)}`;
  const cells = (cell: (line: SweepLine) => string | null) =>
    values.map((line) => {
      const text = cell(line);
      return text === null ? span("–", "dim") : span(text);
    });
  return layoutTable({
    columns: [
      valueColumn(values),
      figureColumn(
        "all campaigns",
        cells(({ totals }) => exactMoney(totals.discount_minor.mean, exponent)),
      ),
      figureColumn(
        "discount",
        cells(({ difference }) => (difference === null ? null : signed(difference.discount_minor.mean))),
      ),
      figureColumn(
        "±",
        cells(({ difference }) =>
          difference === null
            ? null
            : exactMoney(halfWidth(difference.discount_minor.standard_error_at_most), exponent),
        ),
      ),
      figureColumn(
        "redemptions",
        cells(({ difference }) =>
          difference === null
            ? null
            : `${difference.redemptions.mean < 0 ? "−" : "+"}${count(Math.round(Math.abs(difference.redemptions.mean)))}`,
        ),
        { drop: 2 },
      ),
      figureColumn(
        "refused",
        cells(({ difference }) => (difference === null ? null : signed(difference.unserved_minor.mean))),
        { drop: 1 },
      ),
    ],
    rows: values.length,
    width: columns,
  });
}

function valueColumn(values: readonly SweepLine[]) {
  return textColumn(
    "value",
    values.map(({ value }) => span(value, "strong")),
    { min: 6 },
  );
}
