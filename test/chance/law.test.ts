/** Laws against plain enumeration. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  capped,
  certainly,
  distributionOf,
  type Law,
  type LawPart,
  largestMinor,
  lawOf,
  meanOfPart,
  mixture,
  tabulate,
  underCeiling,
} from "../../src/chance/law.js";

/** Chances come in 64ths. */
const SHARES = 64;
const STEP = 5;

/** An enumeration: amount → probability. */
type Chances = ReadonlyMap<number, number>;

/** A law beside what it must be, amount by amount. */
interface Pair {
  readonly law: Law;
  readonly chances: Chances;
}

function chancesOf(pairs: Iterable<readonly [number, number]>): Chances {
  const chances = new Map<number, number>();
  for (const [amount, probability] of pairs) chances.set(amount, (chances.get(amount) ?? 0) + probability);
  return chances;
}

/** Chances in 64ths of up to 12 amounts. */
function shared(amounts: readonly number[], cuts: readonly number[]): [number, number][] {
  const ends = [0, ...cuts.slice(0, amounts.length - 1).toSorted((a, b) => a - b), SHARES];
  return amounts.map((amount, i) => [amount, (ends[i + 1] - ends[i]) / SHARES]);
}

const cuts = fc.array(fc.integer({ min: 1, max: SHARES - 1 }), { minLength: 11, maxLength: 11 });
const toStep = (limit: number) => Math.floor(limit / STEP) * STEP;

const amounts = fc.oneof(
  fc.array(fc.integer({ min: 0, max: 60 }), { minLength: 1, maxLength: 12 }),
  fc.array(fc.integer({ min: 0, max: 2 ** 52 }), { minLength: 1, maxLength: 3 }),
);
const table: fc.Arbitrary<Pair> = fc.tuple(amounts, cuts).map(([list, at]) => {
  const pairs = shared(list, at);
  return { law: lawOf(distributionOf(pairs)), chances: chancesOf(pairs) };
});
const fixed: fc.Arbitrary<Pair> = fc
  .integer({ min: 0, max: 60 })
  .map((amount) => ({ law: certainly(amount), chances: new Map([[amount, 1]]) }));
const inSteps: fc.Arbitrary<Pair> = fc.integer({ min: 0, max: 12 }).map((steps) => ({
  law: certainly(steps * STEP, toStep),
  chances: new Map([[steps * STEP, 1]]),
}));
const ceiling = fc.oneof(fc.integer({ min: -10, max: 70 }), fc.constant(Number.POSITIVE_INFINITY));

function under(limit: number, { law, chances }: Pair): Pair {
  const pairs = [...chances].map(([amount, chance]) => [Math.max(0, Math.min(amount, limit)), chance] as const);
  return { law: capped(law, limit), chances: chancesOf(pairs) };
}

function mixed(share: number, first: Pair, second: Pair): Pair {
  const weigh = ({ chances }: Pair, by: number) =>
    [...chances].map(([amount, chance]) => [amount, chance * by] as const);
  return {
    law: mixture(share, first.law, second.law),
    chances: chancesOf([...weigh(first, share), ...weigh(second, 1 - share)]),
  };
}

/** Mixtures of mixtures, capped here and there, as nested discounts make them. */
const { pair } = fc.letrec<{ pair: Pair }>((tie) => ({
  pair: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    table,
    fixed,
    fc.tuple(ceiling, tie("pair")).map(([limit, inner]) => under(limit, inner)),
    fc
      .tuple(fc.integer({ min: 0, max: SHARES }), tie("pair"), tie("pair"))
      .map(([share, first, second]) => mixed(share / SHARES, first, second)),
  ),
}));

function expectSame(law: Law, chances: Chances): void {
  const { valuesMinor, probabilities } = tabulate(law);
  const possible = [...chances].filter(([, chance]) => chance > 0).sort(([a], [b]) => a - b);
  const given = [...valuesMinor].map((value, i) => [value, probabilities[i]] as const).filter(([, p]) => p > 0);
  expect(given.map(([value]) => value)).toEqual(possible.map(([amount]) => amount));
  for (const [i, [, p]] of given.entries()) expect(Math.abs(p - possible[i][1])).toBeLessThan(1e-14);
  for (let i = 1; i < valuesMinor.length; i++) expect(valuesMinor[i]).toBeGreaterThan(valuesMinor[i - 1]);
}

describe("a law", () => {
  it("as one table is the enumeration of its mixtures and ceilings", () => {
    fc.assert(
      fc.property(pair, ({ law, chances }) => expectSame(law, chances)),
      { seed: 71, numRuns: 1000 },
    );
  });

  it("has weights, and a table, that add up to 1", () => {
    fc.assert(
      fc.property(pair, ({ law }) => {
        expect(law.reduce((sum, { weight }) => sum + weight, 0)).toBeCloseTo(1, 14);
        expect(law.every(({ weight }) => weight > 0)).toBe(true);
        expect(tabulate(law).probabilities.reduce((sum, p) => sum + p, 0)).toBeCloseTo(1, 14);
      }),
      { seed: 72 },
    );
  });

  it("capped twice is capped once, by the smaller ceiling", () => {
    fc.assert(
      fc.property(pair, ceiling, ceiling, ({ law }, a, b) => {
        expect(tabulate(capped(capped(law, a), b))).toEqual(tabulate(capped(law, Math.min(a, b))));
      }),
      { seed: 73 },
    );
  });

  it("capped is a law of its own: the first stays as it was", () => {
    fc.assert(
      fc.property(pair, ceiling, ({ law, chances }, limit) => {
        tabulate(capped(law, limit));
        expectSame(law, chances);
      }),
      { seed: 74 },
    );
  });

  it("has the largest amount that its table has", () => {
    fc.assert(
      fc.property(pair, ceiling, ({ law }, limit) => {
        const cut = capped(law, limit);
        expect(largestMinor(cut)).toBe(tabulate(cut).valuesMinor.at(-1));
      }),
      { seed: 75 },
    );
  });
});

describe("a part", () => {
  it("has the mean of its table, and of what is made of its amounts", () => {
    const part = fc.tuple(fc.oneof(table, fixed, inSteps), ceiling).map(([{ law }, limit]) => capped(law, limit)[0]);
    const mean = (of: LawPart, given: (amount: number) => number) => {
      const { valuesMinor, probabilities } = tabulate([of]);
      return valuesMinor.reduce((sum, value, i) => sum + probabilities[i] * given(value), 0);
    };
    const close = (a: number, b: number) => expect(Math.abs(a - b)).toBeLessThanOrEqual(1e-12 * Math.max(1, b));
    fc.assert(
      fc.property(part, (each) => {
        close(
          meanOfPart(each),
          mean(each, (amount) => amount),
        );
        const given = (amount: number) => (amount > 20 ? 0 : 3 * amount);
        close(meanOfPart(each, given), mean(each, given));
      }),
      { seed: 76, numRuns: 500 },
    );
  });

  it("that gives whole steps is brought down to a whole step, never below 0", () => {
    fc.assert(
      fc.property(inSteps, ceiling, ({ law, chances }, limit) => {
        const [amount] = [...chances.keys()];
        const [part] = capped(law, limit);
        const expected = amount <= limit ? amount : toStep(Math.max(0, limit));
        expect(underCeiling(part, amount)).toBe(expected);
        expect([...tabulate([part]).valuesMinor]).toEqual([expected]);
        expect(largestMinor([part])).toBe(expected);
      }),
      { seed: 77 },
    );
  });
});

describe("distributionOf", () => {
  it("sorts by number, merges equal amounts, and keeps those without a chance", () => {
    const { valuesMinor, probabilities } = distributionOf([
      [1000, 0.25],
      [9, 0.25],
      [80, 0],
      [9, 0.5],
    ]);
    expect([...valuesMinor]).toEqual([9, 80, 1000]);
    expect([...probabilities]).toEqual([0.75, 0, 0.25]);
  });
});

describe("tabulate", () => {
  it("hands out the very table where nothing changes it: tallies group by it", () => {
    const distribution = distributionOf([
      [1, 0.5],
      [2, 0.5],
    ]);
    expect(tabulate(lawOf(distribution))).toBe(distribution);
    expect(tabulate(capped(lawOf(distribution), 2))).toBe(distribution);
    expect(tabulate(capped(lawOf(distribution), 1))).not.toBe(distribution);
    expect([...tabulate(capped(lawOf(distribution), 1)).probabilities]).toEqual([1]);
  });
});
