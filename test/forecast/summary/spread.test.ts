/** Figures of known samples, as the document has them. */
import { sampleStandardDeviation } from "simple-statistics";
import { describe, expect, it } from "vitest";
import { ForecastSummary } from "../../../src/forecast/summary/forecast-summary.js";
import { bandOf, exhaustionOf, spreadOf } from "../../../src/forecast/summary/spread.js";
import { added, amounts, burning, made, ONE, take } from "./made-up-runs.js";

function spread(values: readonly number[]) {
  const summary = added(new ForecastSummary(ONE), amounts(values));
  return spreadOf(summary.figure(summary.places.discount(0)), values.length);
}

describe("a spread", () => {
  it("is that of a sample that is known", () => {
    const { standard_error, ...exact } = spread([2, 4, 4, 4, 5, 5, 7, 9]);
    expect(exact).toEqual({ mean: 5, sd: 2, p05: 2, p50: 4, p95: 9 });
    // The sample's own deviation is the root of 32 / 7.
    expect(standard_error).toBeCloseTo(Math.sqrt(32 / 7 / 8), 14);
  });

  it("has the standard error of the mean that statistics know", () => {
    const values = take(500, made(10_000));
    expect(spread(values).standard_error).toBeCloseTo(sampleStandardDeviation(values) / Math.sqrt(500), 10);
  });

  it("rounds a mean once", () => {
    expect(spread([0, 0, 1]).mean).toBe(1 / 3);
    expect(spread([...new Array<number>(99).fill(0), 7]).mean).toBe(0.07);
  });

  it("takes quantiles at their exact ranks", () => {
    const upTo = (n: number) => spread(Array.from({ length: n }, (_, i) => n - i));
    expect(upTo(1)).toMatchObject({ p05: 1, p50: 1, p95: 1 });
    expect(upTo(2)).toMatchObject({ p05: 1, p50: 1, p95: 2 });
    expect(upTo(19)).toMatchObject({ p05: 1, p50: 10, p95: 19 });
    expect(upTo(20)).toMatchObject({ p05: 1, p50: 10, p95: 19 });
    expect(upTo(21)).toMatchObject({ p05: 2, p50: 11, p95: 20 });
    expect(upTo(40)).toMatchObject({ p05: 2, p50: 20, p95: 38 });
    expect(upTo(100)).toMatchObject({ p05: 5, p50: 50, p95: 95 });
    expect(upTo(1000)).toMatchObject({ p05: 50, p50: 500, p95: 950 });
  });

  it("counts runs with nothing", () => {
    const half = [...new Array<number>(10).fill(0), ...new Array<number>(10).fill(6)];
    expect(spread(half)).toMatchObject({ mean: 3, sd: 3, p05: 0, p50: 0, p95: 6 });
    expect(spread([0, 0])).toEqual({ mean: 0, sd: 0, p05: 0, p50: 0, p95: 0, standard_error: 0 });
  });

  it("of a single run has no error", () => {
    expect(spread([7])).toEqual({ mean: 7, sd: 0, p05: 7, p50: 7, p95: 7, standard_error: 0 });
  });

  it("is a band without what bands do not tell", () => {
    const summary = added(new ForecastSummary(ONE), amounts([1, 3]));
    expect(bandOf(summary.figure(summary.places.daily(0)))).toEqual({ mean: 2, p05: 1, p50: 1, p95: 3 });
    expect(bandOf(null)).toEqual({ mean: 0, p05: 0, p50: 0, p95: 0 });
  });
});

it("means are within 1.96 standard errors of the truth in 95 of 100 forecasts", () => {
  const noise = made(1001);
  const repeats = 800;
  let covered = 0;
  for (let i = 0; i < repeats; i++) {
    const { mean, standard_error } = spread(take(40, noise));
    if (Math.abs(mean - 500) <= 1.96 * standard_error) covered++;
  }
  expect(covered / repeats).toBeGreaterThan(0.925);
  expect(covered / repeats).toBeLessThan(0.97);
});

describe("when a budget runs out", () => {
  /** Of a run with `null` it does not. */
  function exhaustion(minutes: readonly (number | null)[], hasTotal = true) {
    const summary = added(
      new ForecastSummary(ONE),
      minutes.map((minute) => ({
        ...burning(ONE, [1]),
        exhaustedAtMs: Float64Array.of(minute === null ? Number.NaN : ONE.days.first * 86_400_000 + minute * 60_000),
      })),
    );
    const { figure, minute } = {
      figure: summary.figure(summary.places.exhaustion(0)),
      minute: (value: number) => `${(summary.momentOf(value) - ONE.days.first * 86_400_000) / 60_000}`,
    };
    return exhaustionOf(figure, minutes.length, hasTotal, minute);
  }
  const upTo = (n: number) => Array.from({ length: n }, (_, i) => n - 1 - i);
  const never = (n: number) => new Array<null>(n).fill(null);

  it("is told over all runs, those that last after all others", () => {
    expect(exhaustion([...never(60), ...upTo(40)])).toEqual({
      probability: 0.4,
      standard_error: Math.sqrt((0.4 * 0.6) / 100),
      p05: "4",
      p50: null,
      p95: null,
    });
    expect(exhaustion([...upTo(50), ...never(50)])).toMatchObject({ p05: "4", p50: "49", p95: null });
    expect(exhaustion([...upTo(49), ...never(51)])).toMatchObject({ p05: "4", p50: null, p95: null });
    expect(exhaustion([...upTo(95), ...never(5)])).toMatchObject({ p05: "4", p50: "49", p95: "94" });
    expect(exhaustion([...upTo(94), ...never(6)])).toMatchObject({ p95: null });
    expect(exhaustion([...upTo(4), ...never(96)])).toMatchObject({ p05: null });
  });

  it("is certain where it always does or never", () => {
    expect(exhaustion(upTo(10))).toMatchObject({ probability: 1, standard_error: 0, p95: "9" });
    expect(exhaustion(never(10))).toEqual({ probability: 0, standard_error: 0, p05: null, p50: null, p95: null });
  });

  it("is not told without a total budget, or without runs", () => {
    const unknown = { probability: null, standard_error: null, p05: null, p50: null, p95: null };
    expect(exhaustion(never(10), false)).toEqual(unknown);
    expect(exhaustion([])).toEqual(unknown);
  });
});
