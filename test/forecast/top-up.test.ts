/** Prices that are raised to a threshold: to which, how often, and always the same. */
import { describe, expect, it } from "vitest";
import { createTopUp, type TopUp } from "../../src/forecast/top-up.js";
import { load } from "../campaigns/campaign-text.js";

function topUpOf(behaviour: string, ...discounts: readonly string[]): TopUp {
  const campaigns = discounts.map((discount, i) => `  - { id: c${i}, ${discount} }\n`).join("");
  const topUp = createTopUp(
    load(`version: 1\ncurrency: CNY\ntimezone: UTC\n${behaviour}campaigns:\n${campaigns}`),
    "s",
  );
  if (topUp === null) throw new Error("behaviour is on");
  return topUp;
}

const CERTAIN = "behaviour: { top_up: { within: 10.00, probability: 100% } }\n";
const TIERS =
  "discount: { mode: amount_off, tiers: [{ minimum_amount: 100, amount_off: 5 }, { minimum_amount: 105, amount_off: 6 }] }";
const raised = (topUp: TopUp, ...pricesMinor: readonly number[]) => pricesMinor.map((price) => topUp(0, 0, 0, price));

it("is null where campaign files say nothing of it", () => {
  const set = load(
    `version: 1\ncurrency: CNY\ntimezone: UTC\nbehaviour: { uplift: { rate: 5% } }\ncampaigns: [{ id: a, ${TIERS} }]\n`,
  );
  expect(createTopUp(set, "s")).toBeNull();
});

describe("a price is raised to the lowest threshold above it that is near enough", () => {
  it("of tiers", () => {
    const prices = [8999, 9000, 9999, 10_000, 10_499, 10_500, 20_000];
    expect(raised(topUpOf(CERTAIN, TIERS), ...prices)).toEqual([8999, 10_000, 10_000, 10_500, 10_500, 10_500, 20_000]);
  });

  it("of steps, up to the last that gives more", () => {
    const steps = "discount: { mode: amount_off, every: 100, amount_off: 5, max_discount: 12 }";
    const prices = [8999, 9500, 10_000, 19_000, 29_999, 39_500];
    expect(raised(topUpOf(CERTAIN, steps), ...prices)).toEqual([8999, 10_000, 10_000, 20_000, 30_000, 39_500]);
    const late = "discount: { mode: amount_off, every: 100, amount_off: 5, minimum_amount: 250 }";
    expect(raised(topUpOf(CERTAIN, late), 9500, 19_500, 24_500, 29_500)).toEqual([9500, 19_500, 25_000, 30_000]);
  });

  it("of the minimum of a random discount, and of a nested one", () => {
    const random =
      "discount: { mode: random_choice, amounts: [{ amount_off: 1, weight: 1 }, { amount_off: 2, weight: 1 }], minimum_amount: 50 }";
    const nested = `discount: { mode: lucky_draw, ratio: 1%, prize: { mode: fixed_price, price: 0 }, ${TIERS.replace("discount", "otherwise")} }`;
    expect(raised(topUpOf(CERTAIN, random, nested), 4500, 9500)).toEqual([5000, 10_000]);
  });

  it("of all campaigns together, but those that are paused", () => {
    const other = "discount: { mode: percent_off, tiers: [{ minimum_amount: 98, percent_off: 5% }] }";
    expect(raised(topUpOf(CERTAIN, TIERS, other), 9500, 9800)).toEqual([9800, 10_000]);
    expect(raised(topUpOf(CERTAIN, TIERS, `status: paused, ${other}`), 9500)).toEqual([10_000]);
  });

  it("that gives more than is given below it", () => {
    const capped = TIERS.replace("] }", "], max_discount: 5 }");
    expect(raised(topUpOf(CERTAIN, capped), 9500, 10_200)).toEqual([10_000, 10_200]);
    const late = TIERS.replace("] }", "], minimum_amount: 103 }");
    expect(raised(topUpOf(CERTAIN, late), 9500, 10_200)).toEqual([10_300, 10_300]);
  });
});

describe("with its probability", () => {
  const topUp = topUpOf("behaviour: { top_up: { within: 10.00, probability: 30% } }\n", TIERS);

  it.each([
    ["rows", (i: number) => topUp(3, i, 0, 9500)],
    ["persons", (i: number) => topUp(3, 7, i, 9500)],
    ["runs", (i: number) => topUp(i, 7, 0, 9500)],
  ])("for %s independently", (_, price) => {
    const times = 20_000;
    let count = 0;
    let pairs = 0;
    for (let i = 0; i < times; i++) {
      if (price(i) !== 10_000) continue;
      count++;
      if (price(i + 1) === 10_000) pairs++;
    }
    expect(Math.abs(count / times - 0.3)).toBeLessThan(5 * Math.sqrt(0.21 / times));
    expect(Math.abs(pairs / count - 0.3)).toBeLessThan(5 * Math.sqrt(0.21 / count));
  });

  it("and always alike for the same run, row and person", () => {
    const prices = (order: readonly number[]) => new Map(order.map((i) => [i, topUp(i % 5, i, i % 3, 9500)]));
    const rows = Array.from({ length: 500 }, (_, i) => i);
    expect([...prices(rows.toReversed())].reverse()).toEqual([...prices(rows)]);
    const again = topUpOf("behaviour: { top_up: { within: 10.00, probability: 30% } }\n", TIERS);
    expect(rows.map((i) => again(0, i, 0, 9500))).toEqual(rows.map((i) => topUp(0, i, 0, 9500)));
  });

  it("or never at 0%", () => {
    const never = topUpOf("behaviour: { top_up: { within: 10.00, probability: 0% } }\n", TIERS);
    for (let i = 0; i < 100; i++) expect(never(0, i, 0, 9999)).toBe(9999);
  });
});
