/** Which merchants' customers got the most. */
import { compareCodePoints } from "../../domain/text-order.js";
import { barColumn } from "../layout/bar-column.js";
import { count, counted, fraction, money, percent } from "../layout/figures.js";
import { span } from "../layout/line.js";
import { figureColumn, layoutTable, textColumn } from "../layout/table.js";
import { largestFirst, topOf } from "../layout/top.js";
import { wrap } from "../layout/wrap.js";
import type { Section } from "./contract.js";

const MOST = 10;

export const merchants: Section = {
  title: "Top merchants by discount",
  body({ document, columns }) {
    const { exponent } = document.currency;
    const discounted = document.merchants.filter((line) => line.discount_minor > 0n);
    if (discounted.length === 0) return null;
    const top = topOf(
      discounted,
      MOST,
      (a, b) => largestFirst(a.discount_minor, b.discount_minor) || compareCodePoints(a.merchant_id, b.merchant_id),
    );
    const most = top[0].discount_minor;
    const table = layoutTable({
      columns: [
        textColumn(
          "merchant",
          top.map(({ merchant_id }) => (merchant_id === "" ? span("(none)", "dim") : span(merchant_id, "strong"))),
          { min: 10 },
        ),
        figureColumn(
          "payments",
          top.map((line) => span(count(line.payments))),
        ),
        figureColumn(
          "price",
          top.map((line) => span(money(line.price_minor, exponent))),
          { drop: 1 },
        ),
        figureColumn(
          "discount",
          top.map((line) => span(money(line.discount_minor, exponent))),
        ),
        figureColumn(
          "of price",
          top.map((line) => span(percent(line.discount_minor, line.price_minor))),
        ),
        barColumn(
          top.map((line) => fraction(line.discount_minor, most)),
          { drop: 2, max: 40 },
        ),
      ],
      rows: top.length,
      width: columns,
    });
    const others = document.merchants.length - top.length;
    if (others === 0) return table;
    const rest = document.totals.discount_minor - top.reduce((sum, line) => sum + line.discount_minor, 0n);
    const text = `${counted(others, "other merchant")}: ${money(rest, exponent)} of discount. Before refunds.`;
    return [...table, ...wrap(text, { columns, style: "dim" })];
  },
};
