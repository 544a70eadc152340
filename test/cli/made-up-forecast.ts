/** Forecasts that nobody has run, for the tests of what is said about them. */
import type { CampaignForecast, ForecastDocument, Spread } from "../../src/forecast/forecast-document.js";

export function spread(mean: number, sd: number, runs = 1000): Spread {
  const at = (errors: number) => Math.max(0, Math.round(mean + errors * sd));
  return { mean, sd, p05: at(-1.645), p50: at(0), p95: at(1.645), standard_error: sd / Math.sqrt(runs) };
}

export function campaign(id: string, parts: Partial<CampaignForecast> = {}): CampaignForecast {
  return {
    id,
    discount_minor: spread(1_000_000, 50_000),
    redemptions: spread(1000, 40),
    contributions_minor: { bank: spread(1_000_000, 50_000) },
    unserved_minor: spread(0, 0),
    exhaustion: { probability: null, standard_error: null, p05: null, p50: null, p95: null },
    ...parts,
  };
}

/** Two campaigns, ten days, 1,000 runs with random discounts; `parts` replace parts of it. */
export function madeUpForecast(parts: Partial<ForecastDocument> = {}): ForecastDocument {
  const days = Array.from({ length: 10 }, (_, i) => `2026-01-${String(i + 1).padStart(2, "0")}`);
  const friday = campaign("friday", {
    discount_minor: spread(10_531_247, 800_000),
    contributions_minor: { bank: spread(7_000_000, 500_000), merchant: spread(3_531_247, 300_000) },
    unserved_minor: spread(250_000, 80_000),
    exhaustion: {
      probability: 0.63,
      standard_error: 0.0153,
      p05: "2026-01-05T14:00:00+08:00",
      p50: "2026-01-08T10:30:00+08:00",
      p95: null,
    },
  });
  const welcome = campaign("welcome", {
    exhaustion: { probability: 0, standard_error: 0, p05: null, p50: null, p95: null },
  });
  return {
    schema_version: 1,
    tool: { name: "promosim", version: "0.0.0" },
    seed: "promosim",
    currency: { code: "CNY", exponent: 2 },
    timezone: "Asia/Shanghai",
    inputs: [],
    rows: { read: 100, replayed: 100, rejected: 0, sorted: true },
    runs: 1000,
    partial: false,
    uncertainty: {
      draws: true,
      resample: "users",
      growth: { low: 0.9, high: 1.3 },
      uplift: 0,
      top_up: false,
      hidden_aversion: 0,
      holidays: {},
    },
    horizon: { from: "2026-01-01", to: "2026-01-10", projected: false },
    totals: {
      discount_minor: spread(11_531_247, 810_000),
      redemptions: spread(2000, 60),
      contributions_minor: { bank: spread(8_000_000, 510_000), merchant: spread(3_531_247, 300_000) },
      unserved_minor: spread(250_000, 80_000),
    },
    campaigns: [friday, welcome],
    burn: days.map((period, i) => ({
      period,
      campaign_id: "friday",
      discount_minor: {
        mean: 1_000_000 - 50_000 * i,
        p05: 700_000 - 60_000 * i,
        p50: 1_000_000 - 50_000 * i,
        p95: 1_300_000 - 40_000 * i,
      },
      cumulative_minor: { mean: 1, p05: 1, p50: 1, p95: 1 },
    })),
    warnings: [],
    ...parts,
  };
}
