/** Laws of random modes against counts over evenly spaced uniforms, as drawn and under the discount's caps. */
import { describe, expect, it } from "vitest";
import { capMinor, cappedLaw } from "../../src/campaigns/apply-caps.js";
import { type Law, tabulate } from "../../src/chance/law.js";
import { lawOfRule } from "../../src/modes/law-of-rule.js";
import { plainCheckout } from "../../src/modes/plain-checkout.js";
import { checkoutWith, readDiscount } from "./read-discount.js";

const UNIFORMS = 200_000;

interface Counted {
  readonly title: string;
  readonly discount: string;
  /** Streams that choose between nested discounts, with the number of uniforms that meets each ratio exactly; 1 elsewhere. */
  readonly lots?: readonly number[];
  readonly priceMinor?: number;
  readonly points?: number;
}

const CASES: readonly Counted[] = [
  {
    title: "weights of very different size",
    discount:
      "mode: random_choice, amounts: [{ amount_off: 9.00, weight: 0.001 }, { amount_off: 1.00, weight: 20 }, { amount_off: 2.00, weight: 3 }, { amount_off: 9.00, weight: 0.002 }]",
  },
  {
    title: "200 amounts of uneven weight",
    discount: `mode: random_choice, amounts: [${Array.from({ length: 200 }, (_, i) => `{ amount_off: ${(i * 37) % 200}.00, weight: ${1 + (i % 7)} }`).join(", ")}]`,
    priceMinor: 100_000,
  },
  { title: "a normal by the cent", discount: "mode: random_normal, mean: 8.88, sd: 3.00, min: 0.00, max: 15.55" },
  {
    title: "a normal in steps that its range does not begin with",
    discount: "mode: random_normal, mean: 3.00, sd: 4.00, min: 0.15, max: 9.99, step: 0.20, max_discount: 8.15",
  },
  {
    title: "a normal in its lower tail",
    discount: "mode: random_normal, mean: 50.00, sd: 5.00, min: 1.00, max: 20.00, step: 0.03",
  },
  {
    title: "a normal in its upper tail, 30 sd away",
    discount: "mode: random_normal, mean: 1.00, sd: 0.50, min: 16.00, max: 30.00",
  },
  { title: "a normal with one amount", discount: "mode: random_normal, mean: 1.00, sd: 0.50, min: 2.00, max: 2.00" },
  {
    title: "a normal under a cap",
    discount: "mode: random_normal, mean: 5, sd: 3, min: 1, max: 20, max_discount: 6.66",
  },
  {
    title: "a normal that the price cuts",
    discount: "mode: random_normal, mean: 5.00, sd: 3.00, min: 1.00, max: 20.00, min_payable: 0.50",
    priceMinor: 700,
  },
  {
    title: "60 intervals by weight, in steps that do not divide them",
    discount: `mode: random_intervals, step: 0.07, intervals: [${Array.from({ length: 60 }, (_, i) => `{ from: ${i}.00, to: ${i}.${20 + i}, weight: ${1 + ((i * i) % 11)} }`).join(", ")}]`,
  },
  {
    title: "intervals by a normal's mass",
    discount:
      "mode: random_intervals, mean: 6.00, sd: 2.50, intervals: [{ from: 0.00, to: 3.00 }, { from: 3.00, to: 3.01 }, { from: 4.00, to: 12.00 }]",
  },
  {
    title: "the same intervals by weight",
    discount:
      "mode: random_intervals, intervals: [{ from: 0.00, to: 3.00, weight: 5 }, { from: 3.00, to: 3.01, weight: 1 }, { from: 4.00, to: 12.00, weight: 2 }]",
  },
  {
    title: "a lucky draw of random amounts with caps of their own",
    discount: `mode: lucky_draw, ratio: 20%, max_discount: 11.00,
      prize: { mode: random_normal, mean: 10.00, sd: 2.00, min: 5.00, max: 15.00, max_discount: 13.00 },
      otherwise: { mode: random_intervals, intervals: [{ from: 0.10, to: 6.00, weight: 1 }], max_discount: 5.50 }`,
    lots: [10],
  },
  {
    title: "a lucky draw in both branches of another",
    discount: `mode: lucky_draw, ratio: 30%,
      prize: { mode: lucky_draw, ratio: 50%, prize: { mode: random_choice, amounts: [{ amount_off: 8.00, weight: 1 }, { amount_off: 9.00, weight: 2 }] },
        otherwise: { mode: percent_off, tiers: [{ minimum_amount: 0.00, percent_off: 9% }], max_discount: 8.00 }, max_discount: 8.50 },
      otherwise: { mode: lucky_draw, ratio: 75%, prize: { mode: random_intervals, step: 0.30, intervals: [{ from: 0.00, to: 2.00, weight: 1 }] } }`,
    lots: [10, 4, 4],
  },
  {
    title: "a lucky draw whose prize is below its minimum",
    discount: `mode: lucky_draw, ratio: 40%, prize: { mode: random_choice, minimum_amount: 200.00, amounts: [{ amount_off: 8.00, weight: 1 }] },
      otherwise: { mode: random_choice, amounts: [{ amount_off: 1.00, weight: 1 }, { amount_off: 2.00, weight: 1 }] }`,
    lots: [10],
  },
  {
    title: "a lucky draw of points, which caps cut to whole steps",
    discount: `mode: lucky_draw, ratio: 40%, max_discount: 8.80, prize: { mode: points, points_per_unit: 30, step: 7, max_share: 20% },
      otherwise: { mode: random_choice, amounts: [{ amount_off: 1.00, weight: 1 }, { amount_off: 9.90, weight: 1 }] }`,
    lots: [10],
    points: 5000,
  },
];

/** Shares of amounts; streams with `lots` run through so many uniforms each, all others together through the rest. */
function countShares(lots: readonly number[], amountOf: (uniforms: Float64Array) => number): Map<number, number> {
  const uniforms = new Float64Array(15);
  const whole = lots.reduce((product, lot) => product * lot, 1);
  const fine = Math.floor(UNIFORMS / whole);
  const counts = new Map<number, number>();
  for (let i = 0; i < whole * fine; i++) {
    uniforms.fill((Math.floor(i / whole) + 0.5) / fine);
    let rest = i % whole;
    for (const [stream, lot] of lots.entries()) {
      uniforms[stream] = ((rest % lot) + 0.5) / lot;
      rest = Math.floor(rest / lot);
    }
    const amount = amountOf(uniforms);
    counts.set(amount, (counts.get(amount) ?? 0) + 1);
  }
  return new Map([...counts].map(([amount, count]) => [amount, count / (whole * fine)]));
}

function expectLaw(law: Law, shares: ReadonlyMap<number, number>, tolerance: number): void {
  const { valuesMinor, probabilities } = tabulate(law);
  const known = new Map(Array.from(valuesMinor, (value, i) => [value, probabilities[i]]));
  expect([...shares.keys()].filter((value) => !known.has(value))).toEqual([]);
  const apart = [...known].map(([value, probability]) => Math.abs(probability - (shares.get(value) ?? 0)));
  expect(Math.max(...apart)).toBeLessThanOrEqual(tolerance);
  expect(Math.abs(probabilities.reduce((sum, probability) => sum + probability, 0) - 1)).toBeLessThan(1e-12);
}

describe.each(CASES.map((counted) => [counted.title, counted] as const))("%s", (_title, counted) => {
  const { discount: text, lots = [], priceMinor = 10_000, points } = counted;
  const discount = readDiscount(text);
  const fine = UNIFORMS / lots.reduce((product, lot) => product * lot, 1);
  const drawn = (uniforms: Float64Array) => discount.rule.desiredMinor(checkoutWith(uniforms, priceMinor, points));

  it("comes out as its law says", () => {
    expectLaw(lawOfRule(discount.rule, plainCheckout(priceMinor, points)), countShares(lots, drawn), 2 / fine);
  });

  it("comes out as its law says under its caps", () => {
    const granted = (uniforms: Float64Array) =>
      capMinor(discount, drawn(uniforms), checkoutWith(uniforms, priceMinor, points));
    expectLaw(cappedLaw(discount, plainCheckout(priceMinor, points)), countShares(lots, granted), 2 / fine);
  });
});
