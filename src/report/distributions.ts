/** How discounts fall over amounts, users and hours of the day, as the document holds it. */
import { mergeCounts } from "../tally/amount-counts.js";
import { type DiscountDistribution, describeAmounts } from "../tally/discount-distribution.js";
import type { HourFigures } from "../tally/hours.js";
import type { ReplayResults } from "../tally/replay-tallies.js";
import type { SumSummary } from "../tally/summarize-sums.js";
import type { DiscountSummary, Distributions, HourLine, UserSummary } from "./document.js";

/** `ids` are the campaigns', in file order. */
export function summarizeDistributions(results: ReplayResults, ids: readonly string[]): Distributions {
  const { users, hours } = results;
  return {
    overall: summarizeDiscount(allOf(results.discounts)),
    per_user: summarizeUsers(users.overall),
    by_hour: hourLines(hours.overall),
    campaigns: ids.map((campaign_id, i) => ({
      campaign_id,
      per_user: summarizeUsers(users.campaigns[i]),
      by_hour: hourLines(hours.campaigns[i]),
    })),
  };
}

function allOf(discounts: readonly (DiscountDistribution | null)[]): DiscountDistribution | null {
  const given = discounts.filter((discount) => discount !== null);
  if (given.length <= 1) return given[0] ?? null;
  return describeAmounts(mergeCounts(given.map(({ amounts }) => amounts)));
}

export function summarizeDiscount(discount: DiscountDistribution | null): DiscountSummary | null {
  if (discount === null) return null;
  return {
    mean_minor: discount.meanMinor,
    sd_minor: discount.sdMinor,
    min_minor: discount.minMinor,
    p50_minor: discount.p50Minor,
    p90_minor: discount.p90Minor,
    p99_minor: discount.p99Minor,
    max_minor: discount.maxMinor,
    histogram: discount.histogram.map(({ fromMinor, toMinor, count }) => ({
      from_minor: fromMinor,
      to_minor: toMinor,
      count,
    })),
  };
}

function summarizeUsers(users: SumSummary | null): UserSummary | null {
  if (users === null) return null;
  return {
    users: users.size,
    mean_minor: users.meanMinor,
    sd_minor: users.sdMinor,
    min_minor: users.minMinor,
    p50_minor: users.p50Minor,
    p90_minor: users.p90Minor,
    p99_minor: users.p99Minor,
    max_minor: users.maxMinor,
    histogram: users.histogram.map(({ fromMinor, toMinor, count }) => ({
      from_minor: fromMinor,
      to_minor: toMinor,
      count,
    })),
  };
}

function hourLines(hours: readonly HourFigures[]): HourLine[] {
  return hours.map(({ redemptions, discountMinor }, hour) => ({ hour, redemptions, discount_minor: discountMinor }));
}
