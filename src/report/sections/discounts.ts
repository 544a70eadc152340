/** How large the discounts were: figures for each campaign, histograms of the largest. */
import type { CampaignSummary, HistogramBin } from "../document.js";
import { barColumn } from "../layout/bar-column.js";
import { count, counted, fraction, money, percent } from "../layout/figures.js";
import { type Line, span } from "../layout/line.js";
import { inGroups, sparkline } from "../layout/marks.js";
import { type DrawnColumn, figureColumn, layoutTable, textColumn } from "../layout/table.js";
import { largestFirst, topOf } from "../layout/top.js";
import { moreCampaigns, shownCampaigns } from "../shown-campaigns.js";
import type { Section } from "./contract.js";

const MOST = 20;
const DRAWN = 3;
const BARS = 10;
const SHAPE = 10;
const WIDE_SHAPE = 40;

export const discounts: Section = {
  title: "How large the discounts were",
  body({ document, columns }) {
    const { exponent } = document.currency;
    const { shown, more } = shownCampaigns(document, MOST, (campaign) => campaign.discount !== null);
    if (shown.length === 0) return null;
    const lines = shown.map(({ campaign }) => campaign);
    const figures = layoutTable({ columns: figureColumns(lines, exponent), rows: lines.length, width: columns });
    const largest = topOf(lines, DRAWN, (a, b) => largestFirst(a.discount_minor, b.discount_minor));
    const drawn = largest.filter((campaign) => binsOf(campaign).length > 1);
    return [
      ...figures,
      ...moreCampaigns(more, columns),
      ...drawn.flatMap((campaign) => [[], ...histogram(campaign, exponent, columns)]),
    ];
  },
};

function binsOf(campaign: CampaignSummary): readonly HistogramBin[] {
  return campaign.discount?.histogram ?? [];
}

function figureColumns(lines: readonly CampaignSummary[], exponent: number) {
  const figure = (
    key: "mean_minor" | "sd_minor" | "min_minor" | "p50_minor" | "p90_minor" | "p99_minor" | "max_minor",
  ) => lines.map(({ discount }) => span(discount === null ? "" : money(Math.round(discount[key]), exponent)));
  return [
    textColumn(
      "campaign",
      lines.map((line) => span(line.id, "strong")),
      { min: 10 },
    ),
    figureColumn("mean", figure("mean_minor")),
    figureColumn("sd", figure("sd_minor"), { drop: 3 }),
    figureColumn("min", figure("min_minor"), { drop: 5 }),
    figureColumn("median", figure("p50_minor")),
    figureColumn("p90", figure("p90_minor")),
    figureColumn("p99", figure("p99_minor"), { drop: 4 }),
    figureColumn("max", figure("max_minor")),
    shapes(lines),
  ];
}

function shapes(lines: readonly CampaignSummary[]): DrawnColumn {
  return {
    kind: "drawn",
    header: () => "shape",
    min: SHAPE,
    max: WIDE_SHAPE,
    drop: 1,
    draw: (row, width) => {
      const counts = binsOf(lines[row]).map((bin) => bin.count);
      return [span(sparkline(inGroups(counts, Math.ceil(counts.length / width))), "bar")];
    },
  };
}

function histogram(campaign: CampaignSummary, exponent: number, columns: number): Line[] {
  const bins = joined(binsOf(campaign), Math.ceil(binsOf(campaign).length / BARS));
  const most = bins.reduce((a, bin) => Math.max(a, bin.count), 0);
  const last = bins.map((bin) => bin.to_minor - 1);
  const label = (bin: HistogramBin, i: number) =>
    money(bin.from_minor, exponent) + (last[i] === bin.from_minor ? "" : ` to ${money(last[i], exponent)}`);
  const table = layoutTable({
    columns: [
      figureColumn(
        "",
        bins.map((bin, i) => span(label(bin, i))),
      ),
      figureColumn(
        "",
        bins.map((bin) => span(count(bin.count), bin.count === 0 ? "dim" : "plain")),
      ),
      figureColumn(
        "",
        bins.map((bin) => span(percent(bin.count, campaign.redemptions), "dim")),
      ),
      barColumn(
        bins.map((bin) => fraction(bin.count, most)),
        { max: 60 },
      ),
    ],
    rows: bins.length,
    width: columns,
    indent: 4,
  });
  const heading: Line = [
    span("  "),
    span(campaign.id, "strong"),
    span(`  ${counted(campaign.redemptions, "redemption")}`, "dim"),
  ];
  return [heading, ...table];
}

/** Bins of `size` neighbours each: from the first one's start to the last one's end. */
function joined(bins: readonly HistogramBin[], size: number): HistogramBin[] {
  const groups: HistogramBin[] = [];
  for (let i = 0; i < bins.length; i += size) {
    const group = bins.slice(i, i + size);
    groups.push({
      from_minor: group[0].from_minor,
      to_minor: group[group.length - 1].to_minor,
      count: group.reduce((sum, bin) => sum + bin.count, 0),
    });
  }
  return groups;
}
