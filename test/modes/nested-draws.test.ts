/** Lucky draws: their laws by exact counting, whose uniform decides what, and caps and minimums inside and outside. */
import { describe, expect, it } from "vitest";
import { cappedLaw } from "../../src/campaigns/apply-caps.js";
import { tabulate } from "../../src/chance/law.js";
import { plainCheckout } from "../../src/modes/plain-checkout.js";
import { granted } from "./granted.js";
import { readDiscount } from "./read-discount.js";

describe("nested discounts", () => {
  /** 40 uniforms for each of three streams: chances here are multiples of 1/40, so that shares are met exactly. */
  const grid = Array.from({ length: 40 }, (_, i) => (i + 0.5) / 40);

  function drawnByGrid(block: string, priceMinor: number, points: number): ReadonlyMap<number, number> {
    const discount = readDiscount(block);
    const counts = new Map<number, number>();
    for (const own of grid) {
      for (const prize of grid) {
        for (const otherwise of grid) {
          const amount = granted(discount, [own, prize, otherwise], priceMinor, points);
          counts.set(amount, (counts.get(amount) ?? 0) + 1);
        }
      }
    }
    return new Map([...counts].map(([amount, count]) => [amount, count / grid.length ** 3]));
  }

  const prize = "mode: random_choice, amounts: [{ amount_off: 5.00, weight: 3 }, { amount_off: 20.00, weight: 1 }]";
  const otherwise = "mode: random_intervals, intervals: [{ from: 0.10, to: 0.50, weight: 1 }], step: 0.10";
  const worlds: readonly (readonly [name: string, block: string, priceMinor: number, points: number])[] = [
    [
      "a prize and a consolation",
      `mode: lucky_draw, ratio: 10%, prize: { ${prize} }, otherwise: { ${otherwise} }`,
      3600,
      0,
    ],
    ["no consolation", `mode: lucky_draw, ratio: 10%, prize: { ${prize} }`, 3600, 0],
    ["nobody wins", `mode: lucky_draw, ratio: 0%, prize: { ${prize} }, otherwise: { ${otherwise} }`, 3600, 0],
    ["everybody wins", `mode: lucky_draw, ratio: 100%, prize: { ${prize} }, otherwise: { ${otherwise} }`, 3600, 0],
    [
      "a prize above the price",
      `mode: lucky_draw, ratio: 10%, prize: { ${prize} }, otherwise: { ${otherwise} }`,
      700,
      0,
    ],
    [
      "caps inside and outside",
      `mode: lucky_draw, ratio: 10%, max_discount: 8.00, min_payable: 1.00, prize: { ${prize}, max_discount: 9.00 }, otherwise: { ${otherwise}, max_discount: 0.25 }`,
      3600,
      0,
    ],
    [
      "what must stay to be paid, inside",
      `mode: lucky_draw, ratio: 25%, prize: { ${prize}, min_payable: 6.00 }`,
      1000,
      0,
    ],
    [
      "a minimum inside that is not reached",
      `mode: lucky_draw, ratio: 10%, prize: { ${prize}, minimum_amount: 50.00 }, otherwise: { ${otherwise} }`,
      3600,
      0,
    ],
    [
      "a prize of points, cut to whole steps",
      "mode: lucky_draw, ratio: 25%, max_discount: 4.30, prize: { mode: points, points_per_unit: 100, step: 50 }",
      3600,
      980,
    ],
    [
      "points for those who have lost",
      `mode: lucky_draw, ratio: 25%, max_discount: 4.30, prize: { ${prize} }, otherwise: { mode: points, points_per_unit: 100, step: 50, max_discount: 2.20 }`,
      3600,
      980,
    ],
  ];

  it.each(worlds)("%s: law and draws agree", (_, block, priceMinor, points) => {
    const { valuesMinor, probabilities } = tabulate(cappedLaw(readDiscount(block), plainCheckout(priceMinor, points)));
    const drawn = drawnByGrid(block, priceMinor, points);
    expect(new Set(valuesMinor)).toEqual(new Set(drawn.keys()));
    for (const [i, value] of valuesMinor.entries()) expect(probabilities[i]).toBeCloseTo(drawn.get(value) ?? 0, 12);
  });

  it("draw apart: each has a uniform of its own", () => {
    const deep = readDiscount(
      `mode: lucky_draw, ratio: 50%, prize: { mode: lucky_draw, ratio: 50%, prize: { ${prize} }, otherwise: { ${otherwise} } }`,
    );
    // Stream 0 decides, 1 decides again, 3 draws the prize, 4 the consolation.
    expect(granted(deep, [0.4, 0.4, 0.9, 0.9, 0.1], 3600)).toBe(2000);
    expect(granted(deep, [0.4, 0.6, 0.9, 0.9, 0.1], 3600)).toBe(10);
    expect(granted(deep, [0.5, 0.4, 0.9, 0.9, 0.1], 3600)).toBe(0);
  });

  it("take the prize of a draw below the ratio, exactly", () => {
    const discount = readDiscount(`mode: lucky_draw, ratio: 12.5%, prize: { ${prize} }`);
    expect(granted(discount, [0.125 - 2 ** -54, 0], 3600)).toBe(500);
    expect(granted(discount, [0.125, 0], 3600)).toBe(0);
  });
});
