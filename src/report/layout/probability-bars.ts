/** A distribution of amounts as a table with bars: how likely each amount is, and how likely that much or more. */
import { barColumn } from "./bar-column.js";
import { money } from "./figures.js";
import { type Line, type Span, span } from "./line.js";
import { figureColumn, layoutTable } from "./table.js";

/** Half-open, `fromMinor <= amount < toMinor`; of width 1 for a single amount. */
export interface ProbabilityBar {
  readonly fromMinor: number;
  readonly toMinor: number;
  readonly probability: number;
}

export interface ProbabilityOptions {
  readonly exponent: number;
  /** Cells that a line may take. */
  readonly columns: number;
  readonly indent: number;
}

/** A line that stands for several bars in a row without any probability. */
const GAP = "gap";
/** Cells of the longest bar at most. */
const LONGEST = 50;

/** A header and a line a bar, ascending as they come; neighbours that are impossible share a line. */
export function probabilityBars(bars: readonly ProbabilityBar[], options: ProbabilityOptions): Line[] {
  const rows = rowsOf(bars);
  const most = bars.reduce((a, { probability }) => Math.max(a, probability), 0);
  const cells = (cell: (bar: ProbabilityBar, atLeast: number) => Span) =>
    rows.map((row) => (row === GAP ? span("⋯", "dim") : cell(row.bar, row.atLeast)));
  return layoutTable({
    columns: [
      figureColumn(
        "amount",
        cells((bar) => span(amounts(bar, options.exponent))),
      ),
      figureColumn(
        "chance",
        cells(({ probability }) => span(chance(probability), probability === 0 ? "dim" : "plain")),
      ),
      figureColumn(
        "or more",
        cells((_, atLeast) => span(chance(atLeast), "dim")),
        { drop: 1 },
      ),
      barColumn(
        rows.map((row) => (row === GAP ? null : row.bar.probability / most)),
        { max: LONGEST, drop: 2 },
      ),
    ],
    rows: rows.length,
    width: options.columns,
    indent: options.indent,
  });
}

type Row = typeof GAP | { readonly bar: ProbabilityBar; readonly atLeast: number };

function rowsOf(bars: readonly ProbabilityBar[]): Row[] {
  const rows: Row[] = [];
  let atLeast = 0;
  for (const bar of [...bars].reverse()) {
    atLeast += bar.probability;
    const impossible = bar.probability === 0 && bar.toMinor - bar.fromMinor > 1;
    if (!impossible) rows.push({ bar, atLeast });
    else if (rows[rows.length - 1] !== GAP) rows.push(GAP);
  }
  return rows.reverse();
}

/** `1.50`, or `1.50 to 1.99`. */
function amounts({ fromMinor, toMinor }: ProbabilityBar, exponent: number): string {
  const from = money(fromMinor, exponent);
  return toMinor - fromMinor > 1 ? `${from} to ${money(toMinor - 1, exponent)}` : from;
}

/** A probability as a percentage with two decimals, more where it is small; never a wrong 0% or 100%. */
export function chance(probability: number): string {
  const percent = probability * 100;
  if (percent === 0) return "0%";
  if (percent < 1e-6) return "<0.000001%";
  if (percent < 0.01) return `${percent.toPrecision(2)}%`;
  if (percent >= 99.995 && percent < 100 - 1e-7) return ">99.99%";
  return `${percent.toFixed(2)}%`;
}
