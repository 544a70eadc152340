/** What of the cashback has reached the customers by the last day of the log, and what is still owed to them. */
import { formatDay } from "../../domain/civil-date.js";
import type { CashbackLine } from "../../tally/cashback.js";
import { money } from "../layout/figures.js";
import { span } from "../layout/line.js";
import { figureColumn, layoutTable, textColumn } from "../layout/table.js";
import { moreCampaigns, shownCampaigns } from "../shown-campaigns.js";
import type { Section } from "./contract.js";

const MOST = 12;

export const cashback: Section = {
  title: "Cashback",
  body({ document, details: { cashback: lines, period }, columns }) {
    if (lines.length === 0 || period === null) return null;
    const byCampaign = groupLines(lines);
    const ids = new Set([...byCampaign.keys()].map((index) => document.campaigns[index].id));
    const { shown, more } = shownCampaigns(document, MOST, (campaign) => ids.has(campaign.id));
    const own = shown.map(({ index }) => byCampaign.get(index) ?? []);
    const amounts = (within: (day: number) => boolean) =>
      own.map((days) => span(money(netWithin(days, within), document.currency.exponent)));
    const table = layoutTable({
      columns: [
        textColumn(
          "campaign",
          shown.map(({ campaign }) => span(campaign.id, "strong")),
          { min: 10 },
        ),
        figureColumn(
          `credited by ${formatDay(period.last)}`,
          amounts((day) => day <= period.last),
        ),
        figureColumn(
          "still to come",
          amounts((day) => day > period.last),
        ),
        figureColumn(
          "last on",
          own.map((days) => span(formatDay(days[days.length - 1].day))),
        ),
      ],
      rows: shown.length,
      width: columns,
    });
    return [...table, ...moreCampaigns(more, columns)];
  },
};

function groupLines(lines: readonly CashbackLine[]): Map<number, CashbackLine[]> {
  const groups = new Map<number, CashbackLine[]>();
  for (const line of lines) {
    const group = groups.get(line.campaign);
    if (group === undefined) groups.set(line.campaign, [line]);
    else group.push(line);
  }
  return groups;
}

/** Credited less clawed back. */
function netWithin(lines: readonly CashbackLine[], within: (day: number) => boolean): bigint {
  return lines
    .filter(({ day }) => within(day))
    .reduce((sum, { creditedMinor, clawedBackMinor }) => sum + creditedMinor - clawedBackMinor, 0n);
}
