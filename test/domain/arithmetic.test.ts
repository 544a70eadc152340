import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { multiplyDivide, ROUNDINGS, type Rounding } from "../../src/domain/rounding.js";
import { splitByLargestRemainder } from "../../src/domain/split.js";
import { WideSum } from "../../src/domain/wide-sum.js";

const amount = fc.oneof(fc.integer({ min: 0, max: 1000 }), fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER }));

/** By the definition: the neighbours of the exact quotient, and the distance to each. */
function roundNaively(a: number, b: number, c: number, rounding: Rounding): bigint {
  const product = BigInt(a) * BigInt(b);
  const lower = product / BigInt(c);
  if (lower * BigInt(c) === product) return lower;
  const toLower = product - lower * BigInt(c);
  const toUpper = (lower + 1n) * BigInt(c) - product;
  if (rounding === "down") return lower;
  if (rounding === "up") return lower + 1n;
  if (toLower !== toUpper) return toLower < toUpper ? lower : lower + 1n;
  return rounding === "half_up" || lower % 2n === 1n ? lower + 1n : lower;
}

describe("multiplyDivide", () => {
  it.each([
    ["half_up", 25, 1, 2, 13],
    ["half_even", 25, 1, 2, 12],
    ["half_even", 27, 1, 2, 14],
    ["down", 129, 1, 10, 12],
    ["up", 121, 1, 10, 13],
    ["up", 120, 1, 10, 12],
  ] as const)("%s: %i × %i ÷ %i = %i", (rounding, a, b, c, expected) => {
    expect(multiplyDivide(a, b, c, rounding)).toBe(expected);
  });

  it("rounds as the definition says, beyond 2^53 too", () => {
    fc.assert(
      fc.property(amount, fc.integer({ min: 0, max: 10_000 }), fc.integer({ min: 1, max: 10_000 }), (a, b, c) => {
        for (const rounding of ROUNDINGS) {
          const exact = roundNaively(a, b, c, rounding);
          if (exact <= BigInt(Number.MAX_SAFE_INTEGER)) expect(BigInt(multiplyDivide(a, b, c, rounding))).toBe(exact);
        }
      }),
    );
  });
});

function split(total: number, weights: readonly number[]): number[] {
  const parts = new Array<number>(weights.length).fill(0);
  splitByLargestRemainder(total, weights, parts);
  return parts;
}

describe("splitByLargestRemainder", () => {
  it.each([
    [100, [1, 1, 1], [34, 33, 33]],
    [1, [50, 50], [1, 0]],
    [95, [10, 20, 10, 30, 50, 20, 10, 40], [5, 10, 5, 15, 25, 10, 5, 20]],
    [1500, [2000, 0, 0], [1500, 0, 0]],
    [1500, [15000, 5000, 10000], [750, 250, 500]],
    [0, [70, 30], [0, 0]],
    [Number.MAX_SAFE_INTEGER, [1, 1], [4503599627370496, 4503599627370495]],
  ])("%i by %j", (total, weights, parts) => {
    expect(split(total, weights)).toEqual(parts);
  });

  it("adds up, is within one unit of the exact share, and ranks by remainder", () => {
    const weights = fc
      .array(fc.integer({ min: 0, max: 1_000_000 }), { minLength: 1, maxLength: 8 })
      .filter((list) => list.some((weight) => weight > 0));
    fc.assert(
      fc.property(amount, weights, (total, list) => {
        const parts = split(total, list).map(BigInt);
        const sum = list.reduce((a, b) => a + BigInt(b), 0n);
        expect(parts.reduce((a, b) => a + b, 0n)).toBe(BigInt(total));
        const floors = list.map((weight) => (BigInt(total) * BigInt(weight)) / sum);
        const rests = list.map((weight) => (BigInt(total) * BigInt(weight)) % sum);
        const extra = parts.map((part, i) => part - floors[i]);
        expect(extra.every((unit) => unit === 0n || unit === 1n)).toBe(true);
        for (let i = 0; i < list.length; i++) {
          for (let j = 0; j < list.length; j++) {
            if (rests[i] > rests[j] || (rests[i] === rests[j] && i < j)) expect(extra[i] >= extra[j]).toBe(true);
          }
        }
      }),
    );
  });
});

describe("WideSum", () => {
  it("is exact for any addends, merged or not", () => {
    const addend = fc.integer({ min: -Number.MAX_SAFE_INTEGER, max: Number.MAX_SAFE_INTEGER });
    fc.assert(
      fc.property(fc.array(addend), fc.array(addend), (left, right) => {
        const sum = new WideSum();
        const other = new WideSum();
        for (const value of left) sum.add(value);
        for (const value of right) other.add(value);
        sum.merge(other);
        expect(sum.toBigInt()).toBe([...left, ...right].reduce((total, value) => total + BigInt(value), 0n));
      }),
    );
  });
});
