import { describe, expect, it } from "vitest";
import { runKey } from "../../src/chance/keys.js";
import { LogNormal } from "../../src/chance/log-normal.js";
import { CheckoutChances } from "../../src/replay/checkout/plan-checkouts.js";

const AT = { file: "campaigns.yaml", line: 1, column: 1 };
const rules = (abandon: number) => ({ at: AT, medianMs: 40_000, p95Ms: 300_000, abandon, retry: 0.7 });
const ROWS = 20_000;

describe("the log-normal law", () => {
  it("has the median and the 95th percentile that it is given", () => {
    const law = new LogNormal(40, 300);
    expect(law.quantile(0.5)).toBeCloseTo(40, 9);
    expect(law.quantile(0.95)).toBeCloseTo(300, 9);
    // In logarithms it is symmetric about the median.
    expect(law.quantile(0.2) * law.quantile(0.8)).toBeCloseTo(1600, 6);
    expect(new LogNormal(7, 7).quantile(0.123)).toBe(7);
  });
});

describe("the chances of a checkout", () => {
  it("give times of that law", () => {
    const chances = new CheckoutChances(rules(0), runKey("times"));
    const times = Float64Array.from({ length: ROWS }, (_, row) => chances.thinkMs(row)).sort();
    const shareUpTo = (ms: number) => times.filter((time) => time <= ms).length / ROWS;
    // Four standard errors of a share are at most 0.015.
    expect(Math.abs(shareUpTo(40_000) - 0.5)).toBeLessThan(0.015);
    expect(Math.abs(shareUpTo(300_000) - 0.95)).toBeLessThan(0.007);
  });

  it("leave of all checkouts the share that is asked for without a payment", () => {
    for (const abandon of [0, 0.2, 0.75]) {
      const chances = new CheckoutChances(rules(abandon), runKey("company"));
      let company = 0;
      for (let row = 0; row < ROWS; row++) company += chances.companions(row);
      expect(Math.abs(company / (company + ROWS) - abandon)).toBeLessThan(0.012);
    }
  });

  it("let as many ask again as is asked for, and depend on seed and row alone", () => {
    const chances = new CheckoutChances(rules(0.2), runKey("again"));
    const again = Array.from({ length: ROWS }, (_, row) => chances.retries(row));
    expect(Math.abs(again.filter(Boolean).length / ROWS - 0.7)).toBeLessThan(0.013);
    const others = new CheckoutChances(rules(0.2), runKey("again"));
    expect(Array.from({ length: 50 }, (_, i) => others.retries(ROWS - 1 - i))).toEqual(again.slice(-50).reverse());
  });
});
