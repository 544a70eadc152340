/** Who pays for the discounts. */
import { barColumn } from "../layout/bar-column.js";
import { counted, fraction, money, percent } from "../layout/figures.js";
import { span } from "../layout/line.js";
import { figureColumn, layoutTable, textColumn } from "../layout/table.js";
import { largestFirst, topOf } from "../layout/top.js";
import { wrap } from "../layout/wrap.js";
import type { Section } from "./contract.js";

const MOST = 12;

export const sponsors: Section = {
  title: "Who pays",
  body({ document, columns }) {
    const { totals, currency } = document;
    if (totals.discount_minor === 0n) return null;
    const names = Object.keys(totals.contributions_minor);
    const granted = (name: string) => totals.contributions_minor[name];
    const refunded = (name: string) => totals.refunded_contributions_minor[name];
    const shown = names.length <= MOST ? names : topOf(names, MOST, (a, b) => largestFirst(granted(a), granted(b)));
    const amounts = (amountOf: (name: string) => bigint) =>
      shown.map((name) => span(money(amountOf(name), currency.exponent)));
    const refunds = totals.refunded_discount_minor > 0n;
    const table = layoutTable({
      columns: [
        textColumn(
          "sponsor",
          shown.map((name) => span(name, "strong")),
          { min: 10 },
        ),
        figureColumn("granted", amounts(granted)),
        figureColumn(
          "share",
          shown.map((name) => span(percent(granted(name), totals.discount_minor))),
        ),
        ...(refunds ? [figureColumn("refunded", amounts(refunded), { drop: 1 })] : []),
        ...(refunds
          ? [
              figureColumn(
                "after refunds",
                amounts((name) => granted(name) - refunded(name)),
              ),
            ]
          : []),
        barColumn(
          shown.map((name) => fraction(granted(name), totals.discount_minor)),
          { drop: 2, max: 40 },
        ),
      ],
      rows: shown.length,
      width: columns,
    });
    const rest = names.length - shown.length;
    if (rest === 0) return table;
    const text = `The largest; ${counted(rest, "more sponsor")} in report.json (--out).`;
    return [...table, ...wrap(text, { columns, style: "dim" })];
  },
};
