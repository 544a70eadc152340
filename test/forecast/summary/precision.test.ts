/** When runs are enough. */
import { describe, expect, it } from "vitest";
import { ForecastSummary } from "../../../src/forecast/summary/forecast-summary.js";
import { nextCheckpoint, worstHalfWidth } from "../../../src/forecast/summary/precision.js";
import { added, burning, shapeOf } from "./made-up-runs.js";

const THREE = shapeOf([["bank"], ["bank"], ["bank"]], 1);

function halfWidth(runs: readonly (readonly [number, number, number])[]): number {
  return worstHalfWidth(
    added(
      new ForecastSummary(THREE),
      runs.map((daily) => burning(THREE, daily)),
    ),
  );
}

describe("the worst half width", () => {
  it("is that of the campaign with the widest interval for its mean", () => {
    const turns = Array.from({ length: 32 }, () => [[90, 1_001_000, 0] as const, [110, 999_000, 0] as const]).flat();
    // Of the first the deviation is 10 of 100 over all runs, of the second 0.1%; the third never gives anything.
    expect(halfWidth(turns)).toBeCloseTo((1.96 * 10) / Math.sqrt(63) / 100, 14);
  });

  it("is 0 where nothing varies", () => {
    expect(
      halfWidth([
        [5, 7, 0],
        [5, 7, 0],
      ]),
    ).toBe(0);
    expect(
      halfWidth([
        [0, 0, 0],
        [0, 0, 0],
      ]),
    ).toBe(0);
    expect(halfWidth([])).toBe(0);
  });

  it("has no end before the second run", () => {
    expect(halfWidth([[5, 0, 0]])).toBe(Number.POSITIVE_INFINITY);
    expect(halfWidth([[0, 0, 0]])).toBe(0);
  });

  it("goes down with the root of the runs", () => {
    const turns = (n: number) => Array.from({ length: n }, (_, i) => [i % 2, 0, 0] as const);
    expect(halfWidth(turns(101 * 2)) / halfWidth(turns(26 * 2))).toBeCloseTo(Math.sqrt(51 / 201), 10);
  });
});

describe("checkpoints", () => {
  it("double, up to the most runs there may be", () => {
    const checkpoints = [0];
    while ((checkpoints.at(-1) as number) < 1000) checkpoints.push(nextCheckpoint(checkpoints.at(-1) as number, 1000));
    expect(checkpoints).toEqual([0, 64, 128, 256, 512, 1000]);
  });

  it("are at once the most there may be where those are few", () => {
    expect(nextCheckpoint(0, 10)).toBe(10);
  });
});
