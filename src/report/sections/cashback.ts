/** What of the cashback has been promised and credited by the last day of the log, and what is still owed to the customers. */

import { formatDay } from "../../domain/civil-date.js";
import type { CashbackSummary } from "../document.js";
import { count, money } from "../layout/figures.js";
import { span } from "../layout/line.js";
import { figureColumn, layoutTable, textColumn } from "../layout/table.js";
import { topOf } from "../layout/top.js";
import { wrap } from "../layout/wrap.js";
import type { Section } from "./contract.js";

const MOST = 12;

export const cashback: Section = {
  title: "Cashback",
  body({ document: { cashback: lines = [], currency }, details: { period }, columns }) {
    const promised = lines.filter(({ promised_minor }) => BigInt(promised_minor) > 0n);
    if (promised.length === 0 || period === null) return null;
    const byPromise = (a: CashbackSummary, b: CashbackSummary) => Number(b.promised_minor) - Number(a.promised_minor);
    const shown = promised.length <= MOST ? promised : topOf(promised, MOST, byPromise);
    const figures = (header: string, value: (line: CashbackSummary) => string, drop?: number) =>
      figureColumn(
        header,
        shown.map((line) => span(value(line))),
        drop === undefined ? {} : { drop },
      );
    const amount = (of: keyof CashbackSummary) => (line: CashbackSummary) =>
      money(BigInt(line[of] as bigint), currency.exponent);
    const table = layoutTable({
      columns: [
        textColumn(
          "campaign",
          shown.map(({ campaign_id }) => span(campaign_id, "strong")),
          { min: 10 },
        ),
        figures("promised", amount("promised_minor")),
        figures("cancelled", amount("cancelled_minor"), 3),
        figures("credited", amount("credited_minor")),
        figures("clawed back", amount("clawed_back_minor"), 2),
        figures("owed", amount("owed_minor")),
        figures("at most", amount("peak_owed_minor"), 1),
        figures("on", ({ peak_on }) => peak_on ?? "", 4),
        figures("last credit", ({ last_credit_on }) => last_credit_on ?? "", 5),
      ],
      rows: shown.length,
      width: columns,
    });
    const more = promised.length - shown.length;
    const note = `By the end of ${formatDay(period.last)}; day by day in cashback.csv (--out).${more === 0 ? "" : ` ${count(more)} more campaigns in report.json.`}`;
    return [...table, ...wrap(note, { columns, style: "dim" })];
  },
};
