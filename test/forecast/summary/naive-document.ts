/** The figures of a forecast from all runs kept, in the plainest way. */
import type { ForecastShape, RunOutcome } from "../../../src/forecast/contract.js";
import type { Band, Exhaustion, ForecastDocument, Spread } from "../../../src/forecast/forecast-document.js";

type Figures = Pick<ForecastDocument, "runs" | "totals" | "campaigns" | "burn">;

const sum = (values: readonly number[]) => values.reduce((total, value) => total + BigInt(value), 0n);
const PERCENTS = { p05: 5, p50: 50, p95: 95 };

function quantiles(values: readonly number[]) {
  const sorted = [...values].sort((a, b) => a - b);
  return Object.fromEntries(
    Object.entries(PERCENTS).map(([name, percent]) => [
      name,
      sorted.find((_, i) => (i + 1) * 100 >= percent * sorted.length),
    ]),
  ) as { p05: number; p50: number; p95: number };
}

function band(values: readonly number[]): Band {
  return { mean: Number(sum(values)) / values.length, ...quantiles(values) };
}

function spread(values: readonly number[]): Spread {
  const n = BigInt(values.length);
  const total = sum(values);
  // Deviations times the number of runs, so that they stay whole.
  const squares = values.reduce((all, value) => all + (n * BigInt(value) - total) ** 2n, 0n);
  const variance = Number(squares) / values.length ** 3;
  const { mean, ...rest } = band(values);
  const error = values.length === 1 ? 0 : Math.sqrt(variance / (values.length - 1));
  return { mean, sd: Math.sqrt(variance), ...rest, standard_error: error };
}

function exhaustion(moments: readonly number[], format: (timeMs: number) => string): Exhaustion {
  const late = moments.map((timeMs) => (Number.isNaN(timeMs) ? Number.POSITIVE_INFINITY : timeMs));
  const probability = late.filter(Number.isFinite).length / late.length;
  const told = Object.fromEntries(
    Object.entries(quantiles(late)).map(([name, at]) => [name, Number.isFinite(at) ? format(at) : null]),
  ) as Record<keyof typeof PERCENTS, string | null>;
  return { probability, standard_error: Math.sqrt((probability * (1 - probability)) / late.length), ...told };
}

/** Of one run at least. `formatDay` of the number of a day, `format` of a moment. */
export function naiveFigures(
  { campaigns, days }: ForecastShape,
  runs: readonly RunOutcome[],
  formatDay: (day: number) => string,
  format: (timeMs: number) => string,
): Figures {
  const of = (value: (run: RunOutcome) => number) => spread(runs.map(value));
  const owners = campaigns.flatMap(({ sponsors }, campaign) => sponsors.map((name) => ({ name, campaign })));
  const paid = (run: RunOutcome, isMeant: (owner: { name: string; campaign: number }) => boolean) =>
    owners.reduce((total, owner, i) => total + (isMeant(owner) ? run.contributionsMinor[i] : 0), 0);
  const inAll = (values: Float64Array) => [...values].reduce((total, value) => total + value, 0);
  const names = [...new Set(owners.map(({ name }) => name))];
  const burn: Figures["burn"] = [];
  for (let day = 0; day < days.until - days.first; day++) {
    for (const [campaign, { id }] of campaigns.entries()) {
      const onDay = (run: RunOutcome, which: number) => run.dailyMinor[which * campaigns.length + campaign];
      if (runs.every((run) => onDay(run, day) === 0)) continue;
      const soFar = (run: RunOutcome) => [...Array(day + 1).keys()].reduce((total, d) => total + onDay(run, d), 0);
      burn.push({
        period: formatDay(days.first + day),
        campaign_id: id,
        discount_minor: band(runs.map((run) => onDay(run, day))),
        cumulative_minor: band(runs.map(soFar)),
      });
    }
  }
  return {
    runs: runs.length,
    totals: {
      discount_minor: of((run) => inAll(run.discountMinor)),
      redemptions: of((run) => inAll(run.redemptions)),
      contributions_minor: Object.fromEntries(
        names.map((name) => [name, of((run) => paid(run, (owner) => owner.name === name))]),
      ),
      unserved_minor: of((run) => inAll(run.unservedMinor)),
    },
    campaigns: campaigns.map(({ id, sponsors, totalMinor }, campaign) => ({
      id,
      discount_minor: of((run) => run.discountMinor[campaign]),
      redemptions: of((run) => run.redemptions[campaign]),
      contributions_minor: Object.fromEntries(
        sponsors.map((name) => [
          name,
          of((run) => paid(run, (owner) => owner.name === name && owner.campaign === campaign)),
        ]),
      ),
      unserved_minor: of((run) => run.unservedMinor[campaign]),
      exhaustion:
        totalMinor === null
          ? { probability: null, standard_error: null, p05: null, p50: null, p95: null }
          : exhaustion(
              runs.map((run) => run.exhaustedAtMs[campaign]),
              format,
            ),
    })),
    burn,
  };
}
