/** A histogram as lines: a bin a line with its count, its share and a bar. */
import { barColumn } from "./bar-column.js";
import { count, fraction, money, percent } from "./figures.js";
import { type Line, span } from "./line.js";
import { figureColumn, layoutTable } from "./table.js";

/** Half-open, `from_minor <= amount < to_minor`. */
export interface CountBin {
  readonly from_minor: number | bigint;
  readonly to_minor: number | bigint;
  readonly count: number;
}

export interface CountBarsOptions {
  readonly exponent: number;
  /** Cells that a line may take. */
  readonly columns: number;
  /** Lines at most: neighbours are joined where there are more bins. */
  readonly most: number;
}

const INDENT = 4;
/** Cells of the longest bar at most. */
const LONGEST = 60;

export function countBars(bins: readonly CountBin[], { exponent, columns, most }: CountBarsOptions): Line[] {
  const rows = inRuns(bins, most).map((run) => ({
    label: amountsOf(run[0].from_minor, run[run.length - 1].to_minor, exponent),
    count: run.reduce((sum, bin) => sum + bin.count, 0),
  }));
  const total = rows.reduce((sum, row) => sum + row.count, 0);
  const largest = rows.reduce((a, row) => Math.max(a, row.count), 0);
  return layoutTable({
    columns: [
      figureColumn(
        "",
        rows.map((row) => span(row.label)),
      ),
      figureColumn(
        "",
        rows.map((row) => span(count(row.count), row.count === 0 ? "dim" : "plain")),
      ),
      figureColumn(
        "",
        rows.map((row) => span(percent(row.count, total), "dim")),
      ),
      barColumn(
        rows.map((row) => fraction(row.count, largest)),
        { max: LONGEST },
      ),
    ],
    rows: rows.length,
    width: columns,
    indent: INDENT,
  });
}

/** `5.00`, or `5.00 to 5.99` where the bin holds more than one amount. */
export function amountsOf(fromMinor: number | bigint, toMinor: number | bigint, exponent: number): string {
  const last = BigInt(toMinor) - 1n;
  const from = money(fromMinor, exponent);
  return last === BigInt(fromMinor) ? from : `${from} to ${money(last, exponent)}`;
}

/** At most `most` runs of neighbours, all of one length but the last. */
export function inRuns<T>(items: readonly T[], most: number): T[][] {
  const size = Math.ceil(items.length / most);
  const runs: T[][] = [];
  for (let i = 0; i < items.length; i += size) runs.push(items.slice(i, i + size));
  return runs;
}
