/** A model whose truth is known: equal payments by different people, a draw for each, one budget that the last grant is brought down to. */
import { Buffer } from "node:buffer";
import { designAt } from "../../../src/campaigns/design.js";
import type { Distribution } from "../../../src/chance/law.js";
import { createRunReplay } from "../../../src/forecast/run-job.js";
import { ForecastSummary } from "../../../src/forecast/summary/forecast-summary.js";
import { type ForecastRequest, forecast } from "../../../src/forecast.js";
import { simulate } from "../../../src/simulate.js";
import { load } from "../../campaigns/campaign-text.js";

const PRICE = 1000;
const START_MS = Date.UTC(2026, 4, 1);
/** No multiple of a day, so that days have different numbers of payments. */
const STEP_MS = 1_000_000;

export interface KnownModel {
  /** As in a campaign file; amounts are whole yen. */
  readonly discount: string;
  readonly budget: number;
  readonly payments: number;
}

/** When the payment comes, from 1. */
export function timeOf(payment: number): number {
  return START_MS + (payment - 1) * STEP_MS;
}

/** The law of one draw, as `promosim design` has it. */
export function drawOf(model: KnownModel): Distribution {
  return designAt(load(campaignText(model)).campaigns[0].discount, PRICE).distribution;
}

export function forecastOf(model: KnownModel, seed: string, runs: number) {
  return forecast({ ...inputsOf(model), runs, options: { seed } });
}

/** What comes to pass: one replay. */
export async function futureOf(model: KnownModel, seed: string): Promise<number> {
  const { document } = await simulate({ ...inputsOf(model), options: { seed } });
  return Number(document.campaigns[0].discount_minor);
}

/** A forecast, and by run the redemptions that it came to. */
export async function recordedForecast(model: KnownModel, seed: string, runs: number) {
  const redemptions: number[] = [];
  const request: ForecastRequest = {
    ...inputsOf(model),
    runs,
    options: { seed },
    createExecutor: (job) => {
      const replay = createRunReplay(job);
      return {
        parallel: 1,
        run: async ({ first, until }) => {
          const summary = new ForecastSummary(job.shape);
          for (let run = first; run < until; run++) {
            const outcome = replay(run);
            redemptions[run] = outcome.redemptions[0];
            summary.add(outcome);
          }
          return summary.pack();
        },
        close: async () => {},
      };
    },
  };
  return { document: await forecast(request), redemptions };
}

function campaignText({ discount, budget }: KnownModel): string {
  return `version: 1
currency: JPY
timezone: UTC
campaigns: [{ id: draw, budget: { total: ${budget}, on_short: partial }, discount: { ${discount} } }]
`;
}

function inputsOf(model: KnownModel) {
  const lines = Array.from(
    { length: model.payments },
    (_, i) => `t${i},${new Date(timeOf(i + 1)).toISOString()},u${i},${PRICE}\n`,
  );
  const text = Buffer.from(`transaction_id,timestamp,user_id,amount\n${lines.join("")}`);
  return {
    campaigns: [{ file: "draw.yaml", text: campaignText(model) }],
    transactions: { name: "log.csv", text },
  };
}
