/** The document of a forecast: its figures against all runs kept, and what it says of the settings. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { buildForecastDocument } from "../../src/forecast/build-forecast-document.js";
import type { ForecastSettings, ForecastShape, RunOutcome } from "../../src/forecast/contract.js";
import { ForecastSummary } from "../../src/forecast/summary/forecast-summary.js";
import { load } from "../campaigns/campaign-text.js";
import { added, burning, DAY_MS, FIRST_DAY, made, shapeOf, someRuns, take } from "./summary/made-up-runs.js";
import { naiveFigures } from "./summary/naive-document.js";

const HEAD = "version: 1\ncurrency: JPY\ntimezone: Asia/Tokyo\n";
const FIXED = "discount: { mode: amount_off, tiers: [{ minimum_amount: 100, amount_off: 5 }] }";
const DRAWN = "discount: { mode: random_normal, mean: 200, sd: 100, min: 50, max: 600 }";

const SETTINGS: ForecastSettings = {
  seed: "s",
  resample: "none",
  horizon: null,
  growth: { low: 1, high: 1 },
  holidays: new Map(),
  uplift: 0,
};

function documentOf(
  shape: ForecastShape,
  summary: ForecastSummary,
  { settings = SETTINGS, campaigns = FIXED, head = HEAD, partial = false } = {},
) {
  return buildForecastDocument({
    set: load(`${head}campaigns: [{ id: a, ${campaigns} }]\n`),
    job: { settings, shape },
    summary,
    partial,
    rows: { read: 3, replayed: 2, rejected: 1, sorted: true },
    inputs: [],
    warnings: [{ code: "w", message: "look here" }],
  });
}

const iso = (timeMs: number) => new Date(timeMs).toISOString();
const inTokyo = (timeMs: number) => iso(timeMs + 9 * 3_600_000).replace(".000Z", "+09:00");

/** Leaves of a tree by their way there, in its order. */
function leavesOf(tree: unknown, way = ""): (readonly [string, unknown])[] {
  if (typeof tree !== "object" || tree === null) return [[way, tree]];
  return Object.entries(tree).flatMap(([key, value]) => leavesOf(value, `${way}/${key}`));
}

/** The naive way rounds more than once where a figure is not whole: there to 12 digits. */
function expectSame(figures: unknown, naive: unknown): void {
  const leaves = leavesOf(figures);
  const others = leavesOf(naive);
  expect(leaves.map(([way]) => way)).toEqual(others.map(([way]) => way));
  const wrong = leaves.filter(([way, value], i) => {
    const other = others[i][1];
    if (typeof value !== "number" || typeof other !== "number" || !/mean|sd|error/.test(way)) return value !== other;
    return !(Math.abs(value - other) <= 1e-12 * other);
  });
  expect(wrong).toEqual([]);
}

describe("the figures", () => {
  it("are those of all runs kept, however they were split", () => {
    fc.assert(
      fc.property(someRuns, fc.nat(24), ({ shape, runs }, at) => {
        fc.pre(runs.length > 0);
        const summary = new ForecastSummary(shape);
        for (const part of [runs.slice(at), runs.slice(0, at)]) {
          summary.merge(added(new ForecastSummary(shape), part).pack());
        }
        const { runs: count, totals, campaigns, burn } = documentOf(shape, summary);
        const naive = naiveFigures(shape, runs, (day) => iso(day * DAY_MS).slice(0, 10), inTokyo);
        const figures = { runs: count, totals, campaigns, burn };
        expectSame(figures, naive);
        const inOrder = documentOf(shape, added(new ForecastSummary(shape), runs));
        expect(JSON.stringify(inOrder)).toBe(JSON.stringify(documentOf(shape, summary)));
      }),
    );
  });

  it("name days on which some run burned, by day, then in file order", () => {
    const shape = shapeOf([["bank"], ["bank"]], 3);
    const runs = [burning(shape, [0, 4, 0, 0, 0, 0]), burning(shape, [0, 0, 0, 0, 3, 6])];
    expect(documentOf(shape, added(new ForecastSummary(shape), runs)).burn).toEqual([
      {
        period: "2024-10-04",
        campaign_id: "c1",
        discount_minor: { mean: 2, p05: 0, p50: 0, p95: 4 },
        cumulative_minor: { mean: 2, p05: 0, p50: 0, p95: 4 },
      },
      {
        period: "2024-10-06",
        campaign_id: "c0",
        discount_minor: { mean: 1.5, p05: 0, p50: 0, p95: 3 },
        cumulative_minor: { mean: 1.5, p05: 0, p50: 0, p95: 3 },
      },
      {
        period: "2024-10-06",
        campaign_id: "c1",
        discount_minor: { mean: 3, p05: 0, p50: 0, p95: 6 },
        cumulative_minor: { mean: 5, p05: 4, p50: 4, p95: 6 },
      },
    ]);
  });

  it("have bands of what was granted so far that never fall, also where values are kept as bins", () => {
    const days = 12;
    const shape = shapeOf([["bank"]], days);
    const noise = made(1000);
    const runs = take(3000, made(40_000)).map((value) =>
      burning(
        shape,
        Array.from({ length: days }, (_, day) =>
          day === 0 ? 1_000_000 + value : Math.max(0, noise.next().value - 800),
        ),
      ),
    );
    const bands = documentOf(shape, added(new ForecastSummary(shape), runs)).burn.map((line) => line.cumulative_minor);
    expect(bands).toHaveLength(days);
    for (const figure of ["mean", "p05", "p50", "p95"] as const) {
      const values = bands.map((band) => band[figure]);
      expect(values).toEqual([...values].sort((a, b) => a - b));
    }
  });

  it("are 0 and unknown where it was stopped before the first run", () => {
    const shape = shapeOf([["bank"]], 1);
    const { runs, partial, campaigns, burn } = documentOf(shape, new ForecastSummary(shape), { partial: true });
    expect({ runs, partial, burn }).toEqual({ runs: 0, partial: true, burn: [] });
    expect(campaigns[0].discount_minor.mean).toBe(0);
    expect(campaigns[0].exhaustion.probability).toBeNull();
  });
});

describe("what it says beside them", () => {
  const shape = shapeOf([["bank"]], 31);
  const summary = () =>
    added(new ForecastSummary(shape), [burning(shape, new Array<number>(31).fill(1)) as RunOutcome]);

  it("comes in the order of the format", () => {
    const document = documentOf(shape, summary());
    expect(Object.keys(document)).toEqual([
      "schema_version",
      "tool",
      "seed",
      "currency",
      "timezone",
      "inputs",
      "rows",
      "runs",
      "partial",
      "uncertainty",
      "horizon",
      "totals",
      "campaigns",
      "burn",
      "warnings",
    ]);
    const [campaign] = document.campaigns;
    expect(Object.keys(campaign)).toEqual([
      "id",
      "discount_minor",
      "redemptions",
      "contributions_minor",
      "unserved_minor",
      "exhaustion",
    ]);
    expect(Object.keys(campaign.discount_minor)).toEqual(["mean", "sd", "p05", "p50", "p95", "standard_error"]);
    expect(Object.keys(campaign.exhaustion)).toEqual(["probability", "standard_error", "p05", "p50", "p95"]);
    expect(document).toMatchObject({
      schema_version: 1,
      seed: "s",
      currency: { code: "JPY", exponent: 0 },
      timezone: "Asia/Tokyo",
      rows: { read: 3, replayed: 2, rejected: 1, sorted: true },
      warnings: [{ code: "w", message: "look here" }],
    });
  });

  it("says that nothing differs where nothing does", () => {
    const { uncertainty, horizon } = documentOf(shape, summary());
    expect(uncertainty).toEqual({
      draws: false,
      resample: "none",
      growth: { low: 1, high: 1 },
      uplift: 0,
      top_up: false,
      hidden_aversion: 0,
      holidays: {},
    });
    expect(horizon).toEqual({ from: "2024-10-04", to: "2024-11-03", projected: false });
  });

  it("draws nothing for a campaign that is paused", () => {
    const drawsOf = (campaigns: string) => documentOf(shape, summary(), { campaigns }).uncertainty.draws;
    expect([drawsOf(DRAWN), drawsOf(`status: paused, ${DRAWN}`)]).toEqual([true, false]);
  });

  it("names each source of uncertainty", () => {
    const behaviour =
      "behaviour: { top_up: { within: 10, probability: 30% }, uplift: { rate: 5% }, pick: { hidden_aversion: 20% } }\n";
    const settings: ForecastSettings = {
      seed: "t",
      resample: "days",
      horizon: { first: FIRST_DAY, until: FIRST_DAY + 31 },
      growth: { low: 0.8, high: 1.2 },
      holidays: new Map([[FIRST_DAY + 2, 1.6]]),
      uplift: 0.05,
    };
    const { uncertainty, horizon } = documentOf(shape, summary(), {
      settings,
      campaigns: DRAWN,
      head: HEAD + behaviour,
    });
    expect(uncertainty).toEqual({
      draws: true,
      resample: "days",
      growth: { low: 0.8, high: 1.2 },
      uplift: 0.05,
      top_up: true,
      hidden_aversion: 0.2,
      holidays: { "2024-10-06": 1.6 },
    });
    expect(horizon.projected).toBe(true);
  });
});
