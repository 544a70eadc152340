/** The generator against the authors' known answers and against a naive one in BigInt. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Threefry } from "../../src/chance/threefry.js";
import { ONE, threefry, uniformAt } from "../oracle/naive-threefry.js";

const word = fc.oneof(
  fc.constantFrom(0, 1, 0x7fffffff, 0x80000000, 0xffffffff),
  fc.integer({ min: 0, max: 0xffffffff }),
);

function blockOf(k0: number, k1: number, c0: number, c1: number): [number, number] {
  const block = new Threefry();
  block.encrypt(k0, k1, c0, c1);
  return [block.x0 >>> 0, block.x1 >>> 0];
}

describe("Threefry", () => {
  // Random123 1.14, tests/kat_vectors: threefry2x32 20.
  it.each([
    ["zeros", [0, 0, 0, 0], [0x6b200159, 0x99ba4efe]],
    ["ones", [0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff], [0x1cb996fc, 0xbb002be7]],
    ["digits of pi", [0x13198a2e, 0x03707344, 0x243f6a88, 0x85a308d3], [0xc4923a9c, 0x483df7a0]],
  ] as const)("gives its authors' answer to %s", (_name, [k0, k1, c0, c1], answer) => {
    expect(blockOf(k0, k1, c0, c1)).toEqual(answer);
  });

  it("agrees with a naive one, whether words are signed or not", () => {
    fc.assert(
      fc.property(word, word, word, word, (k0, k1, c0, c1) => {
        const [x0, x1] = threefry([BigInt(k0), BigInt(k1)], [BigInt(c0), BigInt(c1)]);
        expect(blockOf(k0, k1, c0, c1)).toEqual([Number(x0), Number(x1)]);
        expect(blockOf(k0 | 0, k1 | 0, c0 | 0, c1 | 0)).toEqual([Number(x0), Number(x1)]);
      }),
      { seed: 51, numRuns: 1000 },
    );
  });

  it("keeps nothing of the block before", () => {
    const block = new Threefry();
    block.encrypt(1, 2, 3, 4);
    block.encrypt(0, 0, 0, 0);
    expect(block.x0 >>> 0).toBe(0x6b200159);
  });

  it("takes the upper 27 and 26 bits for a uniform", () => {
    fc.assert(
      fc.property(word, word, word, (k0, k1, c0) => {
        const block = new Threefry();
        block.encrypt(k0, k1, c0, 7);
        const naive = uniformAt([BigInt(k0), BigInt(k1)], [BigInt(c0), 7n]);
        expect(block.uniform()).toBe(Number(naive) / Number(ONE));
      }),
      { seed: 52, numRuns: 1000 },
    );
  });

  it("gives uniforms from 0 to just below 1", () => {
    const block = new Threefry();
    expect(block.uniform()).toBe(0);
    block.x0 = -1;
    block.x1 = -1;
    expect(block.uniform()).toBe(1 - 2 ** -53);
    block.x0 = 0;
    block.x1 = 64;
    expect(block.uniform()).toBe(2 ** -53);
  });
});
