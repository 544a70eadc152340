/** Mean, deviation, percentiles and bins of granted amounts. */
import fc from "fast-check";
import * as statistics from "simple-statistics";
import { describe, expect, it } from "vitest";
import { countSorted, mergeCounts } from "../../src/tally/amount-counts.js";
import { histogramOf } from "../../src/tally/histogram.js";
import { meanOf, nearestRank, summarizeAmounts } from "../../src/tally/summarize-amounts.js";

const AMOUNTS = fc
  .array(fc.integer({ min: 1, max: 1_000_000 }), { minLength: 1, maxLength: 300 })
  .map((amounts) => Float64Array.from(amounts).sort());

describe("summarizeAmounts", () => {
  it("agrees with simple-statistics on mean and standard deviation", () => {
    fc.assert(
      fc.property(AMOUNTS, (amounts) => {
        const summary = summarizeAmounts(countSorted(amounts));
        const list = Array.from(amounts);
        expect(summary.meanMinor).toBeCloseTo(statistics.mean(list), 6);
        expect(summary.sdMinor).toBeCloseTo(statistics.standardDeviation(list), 6);
        expect([summary.minMinor, summary.maxMinor]).toEqual([statistics.min(list), statistics.max(list)]);
      }),
    );
  });

  it("loses nothing where floats would: two amounts one apart next to 2^53", () => {
    const summary = summarizeAmounts(countSorted(Float64Array.of(9_007_199_254_740_990, 9_007_199_254_740_991)));
    expect(summary.sdMinor).toBe(0.5);
    expect(summary.meanMinor).toBe(9_007_199_254_740_990);
  });

  it("squares distances beyond 2^26.5 exactly", () => {
    const summary = summarizeAmounts(countSorted(Float64Array.of(1, 200_000_002)));
    expect(summary.sdMinor).toBe(100_000_000.5);
    expect(summary.meanMinor).toBe(100_000_001.5);
  });

  it("counts exactly where many large distances meet: their squares in all are beyond 2^53", () => {
    const many = { valuesMinor: Float64Array.of(1, 90_000_001), counts: Float64Array.of(3_000_001, 1_000_001) };
    const variance = (8_100_000_000_000_000n * 3_000_001n * 1_000_001n * 10n ** 6n) / 4_000_002n ** 2n;
    expect(summarizeAmounts(many).sdMinor).toBeCloseTo(Math.sqrt(Number(variance) / 1e6), 6);
    expect(meanOf(many)).toBe(summarizeAmounts(many).meanMinor);
  });

  it("has no deviation over equal amounts", () => {
    expect(summarizeAmounts(countSorted(Float64Array.of(333, 333, 333))).sdMinor).toBe(0);
  });
});

describe("mergeCounts", () => {
  it("counts the amounts of all parts as if they had come as one", () => {
    fc.assert(
      fc.property(fc.array(AMOUNTS, { maxLength: 4 }), (parts) => {
        const all = Float64Array.from(parts.flatMap((part) => [...part])).sort();
        expect(mergeCounts(parts.map(countSorted))).toEqual(countSorted(all));
      }),
    );
  });
});

describe("nearestRank", () => {
  it("is the smallest value with at least the percentage at or below it", () => {
    fc.assert(
      fc.property(AMOUNTS, fc.constantFrom(50, 90, 99), (amounts, percent) => {
        const list = Array.from(amounts);
        const enough = list.filter((v) => list.filter((other) => other <= v).length * 100 >= percent * list.length);
        expect(nearestRank(countSorted(amounts), percent)).toBe(enough[0]);
      }),
    );
  });

  it.each([
    [50, [1, 2, 3, 4], 2],
    [50, [1, 2, 3], 2],
    [90, [1, 2, 3, 4, 5, 6, 7, 8, 9, 10], 9],
    [99, [1, 2, 3, 4, 5, 6, 7, 8, 9, 10], 10],
  ])("p%i of %j is %i", (percent, values, expected) => {
    expect(nearestRank(countSorted(Float64Array.from(values)), percent)).toBe(expected);
  });
});

describe("histogramOf", () => {
  const range = (n: number, step: number, from = 1) => Float64Array.from({ length: n }, (_, i) => from + i * step);

  it("gives up to 40 distinct values a bin each", () => {
    expect(histogramOf(countSorted(Float64Array.of(500, 500, 1500)))).toEqual([
      { fromMinor: 500, toMinor: 501, count: 2 },
      { fromMinor: 1500, toMinor: 1501, count: 1 },
    ]);
    expect(histogramOf(countSorted(range(40, 1000)))).toHaveLength(40);
  });

  it("joins 41 values into bins of 2, aligned to multiples of 2", () => {
    const bins = histogramOf(countSorted(range(41, 1)));
    expect(bins).toHaveLength(21);
    expect(bins[0]).toEqual({ fromMinor: 0, toMinor: 2, count: 1 });
    expect(bins[20]).toEqual({ fromMinor: 40, toMinor: 42, count: 2 });
  });

  it("takes the next width where the smaller one needs 41 bins", () => {
    // 1…81 in bins of 2: [0, 2) to [80, 82) would be 41; so bins of 5.
    expect(histogramOf(countSorted(range(81, 1))).map((bin) => bin.toMinor - bin.fromMinor)).toEqual(
      new Array(17).fill(5),
    );
    // 2…81 needs exactly 40.
    expect(histogramOf(countSorted(range(80, 1, 2)))).toHaveLength(40);
  });

  it("keeps empty bins between the first and the last", () => {
    const bins = histogramOf(countSorted(Float64Array.of(...range(41, 1), 100_000)));
    expect(bins.map((bin) => bin.toMinor - bin.fromMinor)).toEqual(new Array(21).fill(5000));
    expect(bins.map((bin) => bin.count)).toEqual([41, ...new Array(19).fill(0), 1]);
  });

  it("covers every amount once, ascending, in at most 40 bins of the least width of the series", () => {
    fc.assert(
      fc.property(AMOUNTS, (amounts) => {
        const bins = histogramOf(countSorted(amounts));
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
