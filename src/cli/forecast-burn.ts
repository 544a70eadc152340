/** How a forecast burns day by day: for each campaign the days' quantiles over the runs, one above the other. */
import type { Band, ForecastBurnLine, ForecastDocument } from "../forecast/forecast-document.js";
import { counted, dayNumber } from "../report/layout/figures.js";
import { type Line, span } from "../report/layout/line.js";
import { inGroups, sparkline } from "../report/layout/marks.js";
import { type DrawnColumn, figureColumn, layoutTable, textColumn } from "../report/layout/table.js";
import { exactMoney } from "./describe-exposure.js";

const BANDS = ["p95", "p50", "p05"] as const;
const NARROWEST = 20;
const WIDEST = 120;

/** Three lines a campaign, to one scale of its own. Nothing where nothing burns. */
export function forecastBurn(document: ForecastDocument, campaignIds: readonly string[], columns: number): Line[] {
  const days = dayNumber(document.horizon.to) - dayNumber(document.horizon.from) + 1;
  const rows = campaignIds.flatMap((id) => {
    const lines = document.burn.filter(({ campaign_id }) => campaign_id === id);
    const byDay = (band: keyof Band) => daily(lines, band, dayNumber(document.horizon.from), days);
    const peak = Math.max(0, ...byDay("p95"));
    return peak === 0 ? [] : BANDS.map((band) => ({ id, band, values: byDay(band), scale: byDay("p95") }));
  });
  if (rows.length === 0) return [];
  return layoutTable({
    columns: [
      textColumn(
        "campaign",
        rows.map(({ id, band }) => span(band === "p95" ? id : "", "strong")),
        { min: 8 },
      ),
      textColumn(
        "",
        rows.map(({ band }) => span(band, "dim")),
      ),
      drawing(rows, days),
      figureColumn(
        "largest day",
        rows.map(({ values }) => span(exactMoney(Math.max(...values), document.currency.exponent))),
      ),
    ],
    rows: rows.length,
    width: columns,
  });
}

function daily(lines: readonly ForecastBurnLine[], band: keyof Band, first: number, days: number): number[] {
  const values = new Array<number>(days).fill(0);
  for (const { period, discount_minor } of lines) values[dayNumber(period) - first] = discount_minor[band];
  return values;
}

interface Row {
  readonly values: readonly number[];
  /** What sets the height of the row's largest mark. */
  readonly scale: readonly number[];
}

function drawing(rows: readonly Row[], days: number): DrawnColumn {
  const size = (width: number) => Math.ceil(days / width);
  return {
    kind: "drawn",
    header: (width) => (size(width) === 1 ? "day by day" : `${counted(size(width), "day")} a mark, on average`),
    min: NARROWEST,
    max: Math.max(NARROWEST, Math.min(days, WIDEST)),
    draw: (row, width) => {
      const { values, scale } = rows[row];
      // The largest mark of the scale at the end of each line gives all three one height, and is not shown.
      const top = Math.max(...inGroups(scale, size(width)));
      const marks = [...sparkline([...inGroups(values, size(width)), top])].slice(0, -1);
      return [span(marks.join(""), "bar")];
    },
  };
}
