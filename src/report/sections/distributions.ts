/** How the discounts of all campaigns together fall over amounts, users and hours of the day. */
import type { DiscountSummary, HourLine, UserSummary } from "../document.js";
import { countBars } from "../layout/count-bars.js";
import { counted, money, percent } from "../layout/figures.js";
import { type Line, span } from "../layout/line.js";
import { sparkline } from "../layout/marks.js";
import { largestFirst, topOf } from "../layout/top.js";
import { wrap } from "../layout/wrap.js";
import type { Section, SectionInput } from "./contract.js";

const BARS = 8;
const INDENT = 4;
/** Columns from which an hour has two cells. */
const WIDE = 60;

export const distributions: Section = {
  title: "All discounts by amount, user and hour",
  body(input) {
    const { campaigns, distributions: all } = input.document;
    if (all.overall === null) return null;
    const several = campaigns.filter(({ discount }) => discount !== null).length > 1;
    const blocks = [
      ...(several ? [amounts(all.overall, input)] : []),
      ...(all.per_user === null ? [] : [users(all.per_user, input)]),
      hours(all.by_hour, input),
    ];
    return blocks.flatMap((lines, i) => (i === 0 ? lines : [[], ...lines]));
  },
};

function amounts(overall: DiscountSummary, { document, columns }: SectionInput): Line[] {
  const { exponent } = document.currency;
  const number = overall.histogram.reduce((sum, bin) => sum + bin.count, 0);
  return [
    ...heading("by amount", `${counted(number, "redemption")}: ${figuresOf(overall, exponent)}`, columns),
    ...countBars(overall.histogram, { exponent, columns, most: BARS }),
  ];
}

function users(perUser: UserSummary, { document, columns }: SectionInput): Line[] {
  const { exponent } = document.currency;
  return [
    ...heading("by user", `${counted(perUser.users, "user")}, each in all: ${figuresOf(perUser, exponent)}`, columns),
    ...countBars(perUser.histogram, { exponent, columns, most: BARS }),
  ];
}

function figuresOf(summary: DiscountSummary | UserSummary, exponent: number): string {
  const mean = money(Math.round(summary.mean_minor), exponent);
  const [median, ninety, max] = [summary.p50_minor, summary.p90_minor, summary.max_minor].map((minor) =>
    money(minor, exponent),
  );
  return `mean ${mean}, median ${median}, p90 ${ninety}, max ${max}`;
}

/** A mark an hour, and the hours below. */
function hours(lines: readonly HourLine[], { document, columns }: SectionInput): Line[] {
  const { totals, currency } = document;
  const [peak] = topOf(lines, 1, (a, b) => largestFirst(a.discount_minor, b.discount_minor));
  const most =
    `most from ${clock(peak.hour)} to ${clock(peak.hour + 1)}: ${money(peak.discount_minor, currency.exponent)}, ` +
    `${percent(peak.discount_minor, totals.discount_minor)} of all discount`;
  const cells = columns < WIDE ? 1 : 2;
  const marks = [...sparkline(lines.map(({ discount_minor }) => Number(discount_minor)))];
  const scale = [0, 6, 12, 18].map((hour) => `${hour}`.padEnd(6 * cells));
  const indent = span(" ".repeat(INDENT));
  return [
    ...heading("by hour", most, columns),
    [indent, span(marks.map((mark) => mark.repeat(cells)).join(""), "bar")],
    [indent, span(scale.join("").trimEnd(), "dim")],
  ];
}

function clock(hour: number): string {
  return `${String(hour).padStart(2, "0")}:00`;
}

function heading(title: string, text: string, columns: number): Line[] {
  const [first, ...rest] = wrap(`${title} ${text}`, { columns: columns - 1, indent: 2 });
  const [indent, line] = first;
  return [[indent, span(title, "strong"), span(` ${line.text.slice(title.length)}`, "dim")], ...rest];
}
