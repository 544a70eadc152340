/** Truncation, clipping, rounding and steps of random amounts, told apart by closed forms. */
import { describe, expect, it } from "vitest";
import { cappedLaw } from "../../src/campaigns/apply-caps.js";
import { type Distribution, type Law, tabulate } from "../../src/chance/law.js";
import { momentsOf } from "../../src/chance/moments.js";
import { lawOfRule } from "../../src/modes/law-of-rule.js";
import { plainCheckout } from "../../src/modes/plain-checkout.js";
import { between, massOf, momentsOfTruncated, tail } from "./closed-normal.js";
import { checkoutWith, readDiscount } from "./read-discount.js";

const PRICE = 10_000_000;

const lawFor = (text: string): Law => lawOfRule(readDiscount(text).rule, plainCheckout(PRICE));
const tableFor = (text: string): Distribution => tabulate(lawFor(text));
const desired = (text: string, uniform: number) => readDiscount(text).rule.desiredMinor(checkoutWith([uniform], PRICE));

function chanceOf({ valuesMinor, probabilities }: Distribution, from: number, to = from): number {
  return probabilities.filter((_, i) => valuesMinor[i] >= from && valuesMinor[i] <= to).reduce((a, b) => a + b, 0);
}

describe("a truncated normal", () => {
  // A cent is so small a step here that the moments are those of the continuous distribution.
  it.each([
    { mean: 50_000, sd: 20_000, min: 0, max: 100_000 },
    { mean: 50_000, sd: 20_000, min: 60_000, max: 140_000 },
    { mean: -10_000, sd: 30_000, min: 0, max: 90_000 },
    { mean: 200_000, sd: 30_000, min: 10_000, max: 60_000 },
    { mean: 20_000, sd: 500_000, min: 5000, max: 95_000 },
  ])("has the mean and variance of the formulas: %o", (normal) => {
    const [mean, sd, min, max] = [normal.mean, normal.sd, normal.min, normal.max].map((minor) => minor / 100);
    const found = momentsOf(tableFor(`mode: random_normal, mean: ${mean}, sd: ${sd}, min: ${min}, max: ${max}`));
    const expected = momentsOfTruncated(normal);
    expect(Math.abs(found.meanMinor - expected.mean)).toBeLessThan(1e-3);
    expect(Math.abs(found.sdMinor ** 2 / expected.variance - 1)).toBeLessThan(1e-7);
  });

  it("heaps nothing up at its ends: they hold half a step each", () => {
    const table = tableFor("mode: random_normal, mean: 5.00, sd: 2.00, min: 3.00, max: 6.00");
    const normal = { mean: 500, sd: 200, min: 300, max: 600 };
    expect(chanceOf(table, 300)).toBeCloseTo(massOf(normal, 300, 300.5), 14);
    expect(chanceOf(table, 600)).toBeCloseTo(massOf(normal, 599.5, 600), 14);
    expect(chanceOf(table, 300)).toBeLessThan(0.51 * chanceOf(table, 301));
    expect(chanceOf(table, 600)).toBeLessThan(0.51 * chanceOf(table, 599));
  });

  it("is scaled to 1 inside: the odds of two amounts do not depend on the range", () => {
    const odds = (min: string, max: string) => {
      const table = tableFor(`mode: random_normal, mean: 5.00, sd: 2.00, min: ${min}, max: ${max}`);
      return chanceOf(table, 480) / chanceOf(table, 360);
    };
    expect(odds("3.00", "6.00")).toBeCloseTo(odds("0.00", "12.00"), 12);
  });

  it("is drawn by the inverse of its distribution: a share u lies below what u draws", () => {
    const text = "mode: random_normal, mean: 5000.00, sd: 2000.00, min: 3500.00, max: 9900.00";
    const normal = { mean: 500_000, sd: 200_000, min: 350_000, max: 990_000 };
    for (const uniform of [0.001, 0.1, 0.25, 0.5, 0.77, 0.999, 0.9999]) {
      const amount = desired(text, uniform);
      expect(massOf(normal, 0, amount - 0.5)).toBeLessThanOrEqual(uniform);
      expect(massOf(normal, 0, amount + 0.5)).toBeGreaterThan(uniform);
    }
  });
});

describe("a cap", () => {
  it("clips: all above it is heaped up on it, the rest stays", () => {
    const text = "mode: random_normal, mean: 5.00, sd: 2.00, min: 1.00, max: 9.00";
    const clipped = tabulate(cappedLaw(readDiscount(`${text}, max_discount: 6.00`), plainCheckout(PRICE)));
    const whole = tableFor(text);
    const normal = { mean: 500, sd: 200, min: 100, max: 900 };
    expect(chanceOf(clipped, 600)).toBeCloseTo((tail(0.4975) - tail(2)) / between(-2, 2), 13);
    expect(chanceOf(clipped, 600)).toBeGreaterThan(100 * chanceOf(clipped, 599));
    expect(chanceOf(clipped, 601, 900)).toBe(0);
    expect(chanceOf(clipped, 420)).toBe(chanceOf(whole, 420));
    // E min(X, c) = P(X < c) E(X | X < c) + c P(X >= c); rounding cuts half a cent off the heap's edge.
    const below = massOf(normal, 100, 600);
    const mean = below * momentsOfTruncated({ ...normal, max: 600 }).mean + 600 * (1 - below);
    expect(Math.abs(momentsOf(clipped).meanMinor - mean)).toBeLessThan(1e-2);
    expect(mean - momentsOfTruncated({ ...normal, max: 600 }).mean).toBeGreaterThan(50);
  });
});

describe("a step of a normal", () => {
  const text = "mode: random_normal, mean: 5.00, sd: 2.00, min: 1.10, max: 8.90, step: 0.25";
  const normal = { mean: 500, sd: 200, min: 110, max: 890 };

  it("is counted from 0, not from min", () => {
    const { valuesMinor } = tableFor(text);
    expect(valuesMinor[0]).toBe(125);
    expect([...valuesMinor].filter((value) => value % 25 !== 0)).toEqual([]);
    expect(valuesMinor[valuesMinor.length - 1]).toBe(875);
  });

  it("takes what lies nearest to it, and what would leave the range", () => {
    const table = tableFor(text);
    expect(chanceOf(table, 500)).toBeCloseTo(massOf(normal, 487.5, 512.5), 14);
    expect(chanceOf(table, 125)).toBeCloseTo(massOf(normal, 110, 137.5), 14);
    expect(chanceOf(table, 875)).toBeCloseTo(massOf(normal, 862.5, 890), 14);
    expect([desired(text, 0), desired(text, 1 - 2 ** -53)]).toEqual([125, 875]);
  });

  it("takes a half upwards", () => {
    // The lowest draw is min itself: 0.50 is one and a half steps of 0.20 above 0.20.
    expect(desired("mode: random_normal, mean: 5.00, sd: 2.00, min: 0.50, max: 9.00, step: 0.20", 0)).toBe(60);
    expect(desired("mode: random_normal, mean: 5.00, sd: 2.00, min: 0.30, max: 9.00, step: 0.20", 0)).toBe(40);
    // A range of one amount, so that every draw is the half.
    for (const uniform of [0, 0.3, 0.999]) {
      expect(desired("mode: random_normal, mean: 2.00, sd: 2.00, min: 0.50, max: 0.60, step: 0.60", uniform)).toBe(60);
    }
  });
});

describe("an interval", () => {
  it.each([
    ["0.10", "0.99", "0.01", 90],
    ["0.00", "10.00", "0.25", 41],
    ["1.05", "2.00", "0.10", 10],
  ])("from %s to %s in steps of %s is a discrete uniform of %i amounts", (from, to, step, n) => {
    const text = `mode: random_intervals, step: ${step}, intervals: [{ from: ${from}, to: ${to}, weight: 3 }]`;
    const { meanMinor, sdMinor } = momentsOf(tableFor(text));
    const width = Number(step) * 100;
    expect(meanMinor).toBeCloseTo(Number(from) * 100 + (width * (n - 1)) / 2, 9);
    expect(sdMinor ** 2).toBeCloseTo((width * width * (n * n - 1)) / 12, 8);
    const counts = new Map<number, number>();
    const draw = desiredOf(text);
    for (let i = 0; i < 1000 * n; i++) {
      const amount = draw((i + 0.5) / (1000 * n));
      counts.set(amount, (counts.get(amount) ?? 0) + 1);
    }
    expect([...new Set(counts.values())]).toEqual([1000]);
    expect(counts.size).toBe(n);
  });

  it("keeps its end for the one after it, unless it is the last", () => {
    const text =
      "mode: random_intervals, intervals: [{ from: 1.00, to: 1.02, weight: 1 }, { from: 5.00, to: 5.02, weight: 1 }]";
    expect([...tableFor(text).valuesMinor]).toEqual([100, 101, 500, 501, 502]);
    const draw = desiredOf(text);
    expect([0.5 - 2 ** -54, 0.5, 1 - 2 ** -53].map(draw)).toEqual([101, 500, 502]);
  });

  it("counts its steps from its own from", () => {
    const text =
      "mode: random_intervals, step: 0.50, intervals: [{ from: 0.30, to: 1.30, weight: 1 }, { from: 2.20, to: 3.10, weight: 1 }]";
    expect([...tableFor(text).valuesMinor]).toEqual([30, 80, 220, 270]);
  });

  it("gets the normal's mass in it, scaled to 1 over all of them", () => {
    const text =
      "mode: random_intervals, mean: 5.00, sd: 1.00, step: 1.00, intervals: [{ from: 1.00, to: 4.00 }, { from: 6.00, to: 8.00 }]";
    const [first, second] = [between(-4, -1), between(1, 3)];
    const table = tableFor(text);
    expect(chanceOf(table, 100, 300)).toBeCloseTo(first / (first + second), 14);
    expect(chanceOf(table, 600, 800)).toBeCloseTo(second / (first + second), 14);
    expect(chanceOf(table, 100)).toBeCloseTo(chanceOf(table, 300), 14);
  });
});

function desiredOf(text: string): (uniform: number) => number {
  const { rule } = readDiscount(text);
  return (uniform) => rule.desiredMinor(checkoutWith([uniform], PRICE));
}
