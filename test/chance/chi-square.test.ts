/** The tail of chi-square against mpmath, published tables and what can be told without a table. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { chiSquareTail } from "../../src/chance/chi-square.js";
import { normalTail } from "../../src/chance/normal.js";

/** Absolute: a hundredth of what is promised. */
const CLOSE = 1e-14;

/** Statistic, degrees, P(X >= statistic) from mpmath at 60 digits. */
const TABLE: readonly (readonly [statistic: number, degrees: number, tail: number])[] = [
  [0.001, 1, 0.9747728793699604],
  [0.5, 1, 0.4795001221869535],
  [3.841458820694124, 1, 0.05000000000000006],
  [10, 1, 0.0015654022580025497],
  [100, 1, 1.523970604832105e-23],
  [0.1, 2, 0.951229424500714],
  [5.99, 2, 0.05003662708658628],
  [50, 2, 1.3887943864964021e-11],
  [2, 3, 0.5724067044708798],
  [7.8, 3, 0.05033109785985335],
  [0.2, 5, 0.9991138612111875],
  [11.07, 5, 0.05000961862240548],
  [8.3, 9, 0.5042190284240607],
  [3, 10, 0.9814240637778593],
  [18.307, 10, 0.05000058909139812],
  [60, 10, 3.6243009520614882e-9],
  [25, 15, 0.04994343362642837],
  [26.65, 25, 0.37359285003580117],
  [20, 30, 0.9165415270653372],
  [31, 31, 0.46621250621750837],
  [60, 31, 0.0013497859785251325],
  [31, 32, 0.5170112472697082],
  [33, 32, 0.4180195006078754],
  [33, 33, 0.46725288137290916],
  [55.76, 40, 0.04998592624419695],
  [77, 100, 0.9575443132827444],
  [100, 100, 0.48119168452795674],
  [124.342, 100, 0.05000071576997177],
  [200, 100, 1.1784500720979422e-8],
  [499, 499, 0.4915809493988226],
  [400, 500, 0.9996379295417103],
  [502, 500, 0.46643349010198265],
  [900, 1000, 0.9892827619087102],
  [1002, 1000, 0.47623832995729865],
  [1107, 1000, 0.009982741501261834],
  [2499, 2500, 0.5018811796102817],
  [4800, 5000, 0.9783403121346367],
  [5002, 5000, 0.48936392613951624],
  [5300, 5000, 0.0015958249441347307],
  [9999, 9999, 0.49811927192721916],
  [9500, 10000, 0.9998356138356411],
  [9993.5, 10000, 0.5164547246176974],
  [10002, 10000, 0.4924783162739018],
  [10233, 10000, 0.05054013578102796],
  [10800, 10000, 1.7206631963239867e-8],
  [200632.45553203367, 200000, 0.15865485155167505],
  [1000002.8284271248, 1000000, 0.4990140540358637],
];

describe("chiSquareTail", () => {
  it.each(TABLE)("agrees with mpmath at %d with %i degrees", (statistic, degrees, tail) => {
    expect(Math.abs(chiSquareTail(statistic, degrees) - tail)).toBeLessThan(CLOSE);
  });

  it("agrees with the percentage points of Abramowitz and Stegun, table 26.8", () => {
    const points = [
      [0.05, 1, 3.84146],
      [0.01, 2, 9.21034],
      [0.05, 10, 18.307],
      [0.95, 10, 3.9403],
      [0.5, 30, 29.336],
      [0.05, 100, 124.342],
      [0.005, 100, 140.169],
    ] as const;
    for (const [tail, degrees, statistic] of points) {
      expect(Math.abs(chiSquareTail(statistic, degrees) / tail - 1)).toBeLessThan(2e-4);
    }
  });

  it("is exp(-x / 2) with two degrees, and a normal's two tails with one", () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1200, noNaN: true }), (x) => {
        expect(Math.abs(chiSquareTail(x, 2) - Math.exp(-x / 2))).toBeLessThan(CLOSE);
        expect(Math.abs(chiSquareTail(x, 1) - 2 * normalTail(Math.sqrt(x)))).toBeLessThan(CLOSE);
      }),
      { seed: 31, numRuns: 1000 },
    );
  });

  it("keeps the step from one number of degrees to the next but one", () => {
    // Q(a + 1, x) = Q(a, x) + x^a e^-x / Γ(a + 1), here summed up from two degrees: a sum of Poisson's probabilities.
    for (const degrees of [4, 30, 32, 34, 200, 1000]) {
      for (const ratio of [0.3, 0.9, 1, 1.1, 2]) {
        const x = (degrees * ratio) / 2;
        let sum = 0;
        let term = Math.exp(-x);
        for (let k = 0; k < degrees / 2; k++) {
          sum += term;
          term *= x / (k + 1);
        }
        expect(Math.abs(chiSquareTail(2 * x, degrees) - sum)).toBeLessThan(1e-12);
      }
    }
  });

  it("ends for any degrees, falls as the statistic grows, and does not jump where one formula takes over from another", () => {
    for (let degrees = 1; degrees <= 10_000; degrees += degrees < 50 ? 1 : 7) {
      const middle = degrees + 2;
      const tails = [0, 0.01, middle / 2, middle - 1e-9, middle, middle + 1e-9, middle * 2, 1e9].map((statistic) =>
        chiSquareTail(statistic, degrees),
      );
      for (const [i, tail] of tails.entries()) {
        expect(tail).toBeGreaterThanOrEqual(0);
        expect(tail).toBeLessThanOrEqual(i === 0 ? 1 : tails[i - 1]);
      }
      expect(tails[3] - tails[5]).toBeLessThan(1e-9);
    }
  });

  it("is 1 for nothing and below, and 0 for infinity", () => {
    expect(chiSquareTail(0, 5)).toBe(1);
    expect(chiSquareTail(-1, 5)).toBe(1);
    expect(chiSquareTail(1e-300, 9999)).toBe(1);
    expect(chiSquareTail(Number.POSITIVE_INFINITY, 5)).toBe(0);
    expect(chiSquareTail(1e300, 9999)).toBe(0);
  });
});
