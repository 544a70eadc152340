/** The figures of a forecast that a threshold may name, under the paths of its document; which statistic stands before them. */
import type { CampaignSet } from "../campaigns/campaign.js";
import type { Figure } from "../tune/target.js";
import type { FigureKind } from "./replay-figures.js";
import { sponsorsByCampaign, sponsorsOf } from "./sponsors.js";
import type { ThresholdFigure } from "./threshold.js";

export interface ForecastFigure {
  readonly kind: FigureKind;
  readonly figure: ThresholdFigure;
}

export function forecastFigures(set: CampaignSet): ReadonlyMap<string, ForecastFigure> {
  const sponsors = sponsorsByCampaign(set);
  const figures = new Map<string, ForecastFigure>();
  addFigures(figures, "totals", null, sponsorsOf(set));
  for (const [i, { id }] of set.campaigns.entries()) addFigures(figures, `campaigns.${id}`, id, sponsors[i]);
  return figures;
}

type Statistical = Extract<Figure, { kind: "statistic" }>;

function addFigures(
  figures: Map<string, ForecastFigure>,
  start: string,
  campaignId: string | null,
  sponsors: readonly string[],
): void {
  const set = (name: string, kind: FigureKind, quantity: Statistical["quantity"], sponsor: string | null) => {
    const figure: Figure = { kind: "statistic", statistic: "mean", quantity, sponsor, campaignId };
    figures.set(`${start}.${name}`, { kind, figure: { of: "forecast", figure } });
  };
  set("discount_minor", "money", "discount", null);
  set("redemptions", "count", "redemptions", null);
  set("unserved_minor", "money", "unserved", null);
  for (const sponsor of sponsors) set(`contributions_minor.${sponsor}`, "money", "contributions", sponsor);
}
