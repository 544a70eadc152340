/**
 * Worked examples that other promotion engines publish in their test suites and documentation, as figures: where our rules cover them,
 * the whole way from campaign file and log to the report must give the same. Not covered: offers per item of a basket (a log has one
 * price a payment), percentages above 100%, a negative number rounded, uses given back by a cancelled order that is no refund,
 * discounts on discounts (they come with combination).
 */
import { describe, expect, it } from "vitest";
import { multiplyDivide } from "../../src/domain/rounding.js";
import { splitByLargestRemainder } from "../../src/domain/split.js";
import { simulate } from "../../src/index.js";

const amountOff = (tiers: [minimum: string, off: string][]) =>
  `{ mode: amount_off, tiers: [${tiers.map(([from, off]) => `{ minimum_amount: ${from}, amount_off: ${off} }`).join(", ")}] }`;
const percentOff = (tiers: [minimum: string, percent: string][], more = "") =>
  `{ mode: percent_off, tiers: [${tiers.map(([from, off]) => `{ minimum_amount: ${from}, percent_off: ${off} }`).join(", ")}]${more} }`;

async function pay(price: string, discount: string, more = "", log = `t1,2026-01-05T10:00:00Z,payment,,u1,${price}`) {
  const campaigns = `version: 1
currency: USD
timezone: UTC
campaigns:
  - { id: c, discount: ${discount}${more} }
`;
  const { document } = await simulate({
    campaigns: [{ file: "campaigns.yaml", text: campaigns }],
    transactions: { name: "log.csv", text: `transaction_id,timestamp,type,refund_of,user_id,amount\n${log}\n` },
  });
  return document;
}

describe("published examples of one discount", () => {
  it.each([
    ["Sylius: equal to the threshold counts", "80.00", amountOff([["80.00", "10.00"]]), 1000, 7000],
    ["Sylius: three items, one threshold", "220.00", amountOff([["200.00", "10.00"]]), 1000, 21000],
    ["Solidus: below a minimum spend", "49.00", amountOff([["50.00", "10.00"]]), 0, 4900],
    ["Sylius: fixed amount", "100.00", amountOff([["0.00", "10.00"]]), 1000, 9000],
    ["WooCommerce: never below zero", "8.95", amountOff([["0.00", "10.00"]]), 895, 0],
    ["WooCommerce: one fixed amount on two items", "20.00", amountOff([["0.00", "10.00"]]), 1000, 1000],
    ["Sylius: 20 percent", "100.00", percentOff([["0.00", "20%"]]), 2000, 8000],
    ["Vendure: 20 percent", "60.00", percentOff([["0.00", "20%"]]), 1200, 4800],
    ["Saleor: 10 percent", "9.00", percentOff([["0.00", "10%"]]), 90, 810],
    ["Solidus: 15 percent", "29.00", percentOff([["0.00", "15%"]]), 435, 2465],
    ["Solidus: 100 percent", "30.00", percentOff([["0.00", "100%"]]), 3000, 0],
    ["Solidus: a cap that is not reached", "45.00", percentOff([["0.00", "15%"]], ", max_discount: 50.00"), 675, 3825],
    [
      "Solidus: below all tiers the base amount",
      "50.00",
      amountOff([
        ["0.00", "10.00"],
        ["100.00", "15.00"],
        ["200.00", "20.00"],
      ]),
      1000,
      4000,
    ],
    [
      "Solidus: the highest tier",
      "210.00",
      amountOff([
        ["0.00", "10.00"],
        ["100.00", "15.00"],
        ["200.00", "20.00"],
      ]),
      2000,
      19000,
    ],
    [
      "Solidus: a tier is reached at equality",
      "30.00",
      percentOff([
        ["0.00", "10%"],
        ["20.00", "15%"],
        ["30.00", "20%"],
      ]),
      600,
      2400,
    ],
  ])("%s", async (_title, price, discount, discountMinor, payableMinor) => {
    const { totals } = await pay(price, discount);
    expect([totals.discount_minor, totals.payable_minor]).toEqual([BigInt(discountMinor), BigInt(payableMinor)]);
  });
});

describe("published examples of limits", () => {
  const tenOff = amountOff([["0.00", "10.00"]]);
  const first = "t1,2026-01-05T10:00:00Z,payment,,u1,100.00";
  const second = "t2,2026-01-05T12:00:00Z,payment,,u1,100.00";

  it("Sylius: a customer within the limit, and beyond it", async () => {
    const within = await pay("", tenOff, ", limits: [{ max: 2, per: user_id }]", `${first}\n${second}`);
    expect(within.campaigns[0].redemptions).toBe(2);
    const beyond = await pay("", tenOff, ", limits: [{ max: 1 }]", `${first}\n${second}`);
    expect(beyond.campaigns[0]).toMatchObject({ redemptions: 1, refusals: { limit_reached: 1 } });
  });

  it("Sylius: a cancelled order gives its use back", async () => {
    const cancel = "r1,2026-01-05T11:00:00Z,refund,t1,u1,100.00";
    const rules = ", limits: [{ max: 1, per: user_id }], refunds: { restore_limits: true }";
    const { campaigns } = await pay("", tenOff, rules, `${first}\n${cancel}\n${second}`);
    expect(campaigns[0].redemptions).toBe(2);
  });

  it("Medusa: a count that is used up", async () => {
    const { totals } = await pay("", amountOff([["0.00", "500.00"]]), ", limits: [{ max: 1 }]", `${first}\n${second}`);
    expect(totals).toMatchObject({ discounted_payments: 1 });
  });
});

describe("published examples of splits and roundings", () => {
  it.each([
    ["Vendure: one share", 300, [123], [300]],
    ["Vendure: exact shares", 95, [10, 20, 10, 30, 50, 20, 10, 40], [5, 10, 5, 15, 25, 10, 5, 20]],
    ["dinero.js: one to three", 100, [1, 3], [25, 75]],
    ["Solidus: by price", 1500, [15000, 5000, 10000], [750, 250, 500]],
    ["Solidus: one line in scope", 1500, [2000, 0, 0], [1500, 0, 0]],
    ["Voucherify: by quantity", 1000, [2, 3, 3], [250, 375, 375]],
    ["Medusa: one to three", 5000, [5000, 15000], [1250, 3750]],
    ["Solidus: 15 percent over three lines", 675, [1200, 2300, 1000], [180, 345, 150]],
  ])("%s", (_title, amount, weights, expected) => {
    const parts = weights.map(() => 0);
    splitByLargestRemainder(amount, weights, parts);
    expect(parts).toEqual(expected);
  });

  it("dinero.js, moneyphp: a half goes up", () => {
    expect([multiplyDivide(15, 1, 10, "half_up"), multiplyDivide(1, 15, 10, "half_up")]).toEqual([2, 2]);
  });
});
