/** Moments, quantiles and bins of laws, against sums in whole numbers and cases worked out by hand. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { binsOf } from "../../src/chance/bins.js";
import { CompensatedSum } from "../../src/chance/compensated-sum.js";
import { capped, type Distribution, distributionOf, lawOf, mixture, tabulate } from "../../src/chance/law.js";
import { momentsOf, quantileOf } from "../../src/chance/moments.js";

/** Amounts with whole weights, so that the truth can be told in integers. */
function weighted(pairs: readonly (readonly [amount: number, weight: number])[]): Distribution {
  const total = pairs.reduce((sum, [, weight]) => sum + weight, 0);
  return distributionOf(pairs.map(([amount, weight]) => [amount, weight / total]));
}

describe("CompensatedSum", () => {
  it("keeps what plain sums of many parts lose", () => {
    const tenths = new CompensatedSum();
    const large = new CompensatedSum();
    let plain = 0;
    for (let i = 0; i < 1_000_000; i++) {
      tenths.add(0.1);
      plain += 0.1;
    }
    for (const value of [1, 1e100, 1, -1e100]) large.add(value);

    expect(Math.abs(plain - 100_000)).toBeGreaterThan(1e-6);
    expect(Math.abs(tenths.value() - 100_000)).toBeLessThan(1e-10);
    expect(large.value()).toBe(2);
  });
});

describe("momentsOf", () => {
  it("is exact for one amount, however large", () => {
    expect(momentsOf(weighted([[Number.MAX_SAFE_INTEGER, 1]]))).toEqual({
      meanMinor: Number.MAX_SAFE_INTEGER,
      sdMinor: 0,
    });
  });

  it("is within 1e-9 of the truth for 400,000 amounts, uniform and far from 0", () => {
    const count = 400_000;
    const probabilities = new Float64Array(count).fill(1 / count);
    const { meanMinor, sdMinor } = momentsOf({
      valuesMinor: probabilities.map((_, i) => 1_000_000 + i),
      probabilities,
    });

    expect(Math.abs(meanMinor - (1_000_000 + (count - 1) / 2))).toBeLessThan(1e-9);
    expect(Math.abs(sdMinor - Math.sqrt((count ** 2 - 1) / 12))).toBeLessThan(1e-9);
  });

  it("agrees with sums of whole numbers", () => {
    const pairs = fc.uniqueArray(fc.tuple(fc.integer({ min: 0, max: 1e6 }), fc.integer({ min: 1, max: 1000 })), {
      minLength: 1,
      maxLength: 50,
      selector: ([amount]) => amount,
    });
    fc.assert(
      fc.property(pairs, (all) => {
        const { meanMinor, sdMinor } = momentsOf(weighted(all));
        const sum = (term: (amount: bigint, weight: bigint) => bigint) =>
          all.reduce((so, [amount, weight]) => so + term(BigInt(amount), BigInt(weight)), 0n);
        const total = sum((_, w) => w);
        const first = sum((a, w) => a * w);
        const variance = Number(sum((a, w) => a * a * w) * total - first * first) / Number(total * total);

        expect(Math.abs(meanMinor - Number(first) / Number(total))).toBeLessThan(1e-8);
        expect(Math.abs(sdMinor - Math.sqrt(variance))).toBeLessThan(1e-8 * Math.max(1, sdMinor));
      }),
    );
  });
});

describe("quantileOf", () => {
  it("takes the smallest amount that reaches the share, whatever rounding does to the sum", () => {
    const tenths = weighted(Array.from({ length: 10 }, (_, i) => [i + 1, 1]));
    expect([0.05, 0.1, 0.3, 0.5, 0.501, 0.95, 1].map((share) => quantileOf(tenths, share))).toEqual([
      1, 1, 3, 5, 6, 10, 10,
    ]);
    expect(quantileOf(weighted([[7, 1]]), 0.05)).toBe(7);
  });
});

describe("tabulate", () => {
  it("brings a long table down to a ceiling without losing digits", () => {
    const count = 300_000;
    const probabilities = new Float64Array(count).fill(1 / count);
    const table = { valuesMinor: probabilities.map((_, i) => i), probabilities };
    const { valuesMinor, probabilities: chances } = tabulate(capped(lawOf(table), 2));

    expect([...valuesMinor]).toEqual([0, 1, 2]);
    expect(Math.abs(chances[2] - (count - 2) / count)).toBeLessThan(1e-15);
    expect([...tabulate(capped(lawOf(table), -5)).valuesMinor]).toEqual([0]);
    expect(tabulate(capped(lawOf(table), count))).toBe(table);
  });

  it("merges what several parts have in common", () => {
    const one = lawOf(
      weighted([
        [5, 1],
        [9, 1],
      ]),
    );
    const other = capped(
      lawOf(
        weighted([
          [5, 1],
          [7, 1],
        ]),
      ),
      6,
    );
    const { valuesMinor, probabilities } = tabulate(mixture(0.25, one, other));

    expect([...valuesMinor]).toEqual([5, 6, 9]);
    expect([...probabilities]).toEqual([0.5, 0.375, 0.125]);
  });
});

describe("binsOf", () => {
  it("gives few amounts a bin each", () => {
    expect(
      binsOf(
        weighted([
          [5, 1],
          [700, 3],
        ]),
        12,
      ),
    ).toEqual([
      { fromMinor: 5, toMinor: 6, probability: 0.25 },
      { fromMinor: 700, toMinor: 701, probability: 0.75 },
    ]);
  });

  it("joins tails, so that what mostly happens is seen", () => {
    // 1 to 100,000 are nearly impossible, but for 500 to 599.
    const pairs = Array.from({ length: 100_000 }, (_, i) => [i + 1, i + 1 >= 500 && i + 1 < 600 ? 1e6 : 1e-3] as const);
    const bins = binsOf(weighted(pairs), 12);

    expect(bins.map(({ fromMinor, toMinor }) => [fromMinor, toMinor])).toEqual([
      [1, 500],
      ...[500, 510, 520, 530, 540, 550, 560, 570, 580, 590].map((from) => [from, from + 10]),
      [600, 100_001],
    ]);
  });

  it("loses no chance, leaves no gap, and keeps to the number", () => {
    const amounts = fc.uniqueArray(fc.integer({ min: 0, max: 1e7 }), { minLength: 1, maxLength: 300 });
    fc.assert(
      fc.property(amounts, fc.integer({ min: 10, max: 40 }), (list, most) => {
        const table = weighted(list.map((amount, i) => [amount, 1 + (i % 7)]));
        const bins = binsOf(table, most);

        expect(bins.length).toBeLessThanOrEqual(most);
        expect(bins.reduce((sum, bin) => sum + bin.probability, 0)).toBeCloseTo(1, 12);
        for (const amount of list) {
          expect(bins.filter(({ fromMinor, toMinor }) => fromMinor <= amount && amount < toMinor)).toHaveLength(1);
        }
        if (list.length <= most) return;
        for (let i = 1; i < bins.length; i++) expect(bins[i].fromMinor).toBe(bins[i - 1].toMinor);
      }),
    );
  });
});
