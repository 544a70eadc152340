/** The exact arithmetic below the tallies: sums, quotients, numbered keys. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { divideToDouble } from "../../src/tally/exact-ratio.js";
import { ExactSums } from "../../src/tally/exact-sums.js";
import { KeyIndex } from "../../src/tally/key-index.js";

const AMOUNT = fc.oneof(
  fc.maxSafeInteger(),
  fc.constant(Number.MAX_SAFE_INTEGER),
  fc.constant(Number.MIN_SAFE_INTEGER),
);

describe("ExactSums", () => {
  it("agrees with bigint sums, far beyond 2^53 and back", () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(5), AMOUNT)), (additions) => {
        const sums = new ExactSums(1);
        const naive = [0n, 0n, 0n, 0n, 0n, 0n];
        for (const [index, value] of additions) {
          sums.add(index, value);
          naive[index] += BigInt(value);
        }
        expect(naive.map((_, i) => sums.at(i))).toEqual(naive);
        const safe = (sum: bigint) => (Number.isSafeInteger(Number(sum)) ? Number(sum) : null);
        expect(naive.map((_, i) => sums.safeAt(i))).toEqual(naive.map(safe));
      }),
    );
  });
});

describe("KeyIndex", () => {
  it.each([
    ["few possible keys", 1000],
    ["many", Number.MAX_SAFE_INTEGER],
  ])("numbers distinct keys in the order of their first appearance: %s", (_, possible) => {
    const key = fc.oneof(
      fc.nat(50),
      fc.maxSafeNat().map((n) => n % possible),
    );
    fc.assert(
      fc.property(fc.array(key, { maxLength: 300 }), (keys) => {
        const index = new KeyIndex(possible);
        const distinct = [...new Set(keys)];
        expect(keys.map((key) => index.slotOf(key))).toEqual(keys.map((key) => distinct.indexOf(key)));
        expect(distinct.map((_, slot) => index.keyAt(slot))).toEqual(distinct);
        expect(index.size).toBe(distinct.length);
      }),
    );
  });

  it("keeps its numbers while it grows over thousands of keys", () => {
    const index = new KeyIndex(Number.MAX_SAFE_INTEGER);
    const keys = Array.from({ length: 5000 }, (_, i) => i * 4_294_967_296 + (i % 7));
    for (const key of keys) index.slotOf(key);
    expect(keys.every((key, i) => index.slotOf(key) === i)).toBe(true);
  });
});

describe("divideToDouble", () => {
  it("is the nearest double: that of the division where both sides are small", () => {
    fc.assert(
      fc.property(fc.maxSafeNat(), fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER }), (n, d) => {
        expect(divideToDouble(BigInt(n), BigInt(d))).toBe(n / d);
      }),
    );
  });

  it("rounds integers beyond 2^53 as the language does, ties to even", () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 1n << 200n }), (n) => {
        expect(divideToDouble(n, 1n)).toBe(Number(n));
      }),
    );
    expect(divideToDouble((2n ** 53n + 1n) * 3n, 3n)).toBe(2 ** 53);
    expect(divideToDouble((2n ** 53n + 1n) * 3n + 1n, 3n)).toBe(2 ** 53 + 2);
  });
});
