/** The same runs come to the same bytes, whoever adds which, and in whatever order and parts they are merged. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ForecastShape, RunOutcome } from "../../../src/forecast/contract.js";
import { ForecastSummary } from "../../../src/forecast/summary/forecast-summary.js";
import type { PackedSummary } from "../../../src/forecast/summary/packed-summary.js";
import { added, amounts, burning, bytesOf, made, ONE, shapeOf, someRuns, take } from "./made-up-runs.js";

const packed = (shape: ForecastShape, runs: readonly RunOutcome[]) => added(new ForecastSummary(shape), runs).pack();

/** As a thread hands it over. */
function merged(shape: ForecastShape, parts: readonly PackedSummary[]): PackedSummary {
  const summary = new ForecastSummary(shape);
  for (const part of parts) summary.merge(structuredClone(part));
  return summary.pack();
}

describe("a split of the runs into parts", () => {
  it("changes no byte, in whatever order the parts are merged", () => {
    const split = someRuns.chain(({ shape, runs }) =>
      fc.record({
        shape: fc.constant(shape),
        runs: fc.constant(runs),
        order: fc.shuffledSubarray([...runs.keys()], { minLength: runs.length }),
        partOf: fc.array(fc.nat(7), { minLength: runs.length, maxLength: runs.length }),
      }),
    );
    fc.assert(
      fc.property(split, ({ shape, runs, order, partOf }) => {
        const parts = Array.from({ length: 8 }, (_, part) =>
          packed(
            shape,
            order.filter((run) => partOf[run] === part).map((run) => runs[run]),
          ),
        );
        const all = bytesOf(packed(shape, runs));
        expect(bytesOf(merged(shape, parts))).toBe(all);
        // Pairs of pairs, as if the parts came by way of others.
        const pairs = [0, 2, 4, 6].map((i) => merged(shape, [parts[i + 1], parts[i]]));
        expect(bytesOf(merged(shape, [merged(shape, pairs.slice(2)), merged(shape, pairs.slice(0, 2))]))).toBe(all);
      }),
    );
  });

  it("changes no byte either where figures are binned in some parts only", () => {
    const values = take(5000, made(1_000_000)).map((value, run) => (run % 5 === 0 ? value : value % 700));
    const runs = amounts(values);
    const all = bytesOf(packed(ONE, runs));
    for (const workers of [2, 3, 8]) {
      for (const chunk of [1, 7, 1000]) {
        const summaries = Array.from({ length: workers }, () => new ForecastSummary(ONE));
        for (let first = 0, batch = 0; first < runs.length; first += chunk, batch++) {
          added(summaries[(batch * batch) % workers], runs.slice(first, first + chunk));
        }
        const parts = summaries.map((summary) => summary.pack());
        expect(bytesOf(merged(ONE, parts.reverse()))).toBe(all);
      }
    }
  });

  it("changes no byte where a day burns in one part and not in the other", () => {
    const shape = shapeOf([["bank"], ["bank"]], 4);
    const early = [
      burning(shape, [5, 0, 0, 0, 0, 0, 0, 0]),
      burning(shape, [7, 2, 0, 0, 0, 0, 0, 1]),
      burning(shape, [0, 0, 0, 0, 0, 0, 0, 0]),
    ];
    const late = [burning(shape, [0, 0, 3, 0, 0, 4, 0, 0]), burning(shape, [0, 0, 0, 0, 1, 0, 0, 0])];
    const all = bytesOf(packed(shape, [...early, ...late]));
    expect(bytesOf(merged(shape, [packed(shape, early), packed(shape, late)]))).toBe(all);
    expect(bytesOf(merged(shape, [packed(shape, late), packed(shape, early)]))).toBe(all);
    const summary = added(new ForecastSummary(shape), [...late, ...early]);
    // On the second day one run has burned 3 itself, two others still have the 5 and the 7 of the first, two nothing.
    const second = summary.figure(summary.places.cumulative(2));
    expect([20, 40, 60, 80, 100].map((percent) => second?.quantile(percent))).toEqual([0, 0, 3, 5, 7]);
    expect(summary.figure(summary.places.cumulative(6))).toBeNull();
  });
});

it("has nothing before the first run, and merges nothing without effect", () => {
  const runs = amounts([3, 0, 4]);
  const nothing = packed(ONE, []);
  expect(nothing.runs).toBe(0);
  expect(bytesOf(merged(ONE, [nothing, packed(ONE, runs), nothing]))).toBe(bytesOf(packed(ONE, runs)));
});

it("counts runs in which nothing happened", () => {
  const summary = added(new ForecastSummary(ONE), amounts([0, 0, 9]));
  expect(summary.runs).toBe(3);
  expect(summary.figure(summary.places.discount(0))?.mean).toBe(3);
});

it("leaves a handed-over summary as it was", () => {
  const part = packed(ONE, amounts([1, 2]));
  const before = bytesOf(part);
  const summary = new ForecastSummary(ONE);
  summary.merge(part);
  added(summary, amounts([3, 4, 5])).pack();
  expect(bytesOf(part)).toBe(before);
});

it("grows with the width of the values, not with the runs", () => {
  const size = (runs: number) => packed(ONE, amounts(take(runs, made(1_000_000)))).values.length;
  // Eight figures above 0, each with at most 1,024 bins for each time that values double, from 2,048 to a million, and one for each value below.
  expect(size(20_000)).toBeLessThan(8 * (9 * 1024 + 2048));
  expect(size(40_000)).toBeLessThan(1.3 * size(20_000));
});

it("costs nothing for days on which a campaign burns in no run", () => {
  const shape = shapeOf(
    Array.from({ length: 200 }, () => ["bank"]),
    90,
  );
  const daily = new Array<number>(200 * 90).fill(0);
  daily[17] = 100;
  const summary = added(
    new ForecastSummary(shape),
    take(50, made(1000)).map((value) => burning(shape, daily.with(17, 1 + value))),
  );
  expect(summary.pack().places).toHaveLength(3 + 3 + 2);
});
