/** How fast the campaigns burned: discount by local day, before refunds. */
import type { BurnLine } from "../document.js";
import { count, counted, dayNumber, money } from "../layout/figures.js";
import { span } from "../layout/line.js";
import { inGroups, sparkline } from "../layout/marks.js";
import { type DrawnColumn, figureColumn, layoutTable, textColumn } from "../layout/table.js";
import { largestFirst, topOf } from "../layout/top.js";
import { wrap } from "../layout/wrap.js";
import { moreCampaigns, shownCampaigns } from "../shown-campaigns.js";
import type { Section } from "./contract.js";

const MOST = 20;
/** Cells of a sparkline: names are shortened rather than it. */
const NARROWEST = 30;
const WIDEST = 120;

export const burn: Section = {
  title: "Burn by day",
  body({ document, details, columns }) {
    const { period } = details;
    if (document.burn.length === 0 || period === null) return null;
    const byCampaign = new Map<string, BurnLine[]>();
    for (const line of document.burn) {
      const known = byCampaign.get(line.campaign_id);
      if (known === undefined) byCampaign.set(line.campaign_id, [line]);
      else known.push(line);
    }
    const { shown, more } = shownCampaigns(document, MOST, (campaign) => campaign.redemptions > 0);
    const linesOf = shown.map(({ campaign }) => byCampaign.get(campaign.id) ?? []);
    const days = period.last - period.first + 1;
    const peaks = linesOf.map(
      (lines) => topOf(lines, 1, (a, b) => largestFirst(a.discount_minor, b.discount_minor))[0],
    );
    const table = layoutTable({
      columns: [
        textColumn(
          "campaign",
          shown.map(({ campaign }) => span(campaign.id, "strong")),
          { min: 10 },
        ),
        sparklines(
          linesOf.map((lines) => byDay(lines, period.first, days)),
          days,
        ),
        figureColumn(
          "days",
          linesOf.map((lines) => span(count(lines.length))),
          { drop: 1 },
        ),
        figureColumn(
          "peak",
          peaks.map((peak) => span(money(peak.discount_minor, document.currency.exponent))),
        ),
        textColumn(
          "on",
          peaks.map((peak) => span(peak.period, "dim")),
        ),
      ],
      rows: shown.length,
      width: columns,
    });
    const scale = "Each line is scaled to its own peak; a dot is a day without discount. Before refunds.";
    return [...table, ...moreCampaigns(more, columns), ...wrap(scale, { columns, style: "dim" })];
  },
};

function byDay(lines: readonly BurnLine[], first: number, days: number): number[] {
  const amounts = new Array<number>(days).fill(0);
  for (const line of lines) amounts[dayNumber(line.period) - first] = Number(line.discount_minor);
  return amounts;
}

function sparklines(amounts: readonly (readonly number[])[], days: number): DrawnColumn {
  const daysPerMark = (width: number) => Math.ceil(days / width);
  return {
    kind: "drawn",
    header: (width) => (daysPerMark(width) === 1 ? "day by day" : `${counted(daysPerMark(width), "day")} a mark`),
    min: NARROWEST,
    max: Math.max(NARROWEST, Math.min(days, WIDEST)),
    draw: (row, width) => [span(sparkline(inGroups(amounts[row], daysPerMark(width))), "bar")],
  };
}
