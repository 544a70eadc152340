/** The levels of a law: the top tier and the cells, at every price and under every ceiling. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { certainly, distributionOf, type Law, lawOf, mixture } from "../../src/chance/law.js";
import { CampaignLevels, CELLS, cellOf } from "../../src/detect/levels.js";
import type { Checkout, DiscountRule } from "../../src/modes/contract.js";

const TABLE = lawOf(
  distributionOf([
    [50, 0.6],
    [100, 0.3],
    [300, 0.08],
    [800, 0.02],
  ]),
);

const ruleOf = (law: (checkout: Checkout) => Law, more: Partial<DiscountRule> = {}) =>
  ({ minimumPriceMinor: 0, desiredMinor: () => 0, law, ...more }) as DiscountRule;

const figures = (levels: ReturnType<CampaignLevels["at"]>) => ({
  ...levels,
  cellFromMinor: [...levels.cellFromMinor],
  cellShares: [...levels.cellShares],
});

describe("CampaignLevels", () => {
  it("knows the top tier: the largest amounts of 5% together, or the largest alone", () => {
    const levels = (law: Law, ceiling = 1e6) => new CampaignLevels(ruleOf(() => law)).at(1e6, ceiling, 0);
    expect(levels(TABLE)).toMatchObject({ topFromMinor: 800, topShare: 0.02, mostMinor: 800 });
    expect(levels(TABLE, 300)).toMatchObject({ topFromMinor: 300, mostMinor: 300 });
    expect(levels(TABLE, 300).topShare).toBeCloseTo(0.1, 12);
    const hundred = lawOf(distributionOf(Array.from({ length: 100 }, (_, i): [number, number] => [i + 1, 0.01])));
    expect(levels(hundred).topFromMinor).toBe(96);
    expect(levels(hundred).topShare).toBeCloseTo(0.05, 12);
    expect(levels(certainly(7))).toMatchObject({ topFromMinor: 7, topShare: 1 });
  });

  it("puts an amount into the cell of the middle of its own share", () => {
    const levels = new CampaignLevels(ruleOf(() => TABLE)).at(1e6, 1e6, 0);
    // Middles from the top: 1%, 6%, 25%, 70%; cells end at 2, 5, 10, 20, 40, 60, 80, 100%.
    expect([800, 300, 100, 50].map((amount) => cellOf(levels, amount))).toEqual([0, 2, 4, 6]);
    expect([...levels.cellShares].map((share) => Number(share.toFixed(9)))).toEqual([0.02, 0, 0.08, 0, 0.3, 0, 0.6, 0]);
  });

  it("shares out the whole law, each amount in one cell, whatever the law", () => {
    const weights = fc.array(fc.integer({ min: 1, max: 1000 }), { minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(weights, fc.integer({ min: 1, max: 70 }), (parts, ceiling) => {
        const sum = parts.reduce((a, b) => a + b, 0);
        const law = lawOf(distributionOf(parts.map((weight, i) => [i + 1, weight / sum])));
        const levels = new CampaignLevels(ruleOf(() => law)).at(1e6, ceiling, 0);
        const shares = new Float64Array(CELLS);
        parts.forEach((weight, i) => {
          shares[cellOf(levels, Math.min(i + 1, ceiling))] += weight / sum;
        });
        for (let cell = 0; cell < CELLS; cell++) expect(levels.cellShares[cell]).toBeCloseTo(shares[cell], 10);
        const top = parts.reduce(
          (all, weight, i) => all + (Math.min(i + 1, ceiling) >= levels.topFromMinor ? weight / sum : 0),
          0,
        );
        expect(levels.topShare).toBeCloseTo(top, 10);
      }),
    );
  });

  it("answers the same in whatever order it is asked", () => {
    const tenth = ({ priceMinor }: Checkout) => mixture(0.1, certainly(Math.round(priceMinor / 10)), certainly(0));
    const byPoints = ({ points }: Checkout) => mixture(0.5, certainly(points), certainly(0));
    const rules = [ruleOf(() => TABLE), ruleOf(tenth), ruleOf(byPoints, { pointsFor: () => 1 })];
    const question = fc.tuple(
      fc.integer({ min: 1, max: 12 }),
      fc.integer({ min: 0, max: 3 }),
      fc.integer({ min: 1, max: 9 }),
    );
    fc.assert(
      fc.property(fc.nat(2), fc.array(question, { minLength: 1, maxLength: 40 }), (which, questions) => {
        const levels = new CampaignLevels(rules[which]);
        for (const [price, cap, points] of questions) {
          const ceiling = Math.max(0, price * 100 - cap * 150);
          const fresh = new CampaignLevels(rules[which]).at(price * 100, ceiling, points);
          expect(figures(levels.at(price * 100, ceiling, points))).toEqual(figures(fresh));
        }
      }),
    );
  });
});
