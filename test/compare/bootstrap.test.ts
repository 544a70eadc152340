/** The interval of a difference: against the exact moments of the bootstrap, and against drawing users one by one. */
import { describe, expect, it } from "vitest";
import { runKey } from "../../src/chance/keys.js";
import { drawBinomial } from "../../src/compare/binomial.js";
import { bootstrapInterval } from "../../src/compare/bootstrap.js";
import { createSource } from "../oracle/random-source.js";

const KEY = runKey("interval");

function moments(differences: readonly number[], users: number) {
  const mean = differences.reduce((sum, value) => sum + value, 0) / users;
  const square = differences.reduce((sum, value) => sum + value * value, 0) / users;
  return { sum: mean * users, sd: Math.sqrt(users * (square - mean * mean)) };
}

describe("the interval", () => {
  it.each([
    ["one amount for a tenth of the users", Array.from({ length: 1000 }, () => 500), 10_000],
    ["amounts of both signs", Array.from({ length: 4000 }, (_, i) => (i % 7) * 100 - 250), 5000],
    ["thousands of different amounts", Array.from({ length: 20_000 }, (_, i) => ((i * 7919) % 20_011) - 3000), 100_000],
    ["a million users", Array.from({ length: 50_000 }, (_, i) => (i % 3) + 1), 1_000_000],
  ])("has the width that the bootstrap has in theory: %s", (_, differences, users) => {
    const { sum, sd } = moments(differences, users);
    const { low, high } = bootstrapInterval(Float64Array.from(differences), users, KEY);
    // Sum and deviation are exact; 999 resamples place a quantile to about sd × 0.08, and 4 of those are allowed.
    expect(Math.abs(low - (sum - 1.96 * sd))).toBeLessThan(0.33 * sd);
    expect(Math.abs(high - (sum + 1.96 * sd))).toBeLessThan(0.33 * sd);
  });

  it("is the same as drawing the users one by one", () => {
    const differences = [5, 5, 5, 900, -40];
    const users = 12;
    const all = [...differences, ...Array.from({ length: users - differences.length }, () => 0)];
    const random = createSource(3);
    const sums = Array.from({ length: 20_000 }, () => all.reduce((sum) => sum + random.pick(all), 0)).sort(
      (a, b) => a - b,
    );
    const { low, high } = bootstrapInterval(Float64Array.from(differences), users, KEY);
    expect(Math.abs(low - sums[500])).toBeLessThanOrEqual(40);
    expect(Math.abs(high - sums[19_500])).toBeLessThanOrEqual(100);
  });

  it("is a point where all users change alike, and 0 where none does", () => {
    expect(bootstrapInterval(Float64Array.from([7, 7, 7]), 3, KEY)).toEqual({ low: 21, high: 21 });
    expect(bootstrapInterval(new Float64Array(0), 3, KEY)).toEqual({ low: 0, high: 0 });
  });

  it("depends on the key alone, and not on the order of users", () => {
    const differences = Array.from({ length: 300 }, (_, i) => (i * 37) % 101);
    const interval = (key: string, values: number[]) => bootstrapInterval(Float64Array.from(values), 900, runKey(key));
    expect(interval("a", [...differences].reverse())).toEqual(interval("a", differences));
    expect(interval("b", differences)).not.toEqual(interval("a", differences));
  });
});

describe("a binomial draw", () => {
  it.each([
    [10, 0.3],
    [1000, 0.01],
    [1_000_000, 0.5],
    [50, 0.98],
  ])("of %d trials at %d has mean and variance of the law", (trials, chance) => {
    const draws = Array.from({ length: 4000 }, (_, i) => drawBinomial((i + 0.5) / 4000, trials, chance));
    const mean = draws.reduce((sum, value) => sum + value, 0) / draws.length;
    const variance = draws.reduce((sum, value) => sum + (value - mean) ** 2, 0) / draws.length;
    const sd = Math.sqrt(trials * chance * (1 - chance));
    expect(Math.abs(mean - trials * chance)).toBeLessThan(0.01 * sd);
    expect(Math.abs(variance / sd ** 2 - 1)).toBeLessThan(0.02);
    expect(draws.every((value) => Number.isInteger(value) && value >= 0 && value <= trials)).toBe(true);
  });

  it("knows what is certain", () => {
    expect([drawBinomial(0.5, 0, 0.5), drawBinomial(0.999, 9, 0), drawBinomial(0, 9, 1)]).toEqual([0, 0, 9]);
  });
});
