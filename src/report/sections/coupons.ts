/** What became of the coupons of each campaign. */

import type { CouponLine } from "../document.js";
import { count, money, percent } from "../layout/figures.js";
import { span } from "../layout/line.js";
import { figureColumn, layoutTable, textColumn } from "../layout/table.js";
import { topOf } from "../layout/top.js";
import { wrap } from "../layout/wrap.js";
import type { Section } from "./contract.js";

const MOST = 12;

export const coupons: Section = {
  title: "Coupons",
  body({ document: { coupons: lines, currency }, columns }) {
    if (lines === undefined) return null;
    if (lines.length === 0) return wrap("No campaign asks for coupons, or has any.", { columns, style: "dim" });
    const shown = lines.length <= MOST ? lines : topOf(lines, MOST, (a, b) => b.issued - a.issued);
    const figures = (header: string, value: (line: CouponLine) => string) =>
      figureColumn(
        header,
        shown.map((line) => span(value(line))),
      );
    const table = layoutTable({
      columns: [
        textColumn(
          "campaign",
          shown.map(({ campaign_id }) => span(campaign_id, "strong")),
          { min: 10 },
        ),
        figures("issued", ({ issued }) => count(issued)),
        figures("used", ({ used }) => count(used)),
        figures("given back", ({ given_back }) => count(given_back)),
        figures("expired", ({ expired }) => count(expired)),
        figures("open", ({ open }) => count(open)),
        figures("in use", ({ used, given_back, issued }) => percent(used - given_back, issued)),
        figures("cost", ({ cost_minor }) => money(cost_minor, currency.exponent)),
      ],
      rows: shown.length,
      width: columns,
    });
    const more = lines.length - shown.length;
    if (more === 0) return table;
    return [
      ...table,
      ...wrap(`The largest by coupons issued; ${count(more)} more in report.json (--out).`, { columns, style: "dim" }),
    ];
  },
};
