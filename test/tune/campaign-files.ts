/** Campaign files, and forecasts of them by formulas instead of replays, for the tests of searches. */
import { Source } from "../../src/documents/source.js";
import type {
  CampaignForecast,
  ForecastDocument,
  ForecastFigures,
  Spread,
} from "../../src/forecast/forecast-document.js";
import type { CampaignInput } from "../../src/simulation/request.js";
import type { Evaluate } from "../../src/tune/evaluate.js";
import { type CampaignPath, endOfPath, parsePath } from "../../src/tune/parse-path.js";
import { load } from "../../src/tune/variant.js";

export const FRIDAY = `# what we agreed on in May
version: 1
currency: CNY
timezone: Asia/Shanghai
campaigns:
  - id: friday # the big one
    limits: [{ max: 2, per: user_id, every: day }]
    budget:
      total: 1000.00   # asked of the bank
    discount:
      mode: amount_off
      tiers:
        - { minimum_amount: 50.00, amount_off: 5.00 }
        - { minimum_amount: 100.00, amount_off: "12.00" }
    funding: { bank: 70%, merchant: 30% }
`;

export const LUCKY = `{
  "version": 1,
  "campaigns": [
    { "id": "lucky draw", "discount": { "mode": "lucky_draw", "ratio": "10%", "prize": { "mode": "amount_off", "every": "10", "amount_off": "1" } } },
    { "id": "plain", "audience": { "user.age": { "min": 18 } }, "draw": {},
      "discount": { "mode": "percent_off", "tiers": [{ "minimum_amount": "10", "percent_off": "5%" }] } }
  ]
}
`;

export const FILES: readonly CampaignInput[] = [
  { file: "friday.yaml", text: FRIDAY },
  { file: "lucky.json", text: Buffer.from(LUCKY) },
];

export function pathOf(text: string): CampaignPath {
  return parsePath(new Source("--vary", text), endOfPath(text));
}

export function spread(mean: number, sd = 0, runs = 100): Spread {
  return {
    mean,
    sd,
    p05: mean - 1.645 * sd,
    p50: mean,
    p95: mean + 1.645 * sd,
    standard_error: sd / Math.sqrt(runs),
  };
}

/** What a formula says about a campaign of the files. */
export interface Said {
  readonly discount?: Spread;
  /** Chance to run out. */
  readonly exhaustion?: number;
  readonly redemptions?: Spread;
}

/** A forecast of 100 runs in which `say` tells what the campaign `id` comes to, and the others come to nothing. */
export function fakeForecast(files: readonly CampaignInput[], id: string, said: Said, runs = 100): ForecastDocument {
  const figures = ({ discount = spread(0), redemptions = spread(0) }: Said): ForecastFigures => ({
    discount_minor: discount,
    redemptions,
    contributions_minor: { bank: discount },
    unserved_minor: spread(0),
  });
  const set = load(files);
  const campaigns = set.campaigns.map((campaign): CampaignForecast => {
    const one = campaign.id === id ? said : {};
    const probability = campaign.budget?.totalMinor == null ? null : (one.exhaustion ?? 0);
    const error = probability === null ? null : Math.sqrt((probability * (1 - probability)) / runs);
    const exhaustion = { probability, standard_error: error, p05: null, p50: null, p95: null };
    return { id: campaign.id, ...figures(one), exhaustion };
  });
  return {
    schema_version: 1,
    tool: { name: "promosim", version: "0" },
    seed: "promosim",
    currency: set.currency,
    timezone: "Asia/Shanghai",
    inputs: [],
    rows: { read: 9, replayed: 9, rejected: 0, sorted: true },
    runs,
    partial: false,
    uncertainty: {
      draws: true,
      resample: "none",
      growth: { low: 1, high: 1 },
      uplift: 0,
      top_up: false,
      hidden_aversion: 0,
      holidays: {},
    },
    horizon: { from: "2026-01-01", to: "2026-01-31", projected: false },
    totals: figures(said),
    campaigns,
    burn: [],
    warnings: [],
  };
}

/** Forecasts by a formula of friday's total budget, in minor units; `asked` lists the budgets in the order of asking. */
export function ofBudget(say: (totalMinor: number) => Said, asked: number[] = [], runs = 100): Evaluate {
  return async (files) => {
    const friday = load(files).campaigns.find(({ id }) => id === "friday");
    const totalMinor = friday?.budget?.totalMinor ?? 0;
    asked.push(totalMinor);
    return fakeForecast(files, "friday", say(totalMinor), runs);
  };
}
