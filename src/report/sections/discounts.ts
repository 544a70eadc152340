/** How large the discounts were: figures for each campaign, histograms of the largest. */
import type { CampaignSummary, HistogramBin } from "../document.js";
import { countBars } from "../layout/count-bars.js";
import { counted, money } from "../layout/figures.js";
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
    // Of a random campaign "Random discounts" has the picture, with what was to be expected beside it.
    const certain = lines.filter((campaign) => campaign.fit === null);
    const largest = topOf(certain, DRAWN, (a, b) => largestFirst(a.discount_minor, b.discount_minor));
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
  const heading: Line = [
    span("  "),
    span(campaign.id, "strong"),
    span(`  ${counted(campaign.redemptions, "redemption")}`, "dim"),
  ];
  return [heading, ...countBars(binsOf(campaign), { exponent, columns, most: BARS })];
}
