/** Cuts, pools and paddings of orders against trying all of them. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bestPool, proofAgainst } from "../../../src/attack/exact/pooled-orders.js";
import { bestCutInSteps, bestCutOfTiers, type DiscountAt, type Tier } from "../../../src/attack/exact/split-orders.js";
import { bestPadding } from "../../../src/attack/exact/threshold-padding.js";

/** All ways to write a basket as orders, largest first. */
function* cuts(basket: number, most: number, largest = basket): Generator<readonly number[]> {
  if (basket === 0) yield [];
  if (basket === 0 || most === 0) return;
  for (let order = Math.min(largest, basket); order >= 1; order--) {
    for (const rest of cuts(basket - order, most - 1, order)) yield [order, ...rest];
  }
}

/** All partitions of a list. */
function* partitions(items: readonly number[]): Generator<readonly (readonly number[])[]> {
  if (items.length === 0) {
    yield [];
    return;
  }
  const [first, ...rest] = items;
  for (const partition of partitions(rest)) {
    yield [[first], ...partition];
    for (let i = 0; i < partition.length; i++) yield partition.map((part, j) => (i === j ? [first, ...part] : part));
  }
}

const total = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0);
const totalOf = (orders: readonly number[], discountAt: DiscountAt) => total(orders.map(discountAt));
const ofTiers =
  (tiers: readonly Tier[]): DiscountAt =>
  (price) =>
    tiers.findLast(({ fromMinor }) => fromMinor <= price)?.discountMinor ?? 0;

const tiersArbitrary = fc
  .tuple(
    fc.uniqueArray(fc.integer({ min: 1, max: 18 }), { minLength: 1, maxLength: 4 }),
    fc.array(fc.integer({ min: 1, max: 6 }), { minLength: 4, maxLength: 4 }),
  )
  .map(([starts, steps]) =>
    [...starts]
      .sort((a, b) => a - b)
      .map((fromMinor, i) => ({ fromMinor, discountMinor: total(steps.slice(0, i + 1)) })),
  );
const mostArbitrary = fc.constantFrom(1, 2, 3, Number.POSITIVE_INFINITY);
const frictionArbitrary = fc.constantFrom(0, 0.5, 2);

describe("best cut of a basket", () => {
  it("is the best of all cuts, for tiers and for any discount by price", () => {
    fc.assert(
      fc.property(
        tiersArbitrary,
        fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 20, maxLength: 20 }),
        fc.integer({ min: 1, max: 20 }),
        mostArbitrary,
        frictionArbitrary,
        (tiers, any, basket, most, friction) => {
          for (const [discountAt, cut] of [
            [ofTiers(tiers), bestCutOfTiers(basket, tiers, friction, most)],
            [(price: number) => any[price - 1], bestCutInSteps(basket, 1, (price) => any[price - 1], friction, most)],
          ] as const) {
            let best = Number.NEGATIVE_INFINITY;
            let fewest = 0;
            for (const orders of cuts(basket, most)) {
              const worth = totalOf(orders, discountAt) - friction * (orders.length - 1);
              if (worth > best || (worth === best && orders.length < fewest)) [best, fewest] = [worth, orders.length];
            }
            expect(cut?.gainMinor).toBe(best - discountAt(basket));
            expect(total(cut?.ordersMinor ?? [])).toBe(basket);
            expect(cut?.ordersMinor.length).toBe(fewest);
            expect(cut?.discountMinor).toBe(totalOf(cut?.ordersMinor ?? [], discountAt));
          }
        },
      ),
    );
  });

  it("cuts 100.00 with tiers 20.00: 3.00, 50.00: 9.00 into two orders, and takes odd rests along", () => {
    const tiers = [
      { fromMinor: 2000, discountMinor: 300 },
      { fromMinor: 5000, discountMinor: 900 },
    ];
    const whole = bestCutOfTiers(10_000, tiers, 0, Number.POSITIVE_INFINITY);
    expect(whole).toEqual({ discountMinor: 1800, gainMinor: 900, ordersMinor: [5000, 5000] });
    expect(bestCutOfTiers(9999, tiers, 0, Number.POSITIVE_INFINITY)).toMatchObject({
      discountMinor: 1500,
      gainMinor: 600,
    });
    expect(bestCutOfTiers(1999, tiers, 0, 9)).toEqual({ discountMinor: 0, gainMinor: 0, ordersMinor: [1999] });
    expect(bestCutInSteps(10_050, 1000, ofTiers(tiers), 901, 9)).toEqual({
      discountMinor: 900,
      gainMinor: 0,
      ordersMinor: [10_050],
    });
    expect(bestCutInSteps(100_000, 1, ofTiers(tiers), 0, 9)).toBeNull();
  });
});

describe("bestPool", () => {
  it("is the best of all partitions", () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 8 }), { minLength: 1, maxLength: 6 }),
        tiersArbitrary,
        frictionArbitrary,
        (baskets, tiers, friction) => {
          const discountAt = ofTiers(tiers);
          const apart = totalOf(baskets, discountAt) - friction * baskets.length;
          let best = Number.NEGATIVE_INFINITY;
          for (const orders of partitions(baskets)) {
            best = Math.max(best, totalOf(orders.map(total), discountAt) - friction * orders.length);
          }
          const pool = bestPool(baskets, discountAt, friction);
          expect(pool?.gainMinor).toBe(best - apart);
          const orders = pool?.orders ?? [];
          expect(orders.flat().sort()).toEqual(baskets.map((_, i) => i));
          expect(pool?.discountMinor).toBe(
            totalOf(
              orders.map((order) => total(order.map((i) => baskets[i]))),
              discountAt,
            ),
          );
        },
      ),
    );
    expect(bestPool(new Array(13).fill(1), () => 0, 0)).toBeNull();
  });
});

describe("proofAgainst", () => {
  it("tells by two orders what all cuts and pools tell, and finds only a proportion proof against both", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 12 }), { minLength: 12, maxLength: 12 }), (steps) => {
        const convex = [...steps].sort((a, b) => a - b);
        for (const slopes of [steps, convex, [...convex].reverse()]) {
          const discountAt = (price: number) => total(slopes.slice(0, price));
          const { cutGains, poolGains } = proofAgainst(discountAt, 1, 12);
          const gains = Array.from(
            { length: 12 },
            (_, i) => bestCutInSteps(i + 1, 1, discountAt, 0, 99)?.gainMinor ?? 0,
          );
          expect(cutGains === null).toBe(gains.every((gain) => gain === 0));
          if (cutGains !== null) expect(discountAt(total(cutGains))).toBeLessThan(totalOf(cutGains, discountAt));
          if (poolGains !== null) expect(discountAt(total(poolGains))).toBeGreaterThan(totalOf(poolGains, discountAt));
          expect(cutGains === null && poolGains === null).toBe(slopes.every((slope) => slope === slopes[0]));
        }
      }),
    );
  });
});

describe("bestPadding", () => {
  const tiers = [
    { fromMinor: 1, discountMinor: 10 },
    { fromMinor: 1000, discountMinor: 200 },
    { fromMinor: 2000, discountMinor: 501 },
  ];
  const pad = (refund: "kept" | "prorated" | "re_evaluated", friction = 0) =>
    bestPadding(700, [1, 1000, 2000], ofTiers(tiers), refund, friction);

  it("keeps all, a part, or nothing of the better tier", () => {
    expect(pad("kept")).toEqual({ fillingMinor: 1300, discountMinor: 501, gainMinor: 491 });
    // 501 − floor(501 × 1300 / 2000) = 501 − 325 = 176; at 1000 it is 200 − floor(200 × 300 / 1000) = 140.
    expect(pad("prorated")).toEqual({ fillingMinor: 1300, discountMinor: 176, gainMinor: 166 });
    expect(pad("re_evaluated")).toEqual({ fillingMinor: 0, discountMinor: 10, gainMinor: 0 });
    expect(pad("prorated", 166)).toMatchObject({ fillingMinor: 0, gainMinor: 0 });
    expect(pad("prorated", 165)).toMatchObject({ fillingMinor: 1300, gainMinor: 1 });
  });

  it("finds no better filling between the starts of tiers", () => {
    for (const refund of ["kept", "prorated", "re_evaluated"] as const) {
      const all = Array.from({ length: 2500 }, (_, i) => i + 1);
      expect(bestPadding(700, all, ofTiers(tiers), refund, 3).gainMinor).toBe(pad(refund, 3).gainMinor);
    }
  });

  it("prorates amounts beyond 2^53 to the last unit", () => {
    const discount = 9_007_199_254_740_991;
    const padded = bestPadding(1, [3], (price) => (price === 3 ? discount : 0), "prorated", 0);
    expect(padded.discountMinor).toBe(Number(BigInt(discount) - (BigInt(discount) * 2n) / 3n));
  });
});
