/** What `promosim compare` prints as text: what changed in a sentence, the figures, the classes of changes, and the edits. */
import { CHANGES } from "../compare/change.js";
import type { CompareDocument, Difference, MeasuredDifference } from "../compare/compare-document.js";
import { fact } from "../report/layout/fact.js";
import { count, counted, money } from "../report/layout/figures.js";
import { clip, type Line, type Span, span } from "../report/layout/line.js";
import { createPainter } from "../report/layout/palette.js";
import { figureColumn, layoutTable, textColumn } from "../report/layout/table.js";
import { wrap } from "../report/layout/wrap.js";
import {
  INTERVAL_IN_WORDS,
  intervalOf,
  occurring,
  relative,
  signedCount,
  signedMoney,
  sumUp,
} from "./compare-in-words.js";
import type { TextOptions } from "./render-validation.js";
import { warningLines } from "./warning-lines.js";

const NARROWEST = 40;
/** Edits shown at most; compare.json has all. */
const MOST_EDITS = 30;

export function compareText(document: CompareDocument, options: TextOptions): string {
  const columns = Math.max(NARROWEST, options.columns);
  const lines: Line[] = [
    ...wrap(sumUp(document), { columns, indent: 0, style: "strong" }),
    ...conditionLines(document, columns),
    ...section("Totals", totalsTable(document, columns)),
    ...section("Discount by campaign", discountTable(document, "campaign", columns)),
    ...section("Contributions by sponsor", discountTable(document, "sponsor", columns)),
    ...wrap(INTERVAL_IN_WORDS, { columns, style: "dim" }),
    ...section("Changes", changesTable(document, columns)),
    ...section("Edits", editLines(document, columns)),
    [],
    ...fact("seed", document.seed, columns),
    ...warningLines(document.warnings, columns),
  ];
  const paint = createPainter(options.color);
  return lines.map((line) => `${paint(clip(line, columns))}\n`).join("");
}

function section(title: string, lines: readonly Line[]): Line[] {
  return lines.length === 0 ? [] : [[], [span(title, "heading")], ...lines];
}

function conditionLines({ conditions }: CompareDocument, columns: number): Line[] {
  return conditions.flatMap(({ condition, failed, words }) =>
    wrap(`${failed ? "FAILED" : "passed"}  ${condition}: ${words}`, {
      columns,
      indent: 0,
      style: failed ? "bad" : "good",
    }),
  );
}

const TOTALS = [
  ["payments", "payments", "count"],
  ["declined", "declined", "count"],
  ["with discount", "discounted_payments", "count"],
  ["discount", "discount_minor", "money"],
  ["of it cashback", "cashback_minor", "money"],
  ["payable", "payable_minor", "money"],
  ["refunds", "refunds", "count"],
  ["discount refunded", "refunded_discount_minor", "money"],
] as const;

function totalsTable({ totals, currency: { exponent } }: CompareDocument, columns: number): Line[] {
  const text = (kind: "count" | "money", value: bigint) => (kind === "money" ? money(value, exponent) : count(value));
  const signed = (kind: "count" | "money", value: bigint) =>
    kind === "money" ? signedMoney(value, exponent) : signedCount(value);
  const rows: readonly (readonly [string, Difference, "count" | "money"])[] = TOTALS.map(
    ([label, name, kind]) => [label, totals[name], kind] as const,
  );
  return layoutTable({
    columns: [
      textColumn(
        "",
        rows.map(([label]) => span(label)),
      ),
      figureColumn(
        "before",
        rows.map(([, { before }, kind]) => span(text(kind, before))),
      ),
      figureColumn(
        "after",
        rows.map(([, { after }, kind]) => span(text(kind, after))),
      ),
      figureColumn(
        "difference",
        rows.map(([, { difference }, kind]) => change(signed(kind, difference), difference)),
      ),
      figureColumn(
        "",
        rows.map(([, { difference, before }]) => span(relative(difference, before), "dim")),
        { drop: 1 },
      ),
    ],
    rows: rows.length,
    width: columns,
  });
}

function discountTable(document: CompareDocument, of: "campaign" | "sponsor", columns: number): Line[] {
  const { exponent } = document.currency;
  const rows: readonly (readonly [string, MeasuredDifference])[] =
    of === "campaign"
      ? document.campaigns.map(
          ({ id, presence, discount_minor }) => [`${id}${MARK[presence]}`, discount_minor] as const,
        )
      : document.sponsors.map(({ sponsor, contributions_minor }) => [sponsor, contributions_minor] as const);
  const shown = of === "campaign" ? [...rows, ["all", document.totals.discount_minor] as const] : rows;
  return layoutTable({
    columns: [
      textColumn(
        of,
        shown.map(([name]) => span(name)),
        { min: 8 },
      ),
      figureColumn(
        "before",
        shown.map(([, { before }]) => span(money(before, exponent))),
        { drop: 2 },
      ),
      figureColumn(
        "after",
        shown.map(([, { after }]) => span(money(after, exponent))),
        { drop: 2 },
      ),
      figureColumn(
        "difference",
        shown.map(([, { difference }]) => change(signedMoney(difference, exponent), difference)),
      ),
      figureColumn(
        "95% interval",
        shown.map(([, value]) => span(intervalOf(value, exponent), "dim")),
        { drop: 1 },
      ),
    ],
    rows: shown.length,
    width: columns,
  });
}

const MARK = { both: "", before: " (removed)", after: " (new)" } as const;

function change(text: string, difference: bigint): Span {
  return span(text, difference === 0n ? "dim" : "strong");
}

function changesTable(document: CompareDocument, columns: number): Line[] {
  const names = occurring(document);
  if (names.length === 0) return [];
  return layoutTable({
    columns: [
      textColumn(
        "class",
        names.map((name) => span(name)),
      ),
      figureColumn(
        "rows",
        names.map((name) => span(count(document.changes[name].rows))),
      ),
      figureColumn(
        "difference",
        names.map((name) => span(signedMoney(document.changes[name].difference_minor, document.currency.exponent))),
      ),
      textColumn(
        "a row that",
        names.map((name) => span(CHANGES[name], "dim")),
        { min: 12, drop: 1 },
      ),
    ],
    rows: names.length,
    width: columns,
  });
}

function editLines({ edits }: CompareDocument, columns: number): Line[] {
  if (edits === null)
    return wrap("not known: the run before was saved without its rules, and without reasons", { columns });
  if (edits.length === 0) return wrap("none: both sides have the same rules", { columns });
  const lines = edits.slice(0, MOST_EDITS).flatMap(({ words, before_at, after_at }) => {
    const at = after_at ?? before_at;
    const place = at === null ? "" : ` (${at.file}:${at.line}:${at.column})`;
    return wrap(`${words}${place}`, { columns });
  });
  const more = edits.length - MOST_EDITS;
  return more > 0 ? [...lines, ...wrap(`and ${counted(more, "more edit")}, in compare.json`, { columns })] : lines;
}
