/** Keys against a second implementation of docs/draws.md, and texts that a careless scheme would confuse. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { deriveKey, type Key, runKey } from "../../src/chance/keys.js";
import { derive, runKey as naiveRunKey } from "../oracle/naive-threefry.js";

const text = fc.oneof(
  fc.string({ unit: "binary", maxLength: 40 }),
  fc.string({ unit: fc.constantFrom("a", "\0", "š", "中", "💰", '"', "\\"), maxLength: 20 }),
  fc.string({ minLength: 200, maxLength: 700 }),
);
/** UTF-16 with surrogates that have no partner: a seed from a command line may hold any text. */
const anyUnits = fc
  .array(fc.oneof(fc.integer({ min: 0, max: 0xffff }), fc.integer({ min: 0xd7fe, max: 0xe001 })), { maxLength: 12 })
  .map((units) => String.fromCharCode(...units));

const unsigned = ({ k0, k1 }: Key) => [BigInt(k0 >>> 0), BigInt(k1 >>> 0)];
const asText = (key: Key) => unsigned(key).join(" ");
const ROOT: Key = { k0: 0x12345678, k1: -2 };

/** Counts how many different keys come out. */
const distinct = (keys: readonly Key[]) => new Set(keys.map(asText)).size;

describe("runKey", () => {
  it("agrees with a second implementation", () => {
    fc.assert(
      fc.property(fc.oneof(text, anyUnits), (seed) => {
        expect(unsigned(runKey(seed))).toEqual(naiveRunKey(seed));
      }),
      { seed: 61, numRuns: 300 },
    );
  });

  it("never changes: a seed gives the same draws for ever", () => {
    expect(asText(runKey("promosim"))).toBe("4170443665 3903065631");
    expect(asText(runKey(""))).toBe("1585778734 3741524096");
    expect(asText(runKey("新年💰"))).toBe("774393790 3298612469");
  });

  it("tells apart what seeding confuses: repeated texts, characters modulo 256, zeros, broken surrogates, escapes", () => {
    const seeds = [
      ...["", "a", "aa", "aaa", "aaaaaaaa", "abab", "ab", "š", "š".repeat(2), "aĀ", "a\0", "a\0\0", "\0a", "\0"],
      ...[
        "\ud800",
        "\udfff",
        "\ud800\udfff",
        "\udfff\ud800",
        "\ufffd",
        "\\ud800",
        "\\\\ud800",
        '"',
        '\\"',
        "1",
        "01",
        "1 ",
      ],
      ...[100, 255, 256, 257, 512, 5000].map((length) => "x".repeat(length)),
      ...[100, 255, 256, 257, 512, 5000].map((length) => `${"x".repeat(length)}y`),
    ];
    expect(new Set(seeds).size).toBe(seeds.length);
    expect(distinct(seeds.map(runKey))).toBe(seeds.length);
  });

  it("gives 100,000 numbered seeds as many keys", () => {
    expect(distinct(Array.from({ length: 100_000 }, (_, i) => runKey(String(i))))).toBe(100_000);
  });
});

describe("deriveKey", () => {
  it("agrees with a second implementation", () => {
    fc.assert(
      fc.property(fc.array(text, { maxLength: 4 }), (texts) => {
        const [k0, k1] = unsigned(ROOT);
        expect(unsigned(deriveKey(ROOT, ...texts))).toEqual(derive([k0, k1], ...texts));
      }),
      { seed: 62, numRuns: 500 },
    );
  });

  it("tells apart lists that make one text, texts that end in zeros, and lists of nothing", () => {
    const lists = [
      ...[["a", "bc"], ["ab", "c"], ["abc"], ["", "abc"], ["abc", ""], ["a", "b", "c"], ["a", "", "bc"]],
      ...[
        ["a"],
        ["a\0"],
        ["a\0\0"],
        ["\0a"],
        ["aaaaaaa"],
        ["aaaaaaa\0"],
        ["aaaaaaaa"],
        ["aaaaaaaa", ""],
        ["aaaaaaaa\0"],
      ],
      ...[[], [""], ["", ""], ["", "", ""], ["\0"], ["\0\0\0\0\0\0\0\0"], ["\0".repeat(9)]],
      ...[["bc", "a"], ["A"], ["é"], ["e\u0301"], ["š"], ["draw", "a"], ["identity", "a"], ["free orders", "a"]],
      ...[
        ["user_id", "42"],
        ["device_id", "42"],
        ["user_id", "042"],
        ["user_id", "42 "],
        ["user_id4", "2"],
      ],
    ];
    expect(distinct(lists.map((list) => deriveKey(ROOT, ...list)))).toBe(lists.length);
  });

  it("tells apart any two lists that differ, and other keys", () => {
    const list = fc.array(text, { maxLength: 3 });
    fc.assert(
      fc.property(list, list, fc.integer(), (a, b, word) => {
        const same = JSON.stringify(a) === JSON.stringify(b);
        expect(asText(deriveKey(ROOT, ...a)) === asText(deriveKey(ROOT, ...b))).toBe(same);
        const other = { k0: ROOT.k0, k1: word };
        expect(asText(deriveKey(ROOT, ...a)) === asText(deriveKey(other, ...a))).toBe(word === ROOT.k1);
      }),
      { seed: 63, numRuns: 500 },
    );
  });

  it("reads every byte of a long text", () => {
    const long = "x".repeat(10_000);
    const changed = Array.from({ length: 200 }, (_, i) => `${long.slice(0, i * 50)}y${long.slice(i * 50 + 1)}`);
    expect(distinct([...changed, long].map((each) => deriveKey(ROOT, each)))).toBe(201);
  });

  it("gives 200,000 numbered users as many keys", () => {
    const keys = Array.from({ length: 200_000 }, (_, i) => deriveKey(ROOT, "identity", "user_id", `user-${i + 1}`));
    expect(distinct(keys)).toBe(200_000);
  });
});
