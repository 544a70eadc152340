/** What random modes owe their callers: one uniform an amount, larger for larger; and a law made once, for all prices. */
import { describe, expect, it } from "vitest";
import { tabulate } from "../../src/chance/law.js";
import { plainCheckout } from "../../src/modes/plain-checkout.js";
import { checkoutWith, readDiscount } from "./read-discount.js";

const PRICE = 100_000;

const CASES: readonly (readonly [name: string, block: string])[] = [
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
];

describe.each(CASES)("%s", (_, block) => {
  const discount = readDiscount(block);
  const { rule } = discount;
  const { valuesMinor } = tabulate(rule.law?.(plainCheckout(PRICE)) ?? []);

  it("gives more for a larger uniform, and never what its law does not know", () => {
    const uniforms = Array.from({ length: 2001 }, (_, i) => Math.min(i / 2000, 1 - 2 ** -53));
    const amounts = uniforms.map((uniform) => rule.desiredMinor(checkoutWith([uniform], PRICE)));
    expect(amounts).toEqual([...amounts].sort((a, b) => a - b));
    const known = new Set(valuesMinor);
    expect(amounts.filter((amount) => !known.has(amount))).toEqual([]);
  });

  it("asks for its own stream alone", () => {
    const asked = new Set<number>();
    const uniform = (stream: number) => {
      asked.add(stream);
      return 0.3;
    };
    rule.desiredMinor({ ...plainCheckout(PRICE), uniform });
    expect([...asked]).toEqual([0]);
  });

  it("has one law, the same object at every price, so that tallies group by it", () => {
    const [cheap, dear] = [100, 9900].map((price) => rule.law?.(plainCheckout(price)));
    expect(cheap).toBeDefined();
    expect(dear).toBe(cheap);
  });
});

describe("the law of what nests other discounts", () => {
  it("holds, for a lucky draw, the tables of what it is made of", () => {
    const { rule } = readDiscount(
      "mode: lucky_draw, ratio: 10%, prize: { mode: random_normal, mean: 5.00, sd: 2.00, min: 1.00, max: 9.00 }",
    );
    const [cheap, dear] = [100, 9900].map((price) => rule.law?.(plainCheckout(price)));
    expect(dear?.[0].distribution).toBe(cheap?.[0].distribution);
  });

  it("is, for an order that is due, its price, for another what that gets instead", () => {
    const { rule } = readDiscount(
      "mode: free_orders, count: 3, pick: first, otherwise: { mode: random_choice, amounts: [{ amount_off: 1.00, weight: 1 }, { amount_off: 2.00, weight: 3 }] }",
    );
    const tableOf = (due: boolean) => {
      const { valuesMinor, probabilities } = tabulate(rule.law?.(plainCheckout(3600, 0, due)) ?? []);
      return new Map(Array.from(valuesMinor, (value, i) => [value, probabilities[i]]));
    };
    expect(tableOf(true)).toEqual(new Map([[3600, 1]]));
    expect(tableOf(false)).toEqual(
      new Map([
        [100, 0.25],
        [200, 0.75],
      ]),
    );
  });
});
