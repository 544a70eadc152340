/** Expected counts of many draws against one law at a time, and the numbering of draws by kind. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { capped, type Distribution, distributionOf, type Law, tabulate } from "../../src/chance/law.js";
import { DrawKinds } from "../../src/tally/draw-kinds.js";
import { type Expected, ExpectedCounts } from "../../src/tally/expected-counts.js";

const TABLES: readonly Distribution[] = [
  distributionOf([[7, 1]]),
  distributionOf([
    [0, 0.25],
    [10, 0.5],
    [40, 0.25],
  ]),
  distributionOf(Array.from({ length: 30 }, (_, i) => [i * 3, 1 / 30] as const)),
  // The last value is beyond the reach of a double, and possible all the same.
  distributionOf([
    [5, 1],
    [90, 0],
  ]),
];

const CEILING = fc.oneof(fc.integer({ min: -5, max: 100 }), fc.constant(Number.POSITIVE_INFINITY));
const PART = fc
  .record({
    weight: fc.constantFrom(0.1, 0.5, 1),
    distribution: fc.constantFrom(...TABLES),
    ceilingMinor: CEILING,
    stepwise: fc.boolean(),
  })
  .map(({ stepwise, ...part }) => (stepwise ? { ...part, cut: largestOf(part.distribution) } : part));

/** What a rule does that can give no other amounts than those of the table. */
function largestOf({ valuesMinor }: Distribution) {
  return (limit: number) => Math.max(0, ...valuesMinor.filter((value) => value <= limit));
}

const DRAWS = fc.array(
  fc.record({
    law: fc.array(PART, { minLength: 1, maxLength: 3 }) as fc.Arbitrary<Law>,
    ceiling: fc.integer({ min: 0, max: 100 }),
    times: fc.integer({ min: 1, max: 5 }),
  }),
  { maxLength: 20 },
);

/** Draw by draw, value by value. */
function naive(draws: readonly { law: Law; ceiling: number; times: number }[]): Map<number, number> {
  const counts = new Map<number, number>();
  for (const { law, ceiling, times } of draws) {
    for (const part of capped(law, ceiling)) {
      const { valuesMinor, probabilities } = tabulate([{ ...part, weight: 1 }]);
      valuesMinor.forEach((value, i) => {
        counts.set(value, (counts.get(value) ?? 0) + times * part.weight * probabilities[i]);
      });
    }
  }
  return counts;
}

function expectedOf(draws: readonly { law: Law; ceiling: number; times: number }[]): Expected {
  const counts = new ExpectedCounts();
  for (const { law, ceiling, times } of draws) counts.add(law, ceiling, times);
  return counts.finish();
}

describe("ExpectedCounts", () => {
  it("adds up what each draw's law expects, to the last possible value", () => {
    fc.assert(
      fc.property(DRAWS, (draws) => {
        const slow = naive(draws);
        const { valuesMinor, counts } = expectedOf(draws);
        expect([...valuesMinor]).toEqual([...slow.keys()].sort((a, b) => a - b));
        valuesMinor.forEach((value, i) => {
          expect(counts[i]).toBeCloseTo(slow.get(value) as number, 9);
        });
      }),
    );
  });

  it("spreads a table once, however many ceilings there were", () => {
    const values = 100_000;
    const table = distributionOf(Array.from({ length: values }, (_, i) => [i, 1 / values] as const));
    const law: Law = [{ weight: 1, distribution: table, ceilingMinor: Number.POSITIVE_INFINITY }];
    // Each value is a ceiling once: value v is given by the values − v draws whose ceiling is not below it, and by what its own cuts off.
    const { valuesMinor, counts } = expectedOf(
      Array.from({ length: values }, (_, ceiling) => ({ law, ceiling, times: 1 })),
    );
    expect(valuesMinor).toHaveLength(values);
    for (const v of [0, 1, 50_000, 99_999]) {
      expect(counts[v]).toBeCloseTo((values - v) / values + (values - 1 - v) / values, 6);
    }
  });
});

describe("DrawKinds", () => {
  it("counts each combination of price, ceiling and points apart", () => {
    const number = fc.oneof(fc.nat(6), fc.constantFrom(2 ** 32, 2 ** 53 - 1));
    fc.assert(
      fc.property(fc.array(fc.tuple(number, number, number), { maxLength: 300 }), (draws) => {
        const kinds = new DrawKinds();
        const counted = new Map<string, number>();
        for (const draw of draws) {
          kinds.add(...draw);
          counted.set(draw.join(), (counted.get(draw.join()) ?? 0) + 1);
        }
        const got = [...kinds.all()].map((k) => [[k.priceMinor, k.ceilingMinor, k.points].join(), k.count] as const);
        expect(got).toHaveLength(counted.size);
        expect(new Map(got)).toEqual(counted);
      }),
    );
  });

  it("keeps its counts while it grows over thousands of kinds", () => {
    const kinds = new DrawKinds();
    for (let round = 0; round < 3; round++) {
      for (let i = 0; i < 5000; i++) kinds.add(i, i % 7, 0);
    }
    const all = [...kinds.all()];
    expect(all).toHaveLength(5000);
    expect(all.every(({ priceMinor, ceilingMinor, count }) => count === 3 && ceilingMinor === priceMinor % 7)).toBe(
      true,
    );
  });
});
