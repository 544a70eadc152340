/** Mean, deviation, percentiles and bins of granted amounts. */
import fc from "fast-check";
import * as statistics from "simple-statistics";
import { describe, expect, it } from "vitest";
import { histogramOf } from "../../src/tally/histogram.js";
import { nearestRank, summarizeAmounts } from "../../src/tally/summarize-amounts.js";

const AMOUNTS = fc
  .array(fc.integer({ min: 1, max: 1_000_000 }), { minLength: 1, maxLength: 300 })
  .map((amounts) => Float64Array.from(amounts).sort());

describe("summarizeAmounts", () => {
  it("agrees with simple-statistics on mean and standard deviation", () => {
    fc.assert(
      fc.property(AMOUNTS, (amounts) => {
        const summary = summarizeAmounts(amounts);
        const list = Array.from(amounts);
        expect(summary.meanMinor).toBeCloseTo(statistics.mean(list), 6);
        expect(summary.sdMinor).toBeCloseTo(statistics.standardDeviation(list), 6);
        expect([summary.minMinor, summary.maxMinor]).toEqual([statistics.min(list), statistics.max(list)]);
      }),
    );
  });

  it("loses nothing where floats would: two amounts one apart next to 2^53", () => {
    const summary = summarizeAmounts(Float64Array.of(9_007_199_254_740_990, 9_007_199_254_740_991));
    expect(summary.sdMinor).toBe(0.5);
    expect(summary.meanMinor).toBe(9_007_199_254_740_990);
  });

  it("squares distances beyond 2^26.5 exactly", () => {
    const summary = summarizeAmounts(Float64Array.of(1, 200_000_002));
    expect(summary.sdMinor).toBe(100_000_000.5);
    expect(summary.meanMinor).toBe(100_000_001.5);
  });

  it("has no deviation over equal amounts", () => {
    expect(summarizeAmounts(Float64Array.of(333, 333, 333)).sdMinor).toBe(0);
  });
});

describe("nearestRank", () => {
  it("is the smallest value with at least the percentage at or below it", () => {
    fc.assert(
      fc.property(AMOUNTS, fc.constantFrom(50, 90, 99), (amounts, percent) => {
        const list = Array.from(amounts);
        const enough = list.filter((v) => list.filter((other) => other <= v).length * 100 >= percent * list.length);
        expect(nearestRank(amounts, percent)).toBe(enough[0]);
      }),
    );
  });

  it.each([
    [50, [1, 2, 3, 4], 2],
    [50, [1, 2, 3], 2],
    [90, [1, 2, 3, 4, 5, 6, 7, 8, 9, 10], 9],
    [99, [1, 2, 3, 4, 5, 6, 7, 8, 9, 10], 10],
  ])("p%i of %j is %i", (percent, values, expected) => {
    expect(nearestRank(Float64Array.from(values), percent)).toBe(expected);
  });
});

describe("histogramOf", () => {
  const range = (n: number, step: number, from = 1) => Float64Array.from({ length: n }, (_, i) => from + i * step);

  it("gives up to 40 distinct values a bin each", () => {
    expect(histogramOf(Float64Array.of(500, 500, 1500))).toEqual([
      { fromMinor: 500, toMinor: 501, count: 2 },
      { fromMinor: 1500, toMinor: 1501, count: 1 },
    ]);
    expect(histogramOf(range(40, 1000))).toHaveLength(40);
  });

  it("joins 41 values into bins of 2, aligned to multiples of 2", () => {
    const bins = histogramOf(range(41, 1));
    expect(bins).toHaveLength(21);
    expect(bins[0]).toEqual({ fromMinor: 0, toMinor: 2, count: 1 });
    expect(bins[20]).toEqual({ fromMinor: 40, toMinor: 42, count: 2 });
  });

  it("takes the next width where the smaller one needs 41 bins", () => {
    // 1…81 in bins of 2: [0, 2) to [80, 82) would be 41; so bins of 5.
    expect(histogramOf(range(81, 1)).map((bin) => bin.toMinor - bin.fromMinor)).toEqual(new Array(17).fill(5));
    // 2…81 needs exactly 40.
    expect(histogramOf(range(80, 1, 2))).toHaveLength(40);
  });

  it("keeps empty bins between the first and the last", () => {
    const bins = histogramOf(Float64Array.of(...range(41, 1), 100_000));
    expect(bins.map((bin) => bin.toMinor - bin.fromMinor)).toEqual(new Array(21).fill(5000));
    expect(bins.map((bin) => bin.count)).toEqual([41, ...new Array(19).fill(0), 1]);
  });

  it("covers every amount once, ascending, in at most 40 bins of the least width of the series", () => {
    fc.assert(
      fc.property(AMOUNTS, (amounts) => {
        const bins = histogramOf(amounts);
        expect(bins.length).toBeLessThanOrEqual(40);
        for (const bin of bins) {
          const inside = amounts.filter((v) => v >= bin.fromMinor && v < bin.toMinor);
          expect(bin.count).toBe(inside.length);
        }
        expect(bins.reduce((sum, bin) => sum + bin.count, 0)).toBe(amounts.length);
        expect(bins.slice(1).every((bin, i) => bin.fromMinor >= bins[i].toMinor)).toBe(true);
      }),
    );
  });
});
