/** The chi-square test of draws: its bins by hand, its verdict on draws that are right and on draws that are not. */
import { describe, expect, it } from "vitest";
import { Threefry } from "../../src/chance/threefry.js";
import { AmountCounter } from "../../src/tally/amount-counter.js";
import { chiSquareFit } from "../../src/tally/chi-square-fit.js";
import type { Expected } from "../../src/tally/expected-counts.js";

/** Pairs of value and count. */
function counts(pairs: readonly (readonly [number, number])[]): Expected {
  return {
    valuesMinor: Float64Array.from(pairs, ([value]) => value),
    counts: Float64Array.from(pairs, ([, count]) => count),
  };
}

describe("chiSquareFit", () => {
  it("compares value by value where each expects 5 or more", () => {
    const fit = chiSquareFit(
      counts([
        [0, 55],
        [100, 35],
        [200, 10],
      ]),
      counts([
        [0, 60],
        [100, 30],
        [200, 10],
      ]),
    );
    expect(fit.statistic).toBeCloseTo(25 / 60 + 25 / 30, 12);
    expect(fit.degrees).toBe(2);
    // With 2 degrees the tail is e^(−x/2).
    expect(fit.pValue).toBeCloseTo(Math.exp(-fit.statistic / 2), 12);
  });

  it("joins neighbours from the smallest up until 5 are expected; what is left joins the last bin", () => {
    const expected = counts([
      [1, 2],
      [2, 2],
      [3, 2],
      [4, 5],
      [5, 4],
      [6, 0.5],
    ]);
    // 1 to 3 expect 6, 4 to 6 expect 9.5.
    const fit = chiSquareFit(
      counts([
        [2, 8],
        [5, 7.5],
      ]),
      expected,
    );
    expect(fit.degrees).toBe(1);
    expect(fit.statistic).toBeCloseTo(4 / 6 + 4 / 9.5, 12);
  });

  it("cannot tell with fewer than two bins", () => {
    const nothing = { statistic: 0, degrees: 0, pValue: 1 };
    const pair = counts([
      [1, 4],
      [2, 4],
    ]);
    expect(chiSquareFit(counts([[1, 8]]), pair)).toEqual(nothing);
    expect(chiSquareFit(counts([[3, 100]]), counts([[3, 100]]))).toEqual(nothing);
    expect(chiSquareFit(counts([[3, 2]]), counts([[3, 2]]))).toEqual(nothing);
  });

  it("calls a value that the design cannot give a bug, wherever it lies", () => {
    const design = counts([
      [1, 50],
      [3, 50],
    ]);
    for (const value of [0, 2, 4]) {
      expect(() => chiSquareFit(counts([[value, 1]]), design)).toThrow(
        `a draw gave ${value} minor units, which its design cannot give`,
      );
    }
  });

  it("takes a value that is possible beyond a double's reach for what it is: next to impossible, not a bug", () => {
    const design = counts([
      [1, 50],
      [2, 50],
      [3, 0],
    ]);
    const drawn = counts([
      [1, 49],
      [2, 50],
      [3, 1],
    ]);
    expect(chiSquareFit(drawn, design)).toMatchObject({ degrees: 1 });
  });

  it("finds a true design strange about as often as it says, and a wrong one nearly always", () => {
    const share = [0.5, 0.3, 0.15, 0.05];
    const block = new Threefry();
    const draw = (run: number, i: number, weights: readonly number[]) => {
      block.encrypt(7, 11, run, i);
      let u = block.uniform();
      return weights.findIndex((weight) => {
        u -= weight;
        return u < 0;
      });
    };
    const strangeOf = (weights: readonly number[]) => {
      let strange = 0;
      for (let run = 0; run < 400; run++) {
        const drawn = new AmountCounter();
        for (let i = 0; i < 500; i++) drawn.add(draw(run, i, weights));
        if (chiSquareFit(drawn.result(), counts(share.map((s, value) => [value, 500 * s]))).pValue < 0.05) strange++;
      }
      return strange;
    };
    // 20 of 400 are to be expected; 5 and 40 are more than three deviations away.
    expect(strangeOf(share)).toBeGreaterThan(5);
    expect(strangeOf(share)).toBeLessThan(40);
    expect(strangeOf([0.4, 0.4, 0.15, 0.05])).toBeGreaterThan(380);
  });
});
