/** Which campaigns a section shows when there are more than fit a reader's patience. */
import type { CampaignSummary, ReportDocument } from "./document.js";
import { counted } from "./layout/figures.js";
import type { Line } from "./layout/line.js";
import { largestFirst, topOf } from "./layout/top.js";
import { wrap } from "./layout/wrap.js";

export interface ShownCampaign {
  readonly campaign: CampaignSummary;
  /** Its place in the file. */
  readonly index: number;
}

/** All that `wanted` lets through, in file order, if they are `most` or fewer; else the ones with the largest discount. */
export function shownCampaigns(
  document: ReportDocument,
  most: number,
  wanted: (campaign: CampaignSummary) => boolean = () => true,
): { shown: ShownCampaign[]; more: number } {
  const all = document.campaigns.map((campaign, index) => ({ campaign, index })).filter((c) => wanted(c.campaign));
  if (all.length <= most) return { shown: all, more: 0 };
  const shown = topOf(all, most, (a, b) => largestFirst(a.campaign.discount_minor, b.campaign.discount_minor));
  return { shown, more: all.length - most };
}

/** Says how many campaigns a section leaves out; no line where there are none. */
export function moreCampaigns(more: number, columns: number): Line[] {
  if (more === 0) return [];
  const text = `The largest by discount; ${counted(more, "more campaign")} in report.json (--out).`;
  return wrap(text, { columns, style: "dim" });
}
