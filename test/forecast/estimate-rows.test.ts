/** How many rows a run will have is known before it is made, and too many are refused. */
import { describe, expect, it } from "vitest";
import { daysFromCivil } from "../../src/domain/civil-date.js";
import { Zone } from "../../src/domain/zone.js";
import type { ForecastSettings } from "../../src/forecast/contract.js";
import { estimateRows } from "../../src/forecast/estimate-rows.js";
import { createSampler } from "../../src/forecast/sampling/create-sampler.js";
import { LogDays } from "../../src/forecast/sampling/log-days.js";
import { emptyRows } from "../../src/forecast/sampling/row-list.js";
import { type ForecastRequest, forecast, InputError } from "../../src/index.js";
import { AS_IS, madeUpLog } from "./sampling/made-up-log.js";

const UTC = Zone.named("UTC") as Zone;
const FIRST = daysFromCivil(2026, 1, 5);
const LOG = madeUpLog(7, 3000, FIRST * 86_400_000, 28);

function estimated(settings: ForecastSettings) {
  const logDays = new LogDays(LOG, UTC);
  return estimateRows(LOG, settings, { logDays, days: settings.horizon ?? logDays, zone: UTC });
}

/** Of the largest of so many runs. */
function sampled(settings: ForecastSettings, runs: number): number {
  const sampler = createSampler(LOG, settings, UTC);
  const rows = emptyRows();
  const lengths = Array.from({ length: runs }, (_, run) => {
    sampler.sample(run, rows);
    return rows.length;
  });
  return Math.max(...lengths);
}

describe("an estimate", () => {
  it("of a log as it is counts its rows", () => {
    expect(estimated(AS_IS)).toEqual({ logRows: 3000, runRows: 3000 });
  });

  it.each<[string, Partial<ForecastSettings>]>([
    ["growth", { growth: { low: 4, high: 4 } }],
    ["a range of growth, by its end", { growth: { low: 2.99, high: 3 }, resample: "users" }],
    ["a longer horizon", { horizon: { first: FIRST + 100, until: FIRST + 300 } }],
    ["a shorter horizon of drawn days", { horizon: { first: FIRST + 100, until: FIRST + 107 }, resample: "days" }],
    ["further payments", { uplift: 2.5 }],
    ["holidays", { holidays: new Map([[FIRST + 20, 30]]) }],
  ])("with %s is near to what comes", (_, change) => {
    const settings = { ...AS_IS, ...change };
    const { runRows } = estimated(settings);
    const most = sampled(settings, 10);
    expect(runRows / most).toBeGreaterThan(0.8);
    expect(runRows / most).toBeLessThan(1.25);
  });
});

describe("a run that would be too large", () => {
  const CAMPAIGNS =
    "version: 1\ncurrency: CNY\ntimezone: UTC\ncampaigns: [{ id: a, discount: { mode: amount_off, tiers: [{ minimum_amount: 5.00, amount_off: 1.00 }] } }]\n";
  const LINES = Array.from({ length: 700 }, (_, i) => `2026-01-0${5 + (i % 2)}T10:00:00Z,u${i},20.00`);
  const LOG_TEXT = ["timestamp,user_id,amount", ...LINES, ""].join("\n");
  const ask = (change: Partial<ForecastRequest>) =>
    forecast({
      campaigns: [{ file: "c.yaml", text: CAMPAIGNS }],
      transactions: { name: "log.csv", text: LOG_TEXT },
      runs: 1,
      ...change,
    });

  it("is refused before it is made, with the figures and what to do", async () => {
    const horizon = { from: "2026-02-01", to: "2027-01-31" };
    const error = await ask({ growth: { low: 1, high: 1000 }, horizon }).catch((thrown: unknown) => thrown);
    expect((error as InputError).problems).toMatchObject([
      {
        code: "too-many-rows",
        message:
          "of the log's 700 rows a run would make about 127,750,000, with 1000 times the customers, over 365 days: at most 100,000,000",
        hint: expect.stringContaining("--horizon"),
      },
    ]);
    expect(error).toBeInstanceOf(InputError);
  });

  it("is refused for days without end, however few rows they have", async () => {
    await expect(ask({ horizon: { from: "2026-03-01", to: "9999-01-01" } })).rejects.toThrow(
      new RangeError("the horizon has more than 3660 days"),
    );
    expect((await ask({ horizon: { from: "2026-03-01", to: "2026-03-31" } })).runs).toBe(1);
  });
});
