/** The bins in which drawn, expected and redeemed counts are shown. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { countSorted } from "../../src/tally/amount-counts.js";
import { drawnHistogram } from "../../src/tally/drawn-histogram.js";
import type { Expected } from "../../src/tally/expected-counts.js";

const amounts = (...values: readonly number[]) => countSorted(Float64Array.from(values).sort());
const uniform = (from: number, to: number, draws: number, step = 1): Expected => {
  const valuesMinor = Float64Array.from({ length: Math.floor((to - from) / step) + 1 }, (_, i) => from + i * step);
  return { valuesMinor, counts: valuesMinor.map(() => draws / valuesMinor.length) };
};

describe("drawnHistogram", () => {
  it("gives few values a bin each, with what was drawn, expected and redeemed", () => {
    const expected = { valuesMinor: Float64Array.of(50, 200, 500), counts: Float64Array.of(2, 1.5, 0.5) };
    expect(drawnHistogram(amounts(50, 50, 200, 200), expected, amounts(200, 333))).toEqual([
      { fromMinor: 50, toMinor: 51, drawn: 2, expected: 2, redeemed: 0 },
      { fromMinor: 200, toMinor: 201, drawn: 2, expected: 1.5, redeemed: 1 },
      { fromMinor: 500, toMinor: 501, drawn: 0, expected: 0.5, redeemed: 0 },
    ]);
  });

  it("leaves out the ends of the design that expect less than half a draw, but no drawn amount", () => {
    const valuesMinor = Float64Array.of(1, 2, 3, 4, 5, 6);
    const counts = Float64Array.of(0.1, 0.3, 0.2, 4, 0.3, 0.1);
    const shown = (drawn: number) =>
      drawnHistogram(amounts(drawn), { valuesMinor, counts }, amounts()).map(({ fromMinor }) => fromMinor);
    expect(shown(4)).toEqual([3, 4]);
    expect(shown(6)).toEqual([3, 4, 6]);
  });

  it("keeps 0 apart from bins of a width", () => {
    const expected = uniform(0, 5000, 5001);
    const bins = drawnHistogram(amounts(0, 1, 199, 200), expected, amounts());
    expect(bins.length).toBeLessThanOrEqual(40);
    expect(bins.slice(0, 3)).toEqual([
      { fromMinor: 0, toMinor: 1, drawn: 1, expected: 1, redeemed: 0 },
      { fromMinor: 1, toMinor: 200, drawn: 2, expected: 199, redeemed: 0 },
      { fromMinor: 200, toMinor: 400, drawn: 1, expected: 200, redeemed: 0 },
    ]);
    expect(drawnHistogram(amounts(0), uniform(0, 0, 1), amounts())).toEqual([
      { fromMinor: 0, toMinor: 1, drawn: 1, expected: 1, redeemed: 0 },
    ]);
  });

  it("holds every draw in at most 40 bins without overlaps, and nearly all that is expected", () => {
    const design = fc
      .tuple(fc.nat(300), fc.integer({ min: 1, max: 100_000 }), fc.constantFrom(1, 7, 100))
      .map(([from, length, step]) => ({ from, to: from + length, step }));
    const drawn = fc.array(fc.nat(120_000), { minLength: 1, maxLength: 80 });
    fc.assert(
      fc.property(design, drawn, ({ from, to, step }, values) => {
        const expected = uniform(from, to, values.length, step);
        const bins = drawnHistogram(amounts(...values), expected, amounts(...values));
        expect(bins.length).toBeLessThanOrEqual(40);
        expect(bins.slice(1).every((bin, i) => bin.fromMinor >= bins[i].toMinor)).toBe(true);
        expect(bins.reduce((sum, bin) => sum + bin.drawn, 0)).toBe(values.length);
        expect(bins.map(({ redeemed }) => redeemed)).toEqual(bins.map(({ drawn: count }) => count));
        const inBins = bins.reduce((sum, bin) => sum + bin.expected, 0);
        expect(inBins).toBeLessThanOrEqual(values.length + 1e-9);
        expect(inBins).toBeGreaterThan(values.length - 1 - 1e-9);
      }),
    );
  });
});
