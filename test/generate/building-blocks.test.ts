import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Zone } from "../../src/domain/zone.js";
import { LocalTimestamp } from "../../src/generate/local-timestamp.js";
import { PendingRefunds } from "../../src/generate/pending-refunds.js";
import { RandomSource } from "../../src/generate/random-source.js";
import { WeightedChoice } from "../../src/generate/weighted-choice.js";

describe("RandomSource", () => {
  test("streams of one seed differ, and each repeats itself", () => {
    const draw = (seed: string, stream: string) => {
      const random = new RandomSource(seed, stream);
      return Array.from({ length: 5 }, () => random.uniform());
    };
    expect(draw("s", "a")).toEqual(draw("s", "a"));
    expect(draw("s", "a")).not.toEqual(draw("s", "b"));
    expect(draw("s", "a")).not.toEqual(draw("t", "a"));
  });

  test("normals have mean 0, variance 1 and the tails of the law", () => {
    const random = new RandomSource("s", "normal");
    const values = Array.from({ length: 100_000 }, () => random.normal());
    const mean = values.reduce((sum, value) => sum + value) / values.length;
    const variance = values.reduce((sum, value) => sum + value * value, 0) / values.length;
    expect(Math.abs(mean)).toBeLessThan(0.015);
    expect(Math.abs(variance - 1)).toBeLessThan(0.02);
    const beyond = values.filter((value) => Math.abs(value) > 1.96).length / values.length;
    expect(Math.abs(beyond - 0.05)).toBeLessThan(0.003);
  });

  test("a Pareto exceeds x with probability x^-shape", () => {
    const random = new RandomSource("s", "pareto");
    const values = Array.from({ length: 100_000 }, () => random.pareto(1.5));
    expect(values.filter((value) => value > 4).length / values.length).toBeCloseTo(4 ** -1.5, 2);
  });
});

describe("WeightedChoice", () => {
  test("draws in proportion to the weights", () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 50 }), { minLength: 1, maxLength: 12 }),
        fc.integer({ min: 0, max: 1000 }),
        (weights, seed) => {
          const random = new RandomSource(String(seed), "choice");
          const choice = new WeightedChoice(weights);
          const counts = weights.map(() => 0);
          for (let i = 0; i < 4000; i++) counts[choice.draw(random)]++;
          const total = weights.reduce((sum, weight) => sum + weight);
          counts.forEach((count, i) => {
            const expected = (4000 * weights[i]) / total;
            expect(Math.abs(count - expected)).toBeLessThan(6 * Math.sqrt(expected) + 1);
          });
        },
      ),
      { numRuns: 100, seed: 7 },
    );
  });
});

describe("PendingRefunds", () => {
  test("gives them back by the time they are due, then as they came", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 20 }), { maxLength: 60 }), (dues) => {
        const heap = new PendingRefunds();
        const refunds = dues.map((dueMs, order) => ({ dueMs, order, refundOf: "T1", amountMinor: 1, cells: "" }));
        for (const refund of refunds) heap.push(refund);
        const sorted = [...refunds].sort((a, b) => a.dueMs - b.dueMs || a.order - b.order);
        expect(refunds.map(() => heap.pop())).toEqual(sorted);
        expect(heap.nextMs).toBe(Number.POSITIVE_INFINITY);
      }),
    );
  });
});

describe("LocalTimestamp", () => {
  test.each(["Asia/Shanghai", "Europe/Berlin", "Asia/Kathmandu", "Australia/Lord_Howe", "UTC"])(
    "%s, as the zone writes it",
    (name) => {
      const zone = Zone.named(name) as Zone;
      const timestamp = new LocalTimestamp(zone);
      fc.assert(
        fc.property(fc.integer({ min: 946_684_800, max: 4_102_444_799 }), (second) => {
          expect(timestamp.format(second * 1000)).toBe(zone.format(second * 1000));
        }),
        { numRuns: 300 },
      );
    },
  );
});
