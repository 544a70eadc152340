/** Drawn counts beside what was to be expected: a bar for the one, a mark for the other. */
import { amountsOf, inRuns } from "./count-bars.js";
import { count } from "./figures.js";
import { blanks, type Line, span } from "./line.js";
import { bar } from "./marks.js";
import { figureColumn, layoutTable } from "./table.js";

/** Half-open, `from_minor <= amount < to_minor`. */
export interface ExpectedBin {
  readonly from_minor: number;
  readonly to_minor: number;
  readonly drawn: number;
  readonly expected: number;
  readonly redeemed: number;
}

export interface ExpectedBarsOptions {
  readonly exponent: number;
  /** Cells that a line may take. */
  readonly columns: number;
  /** Lines at most, header aside: neighbours are joined where there are more bins. */
  readonly most: number;
}

export const MARK = "┃";
const INDENT = 4;
const NARROWEST = 10;
const LONGEST = 60;

export function expectedBars(bins: readonly ExpectedBin[], { exponent, columns, most }: ExpectedBarsOptions): Line[] {
  const rows = joinedBins(bins, most);
  const largest = rows.reduce((a, row) => Math.max(a, row.drawn, row.expected), 0);
  const figures = (text: (row: ExpectedBin) => string) => rows.map((row) => span(text(row)));
  return layoutTable({
    columns: [
      figureColumn(
        "",
        figures((row) => amountsOf(row.from_minor, row.to_minor, exponent)),
      ),
      figureColumn(
        "drawn",
        figures((row) => count(row.drawn)),
      ),
      figureColumn(
        "expected",
        figures((row) => expectedCount(row.expected)),
      ),
      figureColumn(
        "redeemed",
        figures((row) => count(row.redeemed)),
        { drop: 1 },
      ),
      {
        kind: "drawn",
        header: () => "",
        min: NARROWEST,
        max: LONGEST,
        draw: (row, width) => markedBar(rows[row].drawn / largest, rows[row].expected / largest, width),
      },
    ],
    rows: rows.length,
    width: columns,
    indent: INDENT,
  });
}

/** `1,234` or, where a tenth matters, `12.3`. */
export function expectedCount(expected: number): string {
  return expected >= 99.95 ? count(Math.round(expected)) : expected.toFixed(1);
}

/** Runs of neighbours as one bin each; a bin of 0 alone, the draws that give nothing, stays apart. */
function joinedBins(bins: readonly ExpectedBin[], most: number): ExpectedBin[] {
  const nothing = bins.length > most && bins[0].to_minor === 1 ? bins.slice(0, 1) : [];
  const runs = inRuns(bins.slice(nothing.length), most - nothing.length);
  return [...nothing, ...runs.map(joined)];
}

function joined(run: readonly ExpectedBin[]): ExpectedBin {
  const sum = (of: (bin: ExpectedBin) => number) => run.reduce((total, bin) => total + of(bin), 0);
  return {
    from_minor: run[0].from_minor,
    to_minor: run[run.length - 1].to_minor,
    drawn: sum(({ drawn }) => drawn),
    expected: sum(({ expected }) => expected),
    redeemed: sum(({ redeemed }) => redeemed),
  };
}

/** A bar of `share` with a mark at the end that one of `expected` would have; none where nothing is expected. */
function markedBar(share: number, expected: number, width: number): Line {
  // The last cell is left to the mark of the longest bar.
  const filled = bar(share, width - 1);
  if (expected === 0) return [span(filled, "bar")];
  const place = Math.round(expected * (width - 1));
  const before = filled.slice(0, place);
  return [
    span(before, "bar"),
    blanks(place - before.length),
    span(MARK, "strong"),
    span(filled.slice(place + 1), "bar"),
  ];
}
