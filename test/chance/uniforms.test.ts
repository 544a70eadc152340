/** The uniforms of docs/draws.md: even over [0, 1) to the last bit, and independent of one another along everything that names a draw. */
import { describe, expect, it } from "vitest";
import { deriveKey, runKey } from "../../src/chance/keys.js";
import { Threefry } from "../../src/chance/threefry.js";
import { bitsP, correlationP, kolmogorovP, pairsP, spreadP } from "./randomness.js";

/** Seeds are fixed, so nothing here flickers; a p-value below this would come about once in 10,000 tests of a sound scheme. */
const LEAST_P = 1e-4;
const COUNT = 200_000;

interface DrawName {
  readonly seed?: string;
  readonly campaign?: string;
  readonly column?: string;
  readonly text?: string;
  readonly ordinal?: number;
  readonly stream?: number;
}

const block = new Threefry();

/** Makes a function remember its last answer: most series change one part of the name alone. */
function remembering<T extends readonly string[], R>(make: (...names: T) => R): (...names: T) => R {
  let last: T | null = null;
  let answer: R;
  return (...names) => {
    if (last === null || names.some((name, i) => name !== last?.[i])) answer = make(...names);
    last = names;
    return answer;
  };
}

const run = remembering((seed: string) => runKey(seed));
// A list of texts may be taken in parts: the key of its beginning makes the key of the whole.
const draws = remembering((seed: string) => deriveKey(run(seed), "draw"));
const drawKey = remembering((seed: string, campaign: string) => deriveKey(draws(seed), campaign));
const identities = remembering((seed: string, column: string) => deriveKey(run(seed), "identity", column));
const identity = remembering((seed: string, column: string, text: string) => deriveKey(identities(seed, column), text));

/** The uniform of a draw, step by step as docs/draws.md says. */
function uniformOf({ seed, campaign, column, text, ordinal, stream }: Required<DrawName>): number {
  const { k0, k1 } = drawKey(seed, campaign);
  const whose = identity(seed, column, text);
  block.encrypt(k0, k1, whose.k0, whose.k1);
  block.encrypt(block.x0, block.x1, ordinal, stream);
  return block.uniform();
}

const PLAIN = { seed: "1", campaign: "c", column: "user_id", text: "user-1", ordinal: 0, stream: 0 };

function uniforms(name: (i: number) => DrawName): Float64Array {
  return new Float64Array(COUNT).map((_, i) => uniformOf({ ...PLAIN, ...name(i) }));
}

const SERIES: readonly (readonly [string, (i: number) => DrawName])[] = [
  ["ordinals of one user", (i) => ({ ordinal: i })],
  ["users", (i) => ({ text: `user-${i + 1}` })],
  ["users by bare numbers", (i) => ({ text: String(i) })],
  ["campaigns", (i) => ({ campaign: `campaign-${i + 1}` })],
  ["streams", (i) => ({ stream: i })],
  ["texts of ever more zeros and users", (i) => ({ text: "\0".repeat(i % 400), column: String(Math.floor(i / 400)) })],
];

describe.each(SERIES)("uniforms along %s", (_name, name) => {
  const series = uniforms(name);

  it("are even over [0, 1)", () => {
    expect(series.every((u) => u >= 0 && u < 1)).toBe(true);
    expect(spreadP(series, 1000)).toBeGreaterThan(LEAST_P);
    expect(kolmogorovP(series)).toBeGreaterThan(LEAST_P);
  });

  it("are even in each of their 53 bits", () => expect(bitsP(series)).toBeGreaterThan(LEAST_P));

  it("do not depend on the one before, nor on the one before that", () => {
    for (const apart of [1, 2]) {
      // Pairs that share no member.
      const starts = Array.from({ length: COUNT }, (_, i) => i).filter(
        (i) => i % (2 * apart) < apart && i + apart < COUNT,
      );
      const first = new Float64Array(starts.length).map((_, i) => series[starts[i]]);
      const second = new Float64Array(starts.length).map((_, i) => series[starts[i] + apart]);
      expect(pairsP(first, second)).toBeGreaterThan(LEAST_P);
      expect(correlationP(first, second)).toBeGreaterThan(LEAST_P);
    }
  });
});

describe("uniforms of the same user", () => {
  const user = (i: number) => ({ text: `user-${i + 1}` });
  const plain = uniforms(user);

  it.each([
    ["another campaign", (i: number) => ({ ...user(i), campaign: "d" })],
    ["a campaign of nearly the same name", (i: number) => ({ ...user(i), campaign: "c\0" })],
    ["the next ordinal", (i: number) => ({ ...user(i), ordinal: 1 })],
    ["the prize's stream", (i: number) => ({ ...user(i), stream: 1 })],
    ["the consolation's stream", (i: number) => ({ ...user(i), stream: 2 })],
    ["another column", (i: number) => ({ ...user(i), column: "device_id" })],
    ["another seed", (i: number) => ({ ...user(i), seed: "2" })],
    ["a seed with one letter more", (i: number) => ({ ...user(i), seed: "11" })],
    ["ordinal and stream changed over", (i: number) => ({ ...user(i), ordinal: 1, stream: 1 })],
  ] as const)("do not depend on those with %s", (_name, name) => {
    const other = uniforms(name);
    expect(pairsP(plain, other)).toBeGreaterThan(LEAST_P);
    expect(correlationP(plain, other)).toBeGreaterThan(LEAST_P);
    expect(spreadP(other, 1000)).toBeGreaterThan(LEAST_P);
  });
});

describe("these tests", () => {
  const sound = uniforms((i) => ({ ordinal: i }));
  const next = uniforms((i) => ({ ordinal: i + 1 }));

  it("see numbers that are not even, or lack bits", () => {
    expect(
      spreadP(
        sound.map((u) => u * 0.995),
        1000,
      ),
    ).toBeLessThan(1e-6);
    expect(kolmogorovP(sound.map((u) => u ** 1.02))).toBeLessThan(1e-6);
    expect(bitsP(sound.map((u) => Math.floor(u * 2 ** 52) / 2 ** 52))).toBeLessThan(1e-6);
    expect(bitsP(sound.map((u) => (u < 0.01 ? 0 : u)))).toBeLessThan(1e-6);
  });

  it("see numbers that depend on one another, along a line or not", () => {
    const copied = next.map((u, i) => (i % 30 === 0 ? sound[i] : u));
    expect(pairsP(sound, copied)).toBeLessThan(1e-6);
    const drawn = next.map((u, i) => 0.98 * u + 0.02 * sound[i]);
    expect(correlationP(sound, drawn)).toBeLessThan(1e-6);
    expect(
      pairsP(
        sound,
        sound.map((u) => Math.abs(2 * u - 1)),
      ),
    ).toBeLessThan(1e-6);
  });
});
