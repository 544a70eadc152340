/** What is kept of a figure: exact sums, exact values while they are few, bins beyond. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ForecastShape } from "../../../src/forecast/contract.js";
import { ForecastSummary } from "../../../src/forecast/summary/forecast-summary.js";
import { addSquare, addValue, addWide, LANES, toBigInt } from "../../../src/forecast/summary/wide-numbers.js";
import { added, amounts, burning, DAY_MS, FIRST_DAY, made, ONE, shapeOf, take } from "./made-up-runs.js";

const PERCENTS = Array.from({ length: 100 }, (_, i) => i + 1);

/** The smallest value with at least `percent` of all at or below it, word for word. */
function naiveQuantile(values: readonly number[], percent: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const found = sorted.find(
    (value) => sorted.filter((other) => other <= value).length * 100 >= percent * sorted.length,
  );
  return found as number;
}

/** The same by rank, for many values. */
function rankedQuantile(sorted: Float64Array, percent: number): number {
  return sorted[Math.ceil((percent * sorted.length) / 100) - 1];
}

function discountOf(values: readonly number[]) {
  const summary = added(new ForecastSummary(ONE), amounts(values));
  return summary.figure(summary.places.discount(0));
}

describe("sums", () => {
  const value = fc.oneof(
    fc.nat(100),
    fc.maxSafeNat(),
    fc.nat(64).map((below) => Number.MAX_SAFE_INTEGER - below),
    fc.integer({ min: 20, max: 53 }).map((bits) => 2 ** bits),
    fc.integer({ min: 54, max: 75 }).map((bits) => 3 * 2 ** bits),
  );

  it("of values and squares are exact, also in parts", () => {
    fc.assert(
      fc.property(fc.array(value), fc.array(value), (some, others) => {
        const sums = new Float64Array(2 * LANES);
        const squares = new Float64Array(2 * LANES);
        for (const [at, list] of [some, others].entries()) {
          for (const one of list) {
            addValue(sums, at, one);
            addSquare(squares, at, one);
          }
        }
        addWide(sums, 0, sums, 1);
        addWide(squares, 0, squares, 1);
        const all = [...some, ...others].map(BigInt);
        expect(toBigInt(sums, 0)).toBe(all.reduce((sum, one) => sum + one, 0n));
        expect(toBigInt(squares, 0)).toBe(all.reduce((sum, one) => sum + one * one, 0n));
      }),
    );
  });

  it("of very many of the largest values are exact", () => {
    const squares = new Float64Array(LANES);
    for (let i = 0; i < 100_000; i++) addSquare(squares, 0, Number.MAX_SAFE_INTEGER);
    expect(toBigInt(squares, 0)).toBe(100_000n * BigInt(Number.MAX_SAFE_INTEGER) ** 2n);
  });

  it("give a deviation that differences of close, large values do not spoil", () => {
    const large = 2 ** 52;
    const figure = discountOf([large - 1, large + 1, large - 1, large + 1]);
    expect(figure?.mean).toBe(large);
    expect(figure?.sd).toBe(1);
  });
});

describe("quantiles", () => {
  it("are those of all values, while few of them differ", () => {
    const list = fc.array(fc.oneof(fc.nat(4), fc.nat(10 ** 9)), { minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(list, fc.integer({ min: 1, max: 100 }), (values, percent) => {
        expect(discountOf(values)?.quantile(percent) ?? 0).toBe(naiveQuantile(values, percent));
      }),
    );
  });

  it("are exact up to 2,048 different values other than 0", () => {
    const values = Array.from({ length: 2048 }, (_, i) => 1_000_001 + 977 * ((i * 1001) % 2048));
    const sorted = Float64Array.from([0, ...values]).sort();
    const figure = discountOf([0, ...values]);
    expect(PERCENTS.map((percent) => figure?.quantile(percent))).toEqual(
      PERCENTS.map((percent) => rankedQuantile(sorted, percent)),
    );
  });

  it("are beyond that values of the sample, above by less than 1/1,024, means and deviations not at all", () => {
    const values = Array.from({ length: 2049 }, (_, i) => 1_000_001 + 977 * ((i * 1001) % 2049));
    const figure = discountOf(values);
    const sorted = Float64Array.from(values).sort();
    const errors = PERCENTS.map((percent) => {
      const told = figure?.quantile(percent) ?? 0;
      expect(values).toContain(told);
      const right = rankedQuantile(sorted, percent);
      return (told - right) / right;
    });
    expect(Math.min(...errors)).toBe(0);
    expect(Math.max(...errors)).toBeLessThan(1 / 1024);
    expect(Math.max(...errors)).toBeGreaterThan(0);
    expect(figure?.mean).toBe(1_000_001 + 977 * 1024);
    // Of 0 up to n − 1 the variance is (n² − 1) / 12.
    expect(figure?.sd).toBeCloseTo(977 * Math.sqrt((2049 ** 2 - 1) / 12), 6);
  });

  it("are within that bound from the smallest values to the largest", () => {
    const noise = made(2 ** 32);
    const values = Array.from({ length: 6000 }, (_, i) => {
      const scale = 2 ** (i % 52);
      return Math.floor(scale * (1 + noise.next().value / 2 ** 32));
    });
    const figure = discountOf(values);
    const sorted = Float64Array.from(values).sort();
    for (const percent of PERCENTS) {
      const right = rankedQuantile(sorted, percent);
      const told = figure?.quantile(percent) ?? 0;
      expect(told).toBeGreaterThanOrEqual(right);
      expect(told - right).toBeLessThanOrEqual(right / 1024);
      if (right < 2048) expect(figure?.quantile(percent)).toBe(right);
    }
  });

  it("are never more than what no run exceeds, such as a budget, and reach it where runs do", () => {
    const budget = 1_000_000;
    const values = take(6000, made(120_000)).map((value) => Math.min(budget, 900_000 + value));
    const figure = discountOf(values);
    const quantiles = PERCENTS.map((percent) => figure?.quantile(percent) ?? 0);
    expect(Math.max(...quantiles)).toBe(budget);
    expect(figure?.quantile(95)).toBe(budget);
    expect(figure?.quantile(1)).toBeGreaterThanOrEqual(Math.min(...values));
  });
});

describe("quantiles of days", () => {
  const firstDay = (shape: ForecastShape, values: readonly number[]) => {
    const rest = new Array<number>((shape.days.until - shape.days.first) * shape.campaigns.length - 1).fill(0);
    const summary = added(
      new ForecastSummary(shape),
      values.map((value) => burning(shape, [value, ...rest])),
    );
    return summary.figure(summary.places.daily(0));
  };
  const values = take(300, made(1_000_000)).map((value) => value + 1_000_000);
  const sorted = Float64Array.from(values).sort();

  it("are as those of other figures with up to 512 days × campaigns", () => {
    const figure = firstDay(shapeOf([["bank"], ["bank"]], 256), values);
    for (const percent of PERCENTS) expect(figure?.quantile(percent)).toBe(rankedQuantile(sorted, percent));
  });

  it("are more by less than 1/256 beyond 128 different values where there are more", () => {
    const shape = shapeOf([["bank"], ["bank"], ["bank"]], 171);
    const figure = firstDay(shape, values);
    const errors = PERCENTS.map((percent) => {
      const right = rankedQuantile(sorted, percent);
      return ((figure?.quantile(percent) ?? 0) - right) / right;
    });
    expect(Math.min(...errors)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...errors)).toBeLessThan(1 / 256);
    expect(Math.max(...errors)).toBeGreaterThan(0);
    expect(firstDay(shape, values.slice(0, 128))?.quantile(50)).toBe(
      rankedQuantile(Float64Array.from(values.slice(0, 128)).sort(), 50),
    );
  });
});

it("tells moments at most nine minutes late, and never early, where more than 2,048 of them differ", () => {
  const shape = shapeOf([["bank"]], 92);
  const lateMs = take(3000, made(10 * DAY_MS)).map((ms) => (FIRST_DAY + 82) * DAY_MS + ms);
  const summary = added(
    new ForecastSummary(shape),
    lateMs.map((ms) => ({ ...burning(shape, [1]), exhaustedAtMs: Float64Array.of(ms) })),
  );
  const figure = summary.figure(summary.places.exhaustion(0));
  const sorted = Float64Array.from(lateMs).sort();
  for (const percent of PERCENTS) {
    const told = summary.momentOf(figure?.quantile(percent) ?? 0);
    const lateBy = told - rankedQuantile(sorted, percent);
    expect(lateBy).toBeGreaterThanOrEqual(0);
    expect(lateBy).toBeLessThan(9 * 60_000);
  }
});
