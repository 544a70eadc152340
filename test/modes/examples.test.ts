import { describe, expect, it } from "vitest";
import { tabulate } from "../../src/chance/law.js";
import { formatMinor, parseAmount } from "../../src/domain/money.js";
import type { Rounding } from "../../src/domain/rounding.js";
import type {
  Checkout,
  DiscountMode,
  DiscountRule,
  FreeOrderPeriod,
  FreeOrders,
  ModeContext,
} from "../../src/modes/contract.js";
import { lawOfRule } from "../../src/modes/law-of-rule.js";
import { plainCheckout } from "../../src/modes/plain-checkout.js";
import { MODES } from "../../src/modes/registry.js";
import { createLeaves } from "../../src/schema/leaves.js";

const leaves = createLeaves(2);
const currency = { code: "CNY", exponent: 2 };

function compile(block: Record<string, unknown>, rounding: Rounding = "half_up", stream = 0): DiscountRule {
  let nestedBlocks = 0;
  const { mode: name, ...rest } = block;
  const mode = MODES.find((candidate) => candidate.name === name) as DiscountMode<unknown> | undefined;
  if (mode === undefined) throw new Error(`no mode ${String(name)}`);
  const context: ModeContext = {
    currency,
    rounding,
    stream,
    compileNested: (nested) => compile(nested as Record<string, unknown>, rounding, 2 * stream + ++nestedBlocks),
  };
  return mode.compile(mode.parameters(leaves).parse(rest), context);
}

function minor(text: string): number {
  const value = parseAmount(text, 2);
  if (typeof value !== "number") throw new Error(value);
  return value;
}

describe.each(MODES.map((mode) => [mode.name, mode] as const))("%s", (name, mode) => {
  it("has examples, a summary and blocks of its own mode", () => {
    expect(mode.examples.length).toBeGreaterThan(1);
    expect(mode.summary).not.toBe("");
    expect(mode.examples.map(({ discount }) => discount.mode)).toEqual(mode.examples.map(() => name));
  });

  it.each(mode.examples.map((example) => [example.title, example] as const))("%s", (_title, example) => {
    const rule = compile(example.discount, example.rounding);
    const priceMinor = minor(example.price);
    const checkout: Checkout = {
      priceMinor,
      baseMinor: priceMinor,
      points: example.points ?? 0,
      freeOrderDue: example.freeOrderDue ?? false,
      uniform: (stream) => example.uniforms?.[stream] ?? 0.5,
    };
    const desired = priceMinor < rule.minimumPriceMinor ? "below_minimum" : formatMinor(rule.desiredMinor(checkout), 2);
    expect(desired).toBe(example.desired);
  });
});

describe("the parts of a rule", () => {
  it("percentages look at the base, thresholds at the price", () => {
    const rule = compile({ mode: "percent_off", tiers: [{ minimum_amount: "100.00", percent_off: "10%" }] });
    expect(
      rule.desiredMinor({ priceMinor: 10000, baseMinor: 5000, points: 0, freeOrderDue: false, uniform: () => 0.5 }),
    ).toBe(500);
  });

  it("points are cut to whole steps and cost the fewest steps of that worth", () => {
    // 300 points pay 1.00 and come in steps of 2: a cent is worth 3 points, so 2, 4, 6 … points are worth 0, 1, 2, 2, 3 … cents
    const rule = compile({ mode: "points", points_per_unit: "300", step: "2" });
    const checkout: Checkout = {
      priceMinor: 10000,
      baseMinor: 10000,
      points: 9,
      freeOrderDue: false,
      uniform: () => 0.5,
    };
    expect(rule.desiredMinor(checkout)).toBe(2); // 8 points: floor(2.67)
    expect(rule.pointsFor?.(2, checkout)).toBe(6);
    expect(rule.cutMinor?.(1, checkout)).toBe(1);
    const coarse = compile({ mode: "points", points_per_unit: "100", step: "250" });
    expect(coarse.cutMinor?.(400, checkout)).toBe(250);
    expect(coarse.cutMinor?.(249, checkout)).toBe(0);
    expect(coarse.pointsFor?.(250, checkout)).toBe(250);
  });

  it("points agree with a search over all steps", () => {
    for (const [perUnit, step] of [
      [100, 1],
      [300, 7],
      [7, 3],
      [1000, 40],
    ]) {
      const rule = compile({ mode: "points", points_per_unit: String(perUnit), step: String(step) });
      const worth = (steps: number) => Math.floor((steps * step * 100) / perUnit);
      for (let limit = 0; limit < 60; limit++) {
        const all = Array.from({ length: 2000 }, (_, steps) => steps);
        const most = Math.max(...all.filter((steps) => worth(steps) <= limit));
        const checkout: Checkout = {
          priceMinor: limit,
          baseMinor: limit,
          points: 2000 * step,
          freeOrderDue: false,
          uniform: () => 0.5,
        };
        expect(rule.desiredMinor(checkout)).toBe(worth(most));
        expect(rule.cutMinor?.(limit, checkout)).toBe(worth(most));
        const fewest = all.find((steps) => worth(steps) === worth(most));
        expect(rule.pointsFor?.(worth(most), checkout)).toBe((fewest ?? -1) * step);
      }
    }
  });

  it("numbers of free orders fall due as SPEC says", () => {
    const first = compile({ mode: "free_orders", count: "3", pick: "first" }).freeOrders;
    const nth = compile({ mode: "free_orders", pick: { nth: "5" } }).freeOrders;
    const capped = compile({ mode: "free_orders", count: "2", pick: { nth: "5" } }).freeOrders;
    const period: FreeOrderPeriod = { uniform: () => 0.5, openMoment: () => 0 };
    const due = (rule: FreeOrders | undefined, numbers: number[]) => {
      const dueBy = rule?.begin(period);
      return numbers.map((k) => dueBy?.(k, 0));
    };
    expect(due(first, [1, 2, 10])).toEqual([3, 3, 3]);
    expect(due(nth, [4, 5, 9, 10, 15])).toEqual([0, 1, 1, 2, 3]);
    expect(due(capped, [4, 5, 10, 15])).toEqual([0, 1, 2, 2]);
  });

  it("the design of a price is what a checkout at that price gets", () => {
    const rule = compile({
      mode: "amount_off",
      tiers: [
        { minimum_amount: "10.00", amount_off: "1.00" },
        { minimum_amount: "20.00", amount_off: "3.00" },
      ],
    });
    const values = [999, 1000, 1999, 2000].map((price) => [
      ...tabulate(lawOfRule(rule, plainCheckout(price))).valuesMinor,
    ]);
    expect(values).toEqual([[0], [100], [100], [300]]);
  });

  it("says which orders are free with their ordinals", () => {
    const mode = MODES.find(({ name }) => name === "free_orders") as DiscountMode<unknown> | undefined;
    const said = ["1", "2", "3", "11", "12", "21", "40"].map((nth) =>
      mode?.sentence(mode.parameters(leaves).parse({ pick: { nth } }), currency),
    );
    expect(said).toEqual(["1st", "2nd", "3rd", "11th", "12th", "21st", "40th"].map((n) => `every ${n} order is free`));
  });
});

describe("an amount for every step", () => {
  it("stays an amount where steps times amount are beyond the largest one", () => {
    const { desiredMinor } = compile({ mode: "amount_off", every: "0.01", amount_off: "1000000000.00" });
    const priceMinor = minor("1000000.00");
    const checkout = { priceMinor, baseMinor: priceMinor, points: 0, freeOrderDue: false, uniform: () => 0.5 };
    expect(desiredMinor(checkout)).toBe(Number.MAX_SAFE_INTEGER);
  });
});
