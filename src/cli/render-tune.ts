/** What `promosim tune` prints as text: the answer in words, how sure it is, and the curve that was seen. */
import { barColumn } from "../report/layout/bar-column.js";
import { FACT_INDENT, fact } from "../report/layout/fact.js";
import { counted } from "../report/layout/figures.js";
import { clip, type Line, type Span, span } from "../report/layout/line.js";
import { createPainter } from "../report/layout/palette.js";
import { figureColumn, layoutTable, textColumn } from "../report/layout/table.js";
import { wrap } from "../report/layout/wrap.js";
import type { TuneDocument, TunePoint } from "../tune/tune-document.js";
import { describeAnswer, describeShape, describeSureness, figureInWords, marginInWords } from "./describe-tune.js";
import { describeLimits, describeUncertainty } from "./describe-uncertainty.js";
import type { TextOptions } from "./render-validation.js";
import { warningLines } from "./warning-lines.js";

const NARROWEST = 40;

export function tuneText(document: TuneDocument, options: TextOptions): string {
  const columns = Math.max(NARROWEST, options.columns);
  const { varies, supposed, days } = describeUncertainty(document, document.vary.path);
  const prose = (text: string) => wrap(text, { columns, indent: 0 });
  const say = (label: string, text: string) => fact(label, text, columns, FACT_INDENT);
  const lines: Line[] = [
    ...wrap(describeAnswer(document), { columns, indent: 0, style: "strong" }),
    ...prose(describeSureness(document)),
    ...wrap(describeShape(document), { columns, indent: 0, style: "warn" }),
    [],
    ...say("varies", varies === "" ? "nothing: all runs are alike" : varies),
    ...say("supposed", supposed),
    ...say("days", days),
    ...say("seed", document.seed),
    [],
    [span(`${document.target.figure} over ${counted(document.runs, "run")}`, "heading")],
    ...curveTable(document, columns),
    ...wrap(CURVE, { columns, style: "dim" }),
    [],
    ...wrap(describeLimits(document), { columns }),
    ...(document.warnings.length === 0 ? [] : [[]]),
    ...warningLines(document.warnings, columns),
  ];
  const paint = createPainter(options.color);
  return lines.map((line) => `${paint(clip(line, columns))}\n`).join("");
}

const CURVE =
  "All values have the same runs: the same customers and the same chance. Errors: how many standard errors the figure is inside the target, or outside where negative.";

function curveTable(document: TuneDocument, columns: number): Line[] {
  const { curve, value } = document;
  const cells = (cell: (point: TunePoint) => Span) => curve.map(cell);
  const most = curve.reduce((a, { figure }) => Math.max(a, figure), 0);
  return layoutTable({
    columns: [
      figureColumn(
        "value",
        cells((point) => span(point.value, point.value === value ? "strong" : "plain")),
      ),
      figureColumn(
        "figure",
        cells(({ figure }) => span(figureInWords(figure, document))),
      ),
      figureColumn(
        document.target.unit === "probability" ? "95% interval" : "±",
        cells((point) => {
          const margin = marginInWords(point, document);
          return margin === "" ? span("–", "dim") : span(margin);
        }),
        { drop: 2 },
      ),
      textColumn(
        "target",
        cells(({ meets, value: at }) =>
          span(meets ? (at === value ? "met ◀" : "met") : "missed", meets ? "good" : "bad"),
        ),
      ),
      figureColumn(
        "errors",
        cells(({ standard_errors: errors }) => (errors === null ? span("–", "dim") : span(signed(errors)))),
        { drop: 1 },
      ),
      barColumn(
        curve.map(({ figure }) => (most > 0 ? Math.max(0, figure) / most : null)),
        { max: 40, drop: 3, styleOf: (row) => (curve[row].meets ? "good" : "dim") },
      ),
    ],
    rows: curve.length,
    width: columns,
  });
}

function signed(errors: number): string {
  return `${errors < 0 ? "−" : "+"}${Math.abs(errors).toFixed(1)}`;
}
