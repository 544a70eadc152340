/** `tune` and `sweep` as other programs call them. */
import { describe, expect, it } from "vitest";
import { InputError, type SweepRequest, sweep, type TuneRequest, tune } from "../../src/index.js";

const CAMPAIGNS = `version: 1
currency: CNY
timezone: UTC
campaigns:
  - id: plain
    budget: { total: 30.00 }
    discount: { mode: amount_off, tiers: [{ minimum_amount: 10.00, amount_off: 2.00 }] }
`;
const LOG = Array.from({ length: 20 }, (_, i) => `2026-01-0${1 + (i % 7)}T10:00:00Z,u${i},12.00\n`).join("");

const REQUEST = {
  campaigns: [{ file: "c.yaml", text: CAMPAIGNS }],
  transactions: { name: "log.csv", text: `timestamp,user_id,amount\n${LOG}` },
  runs: 5,
};
const ask = (change: Partial<TuneRequest> = {}) =>
  tune({ ...REQUEST, target: "P(budget lasts) >= 100%", vary: "campaigns.plain.budget.total=10..60/1", ...change });
const compare = (change: Partial<SweepRequest> = {}) =>
  sweep({ ...REQUEST, sweep: "campaigns.plain.budget.total=20,30,60", ...change });

describe("tune", () => {
  it("finds the value that a hand would", async () => {
    // 20 payments with 2.00 each: the budget that all of them fill to the last cent has run out, too.
    const { outcome, value, beyond, curve, runs } = await ask();
    expect({ outcome, value, beyond: beyond?.value, runs }).toEqual({
      outcome: "found",
      value: "41.00",
      beyond: "40.00",
      runs: 5,
    });
    expect(curve.every(({ value: tried, meets }) => meets === Number(tried) > 40)).toBe(true);
  });

  it("answers that no value meets the target", async () => {
    expect(await ask({ vary: "campaigns.plain.budget.total=10..20/1" })).toMatchObject({
      outcome: "nowhere",
      value: null,
    });
  });

  it("throws what is wrong with a question before it reads the log", async () => {
    let read = false;
    const chunks = (async function* () {
      read = true;
      yield Buffer.from(LOG);
    })();
    const asked = ask({ transactions: { name: "log.csv", chunks }, target: "P(budget last) >= 1%" });
    const error = await asked.catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(InputError);
    expect((error as InputError).problems.map(({ code }) => code)).toEqual(["unknown-figure"]);
    expect(read).toBe(false);
  });
});

describe("sweep", () => {
  it("has a line a value, with the same runs", async () => {
    const { values, runs } = await compare();
    expect(values.map(({ value, totals }) => [value, totals.discount_minor.mean])).toEqual([
      ["20", 2000],
      ["30", 3000],
      ["60", 4000],
    ]);
    expect(runs).toEqual([5, 5, 5]);
  });
});

it("both end with the reason of the signal that stops them", async () => {
  const stopping = () => {
    const controller = new AbortController();
    const reason = new Error("enough");
    return { reason, signal: controller.signal, onRuns: () => controller.abort(reason), runs: 400 };
  };
  for (const start of [ask, compare]) {
    const { reason, ...stop } = stopping();
    const createExecutor: TuneRequest["createExecutor"] = () => ({
      parallel: 1,
      batchRuns: () => 1,
      run: async () => {
        stop.onRuns();
        return Promise.reject(new Error("stopped"));
      },
      close: async () => {},
    });
    await expect(start({ ...stop, createExecutor })).rejects.toBe(reason);
  }
});
