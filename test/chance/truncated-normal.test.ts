/** The truncated normal: exact masses against whole numbers of very many bits, and quantiles that undo them, in the middle and far out. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { TruncatedNormal } from "../../src/chance/truncated-normal.js";
import { createNormal, massBefore } from "../oracle/naive-normal.js";

interface Shape {
  readonly mean: number;
  readonly sd: number;
  readonly min: number;
  readonly max: number;
}

const normalOf = ({ mean, sd, min, max }: Shape) => new TruncatedNormal(mean, sd, min, max);

/** P(from <= X < to), of ends in whole minor units or halves of them. */
function naiveMass({ mean, sd, min, max }: Shape, from: number, to: number): number {
  const normal = createNormal(BigInt(mean), BigInt(sd), BigInt(min), BigInt(max));
  const before = (x: number) => massBefore(normal, BigInt(2 * Math.min(max, Math.max(min, x))));
  return Number(((before(to) - before(from)) << 120n) / (before(max) - before(min))) / 2 ** 120;
}

/** Ranges in the middle, in one tail, of all widths; amounts up to 10^12 and more. */
const shape: fc.Arbitrary<Shape> = fc
  .record({
    mean: fc.integer({ min: -1_000_000_000_000, max: 1_000_000_000_000 }),
    sd: fc.oneof(fc.integer({ min: 1, max: 1000 }), fc.integer({ min: 1, max: 10_000_000_000_000 })),
    start: fc.double({ min: -30, max: 25, noNaN: true }),
    width: fc.oneof(
      fc.constant(0),
      fc.double({ min: 0, max: 5, noNaN: true }),
      fc.double({ min: 0, max: 50, noNaN: true }),
    ),
    units: fc.integer({ min: 1, max: 1000 }),
  })
  .map(({ mean, sd, start, width, units }) => {
    const min = mean + Math.round(start * sd);
    return { mean, sd, min, max: min + Math.round(width * sd) + units };
  })
  .filter(({ mean, sd, min, max }) => max > mean - 30 * sd && max - min < 60 * sd + 1000);

/** Farther out, whole numbers take too long. */
const nearShape = shape.filter(({ mean, sd, min, max }) => min > mean - 20 * sd && max < mean + 20 * sd);

const share = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });

describe("mass", () => {
  it("agrees with whole numbers within 1e-13", () => {
    fc.assert(
      fc.property(nearShape, share, share, (law, a, b) => {
        const [from, to] = [a, b].sort((x, y) => x - y).map((u) => Math.floor(law.min + u * (law.max - law.min)) - 0.5);
        expect(Math.abs(normalOf(law).mass(from, to) - naiveMass(law, from, to))).toBeLessThan(1e-13);
        expect(Math.abs(normalOf(law).mass(from, from + 1) - naiveMass(law, from, from + 1))).toBeLessThan(1e-13);
      }),
      { seed: 41, numRuns: 100 },
    );
  });

  it("holds where the range is far out in one tail, on either side", () => {
    for (const [min, max] of [
      [5, 35],
      [20, 21],
      [30, 35],
      [33, 36],
    ]) {
      const above = { mean: 0, sd: 1000, min: min * 1000, max: max * 1000 };
      const below = { mean: 0, sd: 1000, min: -max * 1000, max: -min * 1000 };
      for (const apart of [1, 10, 50, 500]) {
        const truth = naiveMass(above, above.min, above.min + apart);
        expect(truth).toBeGreaterThan(0.003);
        expect(Math.abs(normalOf(above).mass(above.min, above.min + apart) - truth)).toBeLessThan(3e-13);
        expect(Math.abs(normalOf(below).mass(below.max - apart, below.max) - truth)).toBeLessThan(3e-13);
      }
    }
  });

  it("holds where the range is so narrow for its deviation that it is next to uniform", () => {
    const law = { mean: 500_000_000_000, sd: 9_000_000_000_000, min: 0, max: 999 };
    for (let k = 0; k < 999; k += 111) {
      expect(Math.abs(normalOf(law).mass(k, k + 111) - naiveMass(law, k, k + 111))).toBeLessThan(1e-15);
      expect(normalOf(law).mass(k, k + 111)).toBeCloseTo(1 / 9, 12);
    }
  });

  it("is all of it over the whole range, nothing outside, and adds up", () => {
    fc.assert(
      fc.property(shape, share, (law, u) => {
        const normal = normalOf(law);
        const middle = law.min + u * (law.max - law.min);
        expect(normal.mass(Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY)).toBe(1);
        expect(normal.mass(Number.NEGATIVE_INFINITY, law.min)).toBe(0);
        expect(normal.mass(law.max, Number.POSITIVE_INFINITY)).toBe(0);
        expect(normal.mass(middle, middle)).toBe(0);
        expect(Math.abs(normal.mass(law.min, middle) + normal.mass(middle, law.max) - 1)).toBeLessThan(3e-13);
      }),
      { seed: 42 },
    );
  });

  it("of a single amount is at that amount", () => {
    const point = new TruncatedNormal(500, 100, 700, 700);
    expect(point.mass(700, 701)).toBe(1);
    expect(point.mass(700, Number.POSITIVE_INFINITY)).toBe(1);
    expect(point.mass(699, 700)).toBe(0);
    expect(point.mass(701, 702)).toBe(0);
    expect(point.quantile(0)).toBe(700);
    expect(point.quantile(0.999)).toBe(700);
  });
});

describe("quantile", () => {
  it("undoes mass", () => {
    fc.assert(
      fc.property(shape, share, (law, u) => {
        const normal = normalOf(law);
        const x = normal.quantile(u);
        // A double near x moves the mass by as much as the density there says.
        const grain = normal.mass(x, x + Math.abs(x) * 2 ** -51);
        expect(Math.abs(normal.mass(law.min, x) - u)).toBeLessThan(3e-13 + grain);
      }),
      { seed: 43, numRuns: 2000 },
    );
  });

  it("begins at min, stays in the range, and never turns back", () => {
    fc.assert(
      fc.property(shape, share, share, (law, a, b) => {
        const normal = normalOf(law);
        const [low, high] = [a, b].sort((x, y) => x - y);
        expect(normal.quantile(0)).toBe(law.min);
        expect(normal.quantile(low)).toBeGreaterThanOrEqual(law.min);
        expect(normal.quantile(1 - 2 ** -53)).toBeLessThanOrEqual(law.max);
        if (high - low < 1e-9) return;
        expect(normal.quantile(high)).toBeGreaterThanOrEqual(normal.quantile(low));
      }),
      { seed: 44, numRuns: 2000 },
    );
  });

  it("of the middle share is the mean where the range lies evenly about it", () => {
    expect(new TruncatedNormal(500, 200, 100, 900).quantile(0.5)).toBe(500);
    expect(new TruncatedNormal(500, 1e15, 100, 900).quantile(0.5)).toBeCloseTo(500, 9);
  });

  it("reaches every amount alike where the range is next to uniform", () => {
    const normal = new TruncatedNormal(0, 9_000_000_000_000_000, 0, 1000);
    for (let k = 1; k < 1000; k++) expect(Math.abs(normal.quantile(k / 1000) - k)).toBeLessThan(1e-9);
  });

  it("tells amounts apart far out in a tail", () => {
    // Beyond z the excess is nearly exponential with mean sd / z.
    const normal = new TruncatedNormal(0, 1000, 35_000, 36_000);
    const median = normal.quantile(0.5) - 35_000;
    expect(median / ((1000 / 35) * Math.LN2)).toBeGreaterThan(0.998);
    expect(median / ((1000 / 35) * Math.LN2)).toBeLessThan(1);
    const mirror = new TruncatedNormal(0, 1000, -36_000, -35_000);
    expect(-35_000 - mirror.quantile(0.5)).toBeCloseTo(median, 9);
  });
});

describe("reaches", () => {
  it("is true to 37 deviations on either side, and false beyond", () => {
    expect(TruncatedNormal.reaches(0, 10, 369, 500)).toBe(true);
    expect(TruncatedNormal.reaches(0, 10, 371, 500)).toBe(false);
    expect(TruncatedNormal.reaches(0, 10, -500, -369)).toBe(true);
    expect(TruncatedNormal.reaches(0, 10, -500, -371)).toBe(false);
    expect(TruncatedNormal.reaches(0, 10, -5000, 5000)).toBe(true);
  });

  it("lets only ranges pass whose quantiles are in reach too", () => {
    for (const [min, max] of [
      [36.9, 60],
      [36.99, 37.5],
      [-60, -36.9],
    ]) {
      const normal = new TruncatedNormal(0, 1000, min * 1000, max * 1000);
      expect(normal.mass(min * 1000, max * 1000)).toBe(1);
      const near = Math.abs(min) < Math.abs(max) ? min : max;
      expect(Math.abs(normal.quantile(0.5) - near * 1000)).toBeLessThan(30);
    }
  });
});
