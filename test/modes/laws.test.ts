/** The law of each random mode against what its draws come to, for evenly spread uniforms: no chance takes part. */
import { describe, expect, it } from "vitest";
import { cappedLaw } from "../../src/campaigns/apply-caps.js";
import { type Distribution, tabulate } from "../../src/chance/law.js";
import { plainCheckout } from "../../src/modes/plain-checkout.js";
import { discountOf, frequencies, granted } from "./discount-of.js";

const DRAWS = 200_000;
const PRICE = 3600;

function tableOf(block: string, priceMinor = PRICE, points = 0): Distribution {
  return tabulate(cappedLaw(discountOf(block), plainCheckout(priceMinor, points)));
}

function asMap({ valuesMinor, probabilities }: Distribution): ReadonlyMap<number, number> {
  return new Map(Array.from(valuesMinor, (value, i) => [value, probabilities[i]] as const));
}

/** The largest difference of a probability, over the amounts of both. */
function farthest(a: ReadonlyMap<number, number>, b: ReadonlyMap<number, number>): number {
  return Math.max(...[...a.keys(), ...b.keys()].map((value) => Math.abs((a.get(value) ?? 0) - (b.get(value) ?? 0))));
}

const ONE_STREAM: readonly (readonly [name: string, block: string])[] = [
  ["a choice", "mode: random_choice, amounts: [{ amount_off: 2.00, weight: 30 }, { amount_off: 0.50, weight: 60.5 }]"],
  [
    "a choice of nothing, and of an amount twice",
    "mode: random_choice, amounts: [{ amount_off: 3.00, weight: 1 }, { amount_off: 0.00, weight: 2 }, { amount_off: 3.00, weight: 4 }]",
  ],
  [
    "a choice with a chance below the spread",
    "mode: random_choice, amounts: [{ amount_off: 1.00, weight: 999999 }, { amount_off: 9.00, weight: 1 }]",
  ],
  ["a normal about the middle", "mode: random_normal, mean: 5.00, sd: 2.00, min: 1.00, max: 9.00"],
  [
    "a normal in steps that miss the ends",
    "mode: random_normal, mean: 5.00, sd: 2.00, min: 1.20, max: 8.80, step: 0.50",
  ],
  [
    "a normal with one step in its range",
    "mode: random_normal, mean: 5.00, sd: 2.00, min: 4.90, max: 5.30, step: 5.00",
  ],
  ["a normal below its range", "mode: random_normal, mean: -4.00, sd: 2.00, min: 0.00, max: 9.00, step: 0.05"],
  ["a normal far below its range", "mode: random_normal, mean: 1.00, sd: 0.10, min: 4.00, max: 9.00"],
  ["a normal far above its range", "mode: random_normal, mean: 20.00, sd: 0.50, min: 1.00, max: 9.00"],
  ["a normal much narrower than its range", "mode: random_normal, mean: 5.00, sd: 0.01, min: 0.00, max: 1000.00"],
  ["a normal as good as flat", "mode: random_normal, mean: 5.00, sd: 9000.00, min: 1.00, max: 9.00, step: 0.25"],
  ["a normal of one amount", "mode: random_normal, mean: 5.00, sd: 2.00, min: 7.00, max: 7.00"],
  ["a normal under a cap", "mode: random_normal, mean: 5.00, sd: 2.00, min: 1.00, max: 9.00, max_discount: 6.00"],
  [
    "a normal above what may be given",
    "mode: random_normal, mean: 35.00, sd: 2.00, min: 1.00, max: 60.00, min_payable: 0.01",
  ],
  [
    "intervals",
    "mode: random_intervals, intervals: [{ from: 0.50, to: 2.00, weight: 70 }, { from: 2.00, to: 10.00, weight: 30 }]",
  ],
  [
    "intervals with a gap, in steps that miss both ends",
    "mode: random_intervals, step: 0.30, intervals: [{ from: 1.00, to: 2.00, weight: 1 }, { from: 5.00, to: 6.00, weight: 2.5 }]",
  ],
  [
    "a last interval of one amount",
    "mode: random_intervals, intervals: [{ from: 1.00, to: 2.00, weight: 3 }, { from: 8.88, to: 8.88, weight: 1 }]",
  ],
  [
    "intervals by a normal",
    "mode: random_intervals, mean: 4.00, sd: 1.50, step: 0.10, intervals: [{ from: 1.00, to: 3.00 }, { from: 3.00, to: 4.00 }, { from: 6.00, to: 9.00 }]",
  ],
  [
    "a lucky draw of a fixed prize",
    "mode: lucky_draw, ratio: 12.5%, prize: { mode: fixed_price, price: 9.90 }, otherwise: { mode: percent_off, tiers: [{ minimum_amount: 0.00, percent_off: 3% }] }",
  ],
];

describe.each(ONE_STREAM)("%s", (_, block) => {
  const discount = discountOf(block);
  const table = tableOf(block);

  it("has a law that its draws follow", () => {
    const drawn = frequencies(DRAWS, (uniform) => granted(discount, PRICE, { uniforms: [uniform] }));
    // An amount that comes from one stretch of uniforms is at most one midpoint off.
    expect(farthest(drawn, asMap(table))).toBeLessThanOrEqual((1 + 1e-6) / DRAWS);
  });

  it("has a law that adds up to 1, ascends, and gives nothing below 0", () => {
    expect(table.probabilities.reduce((sum, p) => sum + p, 0)).toBeCloseTo(1, 12);
    expect(table.probabilities.every((p) => p >= 0)).toBe(true);
    expect([...table.valuesMinor]).toEqual([...new Set(table.valuesMinor)].sort((a, b) => a - b));
    expect(table.valuesMinor[0]).toBeGreaterThanOrEqual(0);
  });

  it("has ends that its draws can reach", () => {
    const [first, last] = [table.valuesMinor[0], table.valuesMinor[table.valuesMinor.length - 1]];
    const ends = [0, 1 - 2 ** -53].map((uniform) => granted(discount, PRICE, { uniforms: [uniform] }));
    for (const end of ends) {
      expect(end).toBeGreaterThanOrEqual(first);
      expect(end).toBeLessThanOrEqual(last);
    }
  });
});

it.each(ONE_STREAM.filter(([, block]) => !block.includes("lucky_draw")))(
  "%s gives more for a larger uniform",
  (_, block) => {
    const discount = discountOf(block);
    let before = 0;
    for (let i = 0; i < 2000; i++) {
      const amount = granted(discount, PRICE, { uniforms: [i / 2000] });
      expect(amount).toBeGreaterThanOrEqual(before);
      before = amount;
    }
  },
);

describe("nested discounts", () => {
  /** 40 uniforms for each of three streams: chances of this page are multiples of 1/40, so that shares are met exactly. */
  const grid = Array.from({ length: 40 }, (_, i) => (i + 0.5) / 40);

  function drawnByGrid(block: string, priceMinor: number, points: number): ReadonlyMap<number, number> {
    const discount = discountOf(block);
    const counts = new Map<number, number>();
    for (const own of grid) {
      for (const prize of grid) {
        for (const otherwise of grid) {
          const amount = granted(discount, priceMinor, { points, uniforms: [own, prize, otherwise] });
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
    const table = tableOf(block, priceMinor, points);
    expect(farthest(drawnByGrid(block, priceMinor, points), asMap(table))).toBeLessThan(1e-12);
  });

  it("draw apart: each has a uniform of its own", () => {
    const deep = discountOf(
      `mode: lucky_draw, ratio: 50%, prize: { mode: lucky_draw, ratio: 50%, prize: { ${prize} }, otherwise: { ${otherwise} } }`,
    );
    // Stream 0 decides, 1 decides again, 3 draws the prize, 4 the consolation.
    expect(granted(deep, 3600, { uniforms: [0.4, 0.4, 0.9, 0.9, 0.1] })).toBe(2000);
    expect(granted(deep, 3600, { uniforms: [0.4, 0.6, 0.9, 0.9, 0.1] })).toBe(10);
    expect(granted(deep, 3600, { uniforms: [0.5, 0.4, 0.9, 0.9, 0.1] })).toBe(0);
  });

  it("take the prize of a draw below the ratio, exactly", () => {
    const discount = discountOf(`mode: lucky_draw, ratio: 12.5%, prize: { ${prize} }`);
    expect(granted(discount, 3600, { uniforms: [0.125 - 2 ** -54, 0] })).toBe(500);
    expect(granted(discount, 3600, { uniforms: [0.125, 0] })).toBe(0);
  });
});

describe("a law", () => {
  it.each(ONE_STREAM.filter(([, block]) => !block.includes("lucky_draw")))(
    "of %s is the same object at every price, so that tallies group by it",
    (_, block) => {
      const { rule } = discountOf(block);
      const [cheap, dear] = [100, 9900].map((price) => rule.law?.(plainCheckout(price)));
      expect(cheap).toBeDefined();
      expect(dear).toBe(cheap);
    },
  );

  it("of a lucky draw holds the tables of what it is made of", () => {
    const { rule } = discountOf(
      "mode: lucky_draw, ratio: 10%, prize: { mode: random_normal, mean: 5.00, sd: 2.00, min: 1.00, max: 9.00 }",
    );
    const [cheap, dear] = [100, 9900].map((price) => rule.law?.(plainCheckout(price)));
    expect(dear?.[0].distribution).toBe(cheap?.[0].distribution);
  });

  it("of an order that is due is its price, of another what it gets instead", () => {
    const { rule } = discountOf(
      "mode: free_orders, count: 3, pick: first, otherwise: { mode: random_choice, amounts: [{ amount_off: 1.00, weight: 1 }, { amount_off: 2.00, weight: 3 }] }",
    );
    const law = (due: boolean) => tabulate(rule.law?.(plainCheckout(3600, 0, due)) ?? []);
    expect(asMap(law(true))).toEqual(new Map([[3600, 1]]));
    expect(asMap(law(false))).toEqual(
      new Map([
        [100, 0.25],
        [200, 0.75],
      ]),
    );
  });
});
