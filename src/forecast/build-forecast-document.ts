/** The document of a forecast, from the summary of its runs. */
import type { CampaignSet } from "../campaigns/campaign.js";
import { formatDay } from "../domain/civil-date.js";
import type { InputSummary, ReportDocument, Warning } from "../report/document.js";
import { VERSION } from "../version.js";
import type {
  Band,
  CampaignForecast,
  ForecastBurnLine,
  ForecastDocument,
  ForecastFigures,
} from "./forecast-document.js";
import type { ForecastJob } from "./job.js";
import type { ForecastSummary } from "./summary/forecast-summary.js";
import { bandOf, exhaustionOf, spreadOf } from "./summary/spread.js";

export interface ForecastFindings {
  readonly set: CampaignSet;
  readonly job: Pick<ForecastJob, "settings" | "shape">;
  readonly summary: ForecastSummary;
  readonly partial: boolean;
  readonly rows: ReportDocument["rows"];
  readonly inputs: readonly InputSummary[];
  readonly warnings: readonly Warning[];
}

export function buildForecastDocument(findings: ForecastFindings): ForecastDocument {
  const { set, job, summary, partial, rows, inputs, warnings } = findings;
  const { settings, shape } = job;
  const { behaviour, currency, zone } = set;
  return {
    schema_version: 1,
    tool: { name: "promosim", version: VERSION },
    seed: settings.seed,
    currency: { code: currency.code, exponent: currency.exponent },
    timezone: zone.name,
    inputs: [...inputs],
    rows,
    runs: summary.runs,
    partial,
    uncertainty: {
      draws: set.campaigns.some(
        ({ paused, discount: { rule } }) =>
          !paused && (rule.law !== undefined || (rule.freeOrders?.chance ?? null) !== null),
      ),
      resample: settings.resample,
      growth: settings.growth,
      uplift: settings.uplift,
      top_up: behaviour.topUp !== null,
      hidden_aversion: behaviour.hiddenAversion,
      holidays: Object.fromEntries([...settings.holidays].map(([day, factor]) => [formatDay(day), factor])),
      ...(behaviour.sharing === null || set.campaigns.every(({ grants }) => grants === null)
        ? {}
        : { sharing: { pick_up: behaviour.sharing.pickUp, newcomers: behaviour.sharing.newcomers } }),
    },
    horizon: {
      from: formatDay(shape.days.first),
      to: formatDay(shape.days.until - 1),
      projected: settings.horizon !== null,
    },
    totals: totalsOf(summary),
    campaigns: campaignsOf(summary, (timeMs) => zone.format(timeMs)),
    burn: burnOf(summary),
    warnings: [...warnings],
  };
}

function totalsOf(summary: ForecastSummary): ForecastFigures {
  const { places, runs } = summary;
  const spread = (place: number) => spreadOf(summary.figure(place), runs);
  return {
    discount_minor: spread(places.totalDiscount),
    redemptions: spread(places.totalRedemptions),
    contributions_minor: Object.fromEntries(
      [...places.totalContributions].map(([name, place]) => [name, spread(place)]),
    ),
    unserved_minor: spread(places.totalUnserved),
  };
}

function campaignsOf(summary: ForecastSummary, format: (timeMs: number) => string): CampaignForecast[] {
  const { places, runs, shape } = summary;
  const spread = (place: number) => spreadOf(summary.figure(place), runs);
  let sponsor = 0;
  return shape.campaigns.map(({ id, sponsors, totalMinor }, campaign) => ({
    id,
    discount_minor: spread(places.discount(campaign)),
    redemptions: spread(places.redemptions(campaign)),
    contributions_minor: Object.fromEntries(sponsors.map((name) => [name, spread(places.contribution(sponsor++))])),
    unserved_minor: spread(places.unserved(campaign)),
    exhaustion: exhaustionOf(summary.figure(places.exhaustion(campaign)), runs, totalMinor !== null, (value) =>
      format(summary.momentOf(value)),
    ),
  }));
}

/** Days on which some run burned, by day, then in file order. */
function burnOf(summary: ForecastSummary): ForecastBurnLine[] {
  const { places, shape } = summary;
  const { campaigns, days } = shape;
  const lines: ForecastBurnLine[] = [];
  const reached = campaigns.map(() => bandOf(null));
  for (let day = days.first; day < days.until; day++) {
    for (const [campaign, { id }] of campaigns.entries()) {
      const at = (day - days.first) * campaigns.length + campaign;
      const daily = summary.figure(places.daily(at));
      if (daily === null) continue;
      reached[campaign] = neverBelow(reached[campaign], bandOf(summary.figure(places.cumulative(at))));
      lines.push({
        period: formatDay(day),
        campaign_id: id,
        discount_minor: bandOf(daily),
        cumulative_minor: reached[campaign],
      });
    }
  }
  return lines;
}

/** What was granted so far never falls, but a quantile that is kept as the greatest value of its bin might, when that run has left the bin. */
function neverBelow(earlier: Band, later: Band): Band {
  return {
    mean: later.mean,
    p05: Math.max(earlier.p05, later.p05),
    p50: Math.max(earlier.p50, later.p50),
    p95: Math.max(earlier.p95, later.p95),
  };
}
