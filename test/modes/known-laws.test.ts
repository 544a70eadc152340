/** Laws of random modes against formulas, and 200,000 keyed draws against the laws. */
import { describe, expect, it } from "vitest";
import { chiSquareTail } from "../../src/chance/chi-square.js";
import { runKey } from "../../src/chance/keys.js";
import { tabulate } from "../../src/chance/law.js";
import { Threefry } from "../../src/chance/threefry.js";
import { lawOfRule } from "../../src/modes/law-of-rule.js";
import { plainCheckout } from "../../src/modes/plain-checkout.js";
import { KNOWN_LAWS, type KnownLaw } from "./known-laws.js";
import { checkoutWith, readDiscount } from "./read-discount.js";

const DRAWS = 200_000;
/** Streams of a draw with two levels of nested discounts. */
const STREAMS = 7;

function drawnAmounts({ discount, priceMinor, points }: KnownLaw, seed: string): Float64Array {
  const { rule } = readDiscount(discount);
  const { k0, k1 } = runKey(seed);
  const block = new Threefry();
  const uniforms = new Float64Array(STREAMS);
  const checkout = checkoutWith(uniforms, priceMinor, points);
  return Float64Array.from({ length: DRAWS }, (_, ordinal) => {
    for (let stream = 0; stream < STREAMS; stream++) {
      block.encrypt(k0, k1, ordinal, stream);
      uniforms[stream] = block.uniform();
    }
    return rule.desiredMinor(checkout);
  });
}

/** The expectation of a function of the amount. */
function expectation(law: ReadonlyMap<number, number>, of: (value: number) => number): number {
  let sum = 0;
  for (const [value, probability] of law) sum += probability * of(value);
  return sum;
}

/** How many standard errors the mean of `of` over the draws is from its expectation. */
function errorsApart(drawn: Float64Array, law: ReadonlyMap<number, number>, of: (value: number) => number): number {
  const expected = expectation(law, of);
  const variance = expectation(law, (value) => (of(value) - expected) ** 2);
  const off = drawn.reduce((sum, value) => sum + of(value), 0) / DRAWS - expected;
  return variance < 1e-9 ? off : off / Math.sqrt(variance / DRAWS);
}

/** Chi-square over the amounts in order, neighbours taken together until 10 draws are expected of them. */
function fitOf(drawn: Float64Array, law: ReadonlyMap<number, number>): number {
  const counts = new Map<number, number>();
  for (const value of drawn) counts.set(value, (counts.get(value) ?? 0) + 1);
  const bins: { seen: number; expected: number }[] = [];
  let bin = { seen: 0, expected: 0 };
  for (const [value, probability] of [...law].sort(([a], [b]) => a - b)) {
    bin.seen += counts.get(value) ?? 0;
    bin.expected += DRAWS * probability;
    if (bin.expected < 10) continue;
    bins.push(bin);
    bin = { seen: 0, expected: 0 };
  }
  bins[bins.length - 1].seen += bin.seen;
  bins[bins.length - 1].expected += bin.expected;
  const statistic = bins.reduce((sum, { seen, expected }) => sum + (seen - expected) ** 2 / expected, 0);
  return bins.length === 1 ? 1 : chiSquareTail(statistic, bins.length - 1);
}

describe.each(KNOWN_LAWS.map((known) => [known.title, known] as const))("%s", (_title, known) => {
  const { law, priceMinor, points } = known;

  it("has the law of the formulas, digit for digit, and no other amount", () => {
    const { rule } = readDiscount(known.discount);
    const { valuesMinor, probabilities } = tabulate(lawOfRule(rule, plainCheckout(priceMinor, points)));
    expect([...valuesMinor]).toEqual([...law.keys()].sort((a, b) => a - b));
    const apart = Array.from(valuesMinor, (value, i) => Math.abs(probabilities[i] - (law.get(value) ?? 0)));
    expect(Math.max(...apart)).toBeLessThan(1e-13);
    expect(Math.abs(probabilities.reduce((sum, probability) => sum + probability, 0) - 1)).toBeLessThan(1e-12);
  });

  it("draws that law: mean, variance, a tail, every bin", () => {
    const drawn = drawnAmounts(known, "known laws");
    const mean = expectation(law, (value) => value);
    const sd = Math.sqrt(expectation(law, (value) => (value - mean) ** 2));
    expect(drawn.filter((value) => !law.has(value))).toHaveLength(0);
    expect(Math.abs(errorsApart(drawn, law, (value) => value))).toBeLessThan(4);
    expect(Math.abs(errorsApart(drawn, law, (value) => (value - mean) ** 2))).toBeLessThan(4);
    expect(Math.abs(errorsApart(drawn, law, (value) => (value >= mean + 1.5 * sd ? 1 : 0)))).toBeLessThan(4);
    expect(Math.abs(errorsApart(drawn, law, (value) => (value <= mean - 1.2 * sd ? 1 : 0)))).toBeLessThan(4);
    expect(fitOf(drawn, law)).toBeGreaterThan(1e-4);
  });
});
