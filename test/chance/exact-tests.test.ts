/** Exact tests against sums over every case, in whole numbers where there are any. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { binomialTail } from "../../src/chance/binomial-tail.js";
import { fisherExact } from "../../src/chance/fisher-exact.js";
import { holm } from "../../src/chance/holm.js";

function choose(n: number, k: number): bigint {
  let ways = 1n;
  for (let i = 1; i <= k; i++) ways = (ways * BigInt(n - k + i)) / BigInt(i);
  return ways;
}

/** A quotient of large whole numbers as a double, with 15 digits of its own. */
function ratio(part: bigint, whole: bigint): number {
  if (part === 0n) return 0;
  const shift = BigInt(Math.max(0, whole.toString(2).length - part.toString(2).length) + 64);
  return Number((part << shift) / whole) * 2 ** -Number(shift);
}

describe("binomialTail", () => {
  it("is the sum of all its terms, exactly, up to 60 trials", () => {
    const cases = fc.tuple(
      fc.integer({ min: 0, max: 60 }),
      fc.integer({ min: -1, max: 61 }),
      fc.integer({ min: 0, max: 100 }),
    );
    fc.assert(
      fc.property(cases, ([trials, successes, hundredths]) => {
        let sum = 0n;
        for (let k = Math.max(0, successes); k <= trials; k++) {
          sum += choose(trials, k) * BigInt(hundredths) ** BigInt(k) * BigInt(100 - hundredths) ** BigInt(trials - k);
        }
        const exact = ratio(sum, 100n ** BigInt(trials));
        const found = binomialTail(successes, trials, hundredths / 100);
        // Below the mean the tail is 1 less a sum, which has no digits of its own near 0.
        expect(Math.abs(found - exact)).toBeLessThanOrEqual(
          1e-11 * exact + (successes > (trials * hundredths) / 100 ? 0 : 1e-12),
        );
      }),
      { numRuns: 500 },
    );
  });

  it.each([
    [3, 3, 0.02],
    [10, 100, 0.02],
    [120, 4400, 0.02],
    [2300, 4400, 0.5],
  ])("is the sum of all terms for %d of %d at %d", (successes, trials, p) => {
    expect(binomialTail(successes, trials, p) / directTail(successes, trials, p)).toBeCloseTo(1, 9);
  });

  it("keeps its digits far out and for a million trials", () => {
    expect(binomialTail(40, 40, 0.2) / 0.2 ** 40).toBeCloseTo(1, 10);
    expect(binomialTail(500_000, 1_000_000, 0.5)).toBeCloseTo(0.5 + 0.5 * 0.000797884, 6);
  });
});

/** Term by term from logarithms of products: slow, and made another way. */
function directTail(successes: number, trials: number, p: number): number {
  // The first terms of many trials are too small for a double, and for the sum.
  let log = trials * Math.log1p(-p);
  let sum = 0;
  for (let k = 0; k <= trials; k++) {
    if (k >= successes) sum += Math.exp(log);
    log += Math.log((trials - k) / (k + 1)) + Math.log(p / (1 - p));
  }
  return sum;
}

describe("fisherExact", () => {
  it("is the share of all arrangements with as large a corner", () => {
    const cell = fc.integer({ min: 0, max: 30 });
    fc.assert(
      fc.property(cell, cell, cell, cell, (a, b, c, d) => {
        const [row, column, all] = [a + b, a + c, a + b + c + d];
        let ways = 0n;
        for (let x = Math.max(a, 0); x <= Math.min(row, column); x++) {
          if (row - x <= all - column) ways += choose(column, x) * choose(all - column, row - x);
        }
        const exact = ratio(ways, choose(all, row));
        const slack = a > (row * column) / Math.max(1, all) ? 0 : 1e-12;
        expect(Math.abs(fisherExact({ a, b, c, d }) - exact)).toBeLessThanOrEqual(1e-11 * exact + slack);
      }),
      { numRuns: 500 },
    );
  });

  it("knows the lady tasting tea", () => {
    expect(fisherExact({ a: 3, b: 1, c: 1, d: 3 })).toBeCloseTo(17 / 70, 14);
    expect(fisherExact({ a: 4, b: 0, c: 0, d: 4 })).toBeCloseTo(1 / 70, 14);
  });

  it("says nothing of an empty row or column", () => {
    expect(fisherExact({ a: 0, b: 0, c: 5, d: 7 })).toBe(1);
    expect(fisherExact({ a: 5, b: 0, c: 7, d: 0 })).toBe(1);
  });
});

describe("holm", () => {
  it("multiplies by the tests that are left, and never falls", () => {
    expect(holm([0.01, 0.04, 0.03, 0.005])).toEqual([0.03, 0.06, 0.06, 0.02]);
    expect(holm([0.5, 0.9])).toEqual([1, 1]);
    expect(holm([])).toEqual([]);
  });

  it("counts tests whose larger values are left out", () => {
    const all = [0.001, 0.2, 0.002, 0.9, 0.6];
    const [first, , second] = holm(all);
    expect(holm([0.001, 0.002], 5)).toEqual([first, second]);
  });
});
