/** Where each figure of a forecast stands in the list of all of them. */
import type { ForecastShape } from "../contract.js";

export interface Places {
  readonly count: number;
  discount(campaign: number): number;
  redemptions(campaign: number): number;
  unserved(campaign: number): number;
  exhaustion(campaign: number): number;
  /** `sponsor`: among all contributions of all campaigns. */
  contribution(sponsor: number): number;
  readonly totalDiscount: number;
  readonly totalRedemptions: number;
  readonly totalUnserved: number;
  /** By name of the sponsor. */
  readonly totalContributions: ReadonlyMap<string, number>;
  /** Days × campaigns. */
  readonly cells: number;
  /** `at` as in `RunOutcome.dailyMinor`. */
  daily(at: number): number;
  cumulative(at: number): number;
  /** From here on: figures of days, by day and then campaign, first those of the day alone. */
  readonly firstOfDays: number;
}

export function placesOf({ campaigns, days }: ForecastShape): Places {
  const n = campaigns.length;
  const sponsors = campaigns.reduce((sum, { sponsors: own }) => sum + own.length, 0);
  const names = [...new Set(campaigns.flatMap(({ sponsors: own }) => own))];
  const totals = 4 * n + sponsors;
  const firstOfDays = totals + 3 + names.length;
  const cells = (days.until - days.first) * n;
  return {
    count: firstOfDays + 2 * cells,
    discount: (campaign) => campaign,
    redemptions: (campaign) => n + campaign,
    unserved: (campaign) => 2 * n + campaign,
    exhaustion: (campaign) => 3 * n + campaign,
    contribution: (sponsor) => 4 * n + sponsor,
    totalDiscount: totals,
    totalRedemptions: totals + 1,
    totalUnserved: totals + 2,
    totalContributions: new Map(names.map((name, i) => [name, totals + 3 + i])),
    cells,
    daily: (at) => firstOfDays + at,
    cumulative: (at) => firstOfDays + cells + at,
    firstOfDays,
  };
}
