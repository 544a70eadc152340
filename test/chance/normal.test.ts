/** The normal distribution against published values, against mpmath, and against a series in whole numbers of very many bits. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { normalCdf, normalDensity, normalQuantile, normalTail } from "../../src/chance/normal.js";
import { normalMass } from "../../src/chance/normal-mass.js";
import { createNormal, massBefore } from "../oracle/naive-normal.js";
import { NORMAL, QUANTILES } from "./normal-table.js";

/** Relative: some nine units in a double's last place. */
const CLOSE = 2e-15;
/** Below this a double has fewer digits than 53 bits. */
const SMALLEST_NORMAL = 2 ** -1022;

function expectClose(actual: number, expected: number, bound = CLOSE): void {
  expect(Math.abs(actual - expected)).toBeLessThanOrEqual(Math.abs(expected) * bound);
}

/** z in units of 1/1024, so that the naive normal gets it exactly. */
const GRID = 1024;
const naive = createNormal(0n, BigInt(GRID / 2), 0n, BigInt(40 * (GRID / 2)));
const halfMass = massBefore(naive, BigInt(60 * GRID));
/** Whole numbers as a quotient of two doubles, however large. */
function quotient(part: bigint, whole: bigint): number {
  const shift = 1200n;
  const scaled = (part << shift) / whole;
  const digits = BigInt(scaled.toString(2).length);
  const spare = digits > 64n ? digits - 64n : 0n;
  return Number(scaled >> spare) * 2 ** Number(spare - shift / 2n) * 2 ** Number(-shift / 2n);
}

const gridPoint = fc.integer({ min: -37 * GRID, max: 37 * GRID });

describe("normalCdf and normalTail", () => {
  it.each(NORMAL.filter(([, below]) => below > SMALLEST_NORMAL))("agree with mpmath at %d", (z, below, above) => {
    expectClose(normalCdf(z), below);
    expectClose(normalTail(z), above);
    expectClose(normalCdf(-z), above);
    expectClose(normalTail(-z), below);
  });

  it("reach into the numbers that have lost digits, and end in 0 and 1", () => {
    const [z, below] = NORMAL[0];
    expect(z).toBe(-38);
    expect(Math.abs(normalCdf(z) - below)).toBeLessThan(1e-320);
    expect(normalCdf(-40)).toBe(0);
    expect(normalTail(40)).toBe(0);
    expect(normalCdf(Number.POSITIVE_INFINITY)).toBe(1);
    expect(normalCdf(Number.NEGATIVE_INFINITY)).toBe(0);
    expect(normalCdf(0)).toBe(0.5);
  });

  it("agree with Abramowitz and Stegun, tables 26.1 and 26.2", () => {
    const table = [
      [0.5, 0.691462461274013],
      [1, 0.841344746068543],
      [1.5, 0.933192798731142],
      [2, 0.977249868051821],
      [3, 0.99865010196837],
    ] as const;
    for (const [z, p] of table) expect(Math.abs(normalCdf(z) - p)).toBeLessThan(6e-16);
    const logarithms = [
      [5, 6.54265],
      [10, 23.11805],
      [20, 88.5601],
      [30, 197.30921],
    ] as const;
    for (const [z, minusLog] of logarithms) {
      expect(Math.abs(-Math.log10(normalTail(z)) - minusLog)).toBeLessThan(5.01e-6);
    }
  });

  it("agree with a series in whole numbers, tails relatively", () => {
    fc.assert(
      fc.property(gridPoint, (k) => {
        const before = massBefore(naive, BigInt(k));
        expectClose(normalCdf(k / GRID), quotient(halfMass + before, 2n * halfMass));
        expectClose(normalTail(k / GRID), quotient(halfMass - before, 2n * halfMass));
      }),
      { seed: 26, numRuns: 80 },
    );
  });

  it("never turn back", () => {
    let last = 0;
    for (let k = -38 * 64; k <= 9 * 64; k++) {
      const p = normalCdf(k / 64);
      expect(p).toBeGreaterThanOrEqual(last);
      last = p;
    }
    for (const joint of [0.67448975, Math.sqrt(32)]) {
      expectClose(normalTail(joint * (1 + 1e-15)), normalTail(joint), 1e-13);
    }
  });
});

describe("normalDensity", () => {
  it("is exp(-z² / 2) / √(2π) on both sides", () => {
    expectClose(normalDensity(0), 0.3989422804014327);
    expectClose(normalDensity(-1), 0.24197072451914337);
    expectClose(normalDensity(1), 0.24197072451914337);
    expectClose(normalDensity(37), 2.1200065515246056e-298);
  });
});

describe("normalQuantile", () => {
  it.each(QUANTILES)("agrees with mpmath at %d", (p, z) => expectClose(normalQuantile(p), z));

  it("agrees with the values of AS 241", () => {
    expectClose(normalQuantile(0.25), -0.6744897501960817);
    expectClose(normalQuantile(0.001), -3.090232306167814);
    expectClose(normalQuantile(1e-20), -9.26234008979841);
    expect(normalQuantile(0.5)).toBe(0);
  });

  it("undoes the distribution in both tails", () => {
    fc.assert(
      fc.property(fc.double({ min: -300, max: -1, noNaN: true }), (exponent) => {
        // An error in z is one of z² in p.
        expectClose(normalCdf(normalQuantile(10 ** exponent)), 10 ** exponent, 1e-12);
        const p = 10 ** (exponent / 20);
        expectClose(normalTail(normalQuantile(1 - p)), 1 - (1 - p), 1e-12);
      }),
      { seed: 27, numRuns: 1000 },
    );
  });
});

describe("normalMass", () => {
  it("agrees with a series in whole numbers, however short the interval and wherever it lies", () => {
    const width = fc.oneof(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 20_000 }));
    fc.assert(
      fc.property(gridPoint, width, (k, w) => {
        const truth = massBefore(naive, BigInt(k + w)) - massBefore(naive, BigInt(k));
        expectClose(normalMass(k / GRID, w / GRID), quotient(truth, 2n * halfMass), 1e-14);
      }),
      { seed: 28, numRuns: 80 },
    );
  });

  it("keeps all digits of intervals that are no more than a point", () => {
    for (const z of [-30, -1, 0, 0.3, 5, 36]) expectClose(normalMass(z, 1e-17), 1e-17 * normalDensity(z));
  });

  it("is the tail where there is no upper end, and 0 without width", () => {
    expect(normalMass(3, Number.POSITIVE_INFINITY)).toBe(normalTail(3));
    expect(normalMass(-3, Number.POSITIVE_INFINITY)).toBe(1 - normalCdf(-3));
    expect(normalMass(1, 0)).toBe(0);
  });
});
