/** `refunds.threshold: reevaluate`: what the rest of a basket would have earned stays. */
import { describe, expect, it } from "vitest";
import { renderJson, simulate } from "../../src/index.js";

const HEADER = "transaction_id,timestamp,user_id,amount,type,refund_of,points";
const TIERS =
  "mode: amount_off, tiers: [{ minimum_amount: 100.00, amount_off: 5.00 }, { minimum_amount: 200.00, amount_off: 15.00 }]";

/** What each refund gives back of the discount: the column of outcomes.csv, by refund. */
async function givesBack(campaigns: readonly string[], rows: readonly string[]) {
  const text = ["version: 1", "currency: CNY", "timezone: Asia/Shanghai", "campaigns:", ...campaigns];
  let outcomes = "";
  const { document } = await simulate({
    campaigns: [{ file: "c.yaml", text: text.join("\n") }],
    transactions: { name: "log.csv", text: [HEADER, ...rows].join("\n") },
    openFile: (name) => (piece) => {
      if (name === "outcomes.csv") outcomes += piece;
    },
  });
  const [header, ...lines] = outcomes.trim().split("\n");
  const cells = lines.map((line) => line.split(","));
  const of = (column: string) => cells.map((line) => line[header.split(",").indexOf(column)]);
  const refunds = of("type").flatMap((type, i) =>
    type === "refund" ? [`${of("refunded_discount")[i]} back, ${of("payable")[i]}`] : [],
  );
  return { refunds, document: JSON.parse(renderJson(document)) };
}

const campaign = (discount: string, more = "refunds: { threshold: reevaluate }") =>
  `  - { id: c, discount: { ${discount} }, ${more} }`;
const paid = (amount: string, points = "") => `p,2026-01-05T10:00,u1,${amount},payment,,${points}`;
const refund = (id: string, amount: string) => `${id},2026-01-06T1${id.slice(1)}:00,u1,${amount},refund,p,`;

describe("threshold: reevaluate", () => {
  it("keeps what the rest would have earned, and gives the difference back", async () => {
    const rows = [
      paid("200.00"),
      refund("r1", "50.00"),
      refund("r2", "30.00"),
      refund("r3", "30.00"),
      refund("r4", "90.00"),
    ];
    const { refunds, document } = await givesBack([campaign(TIERS)], rows);
    expect(refunds).toEqual(["10.00 back, -40.00", "0.00 back, -30.00", "5.00 back, -25.00", "0.00 back, -90.00"]);
    expect(document.totals.refunded_discount_minor).toBe(1500);
  });

  it("gives back in proportion without it", async () => {
    const rows = [paid("200.00"), refund("r1", "50.00")];
    expect((await givesBack([campaign(TIERS, "priority: 1")], rows)).refunds).toEqual(["3.75 back, -46.25"]);
  });

  it("never asks the customer for money: what a refund does not cover is kept back of the next", async () => {
    const rows = [paid("200.00"), refund("r1", "4.00"), refund("r2", "3.00"), refund("r3", "93.00")];
    const { refunds } = await givesBack([campaign(TIERS)], rows);
    expect(refunds).toEqual(["4.00 back, 0.00", "3.00 back, 0.00", "3.00 back, -90.00"]);
  });

  it("has the same draw on the rest", async () => {
    const random =
      "mode: lucky_draw, ratio: 100%, prize: { mode: percent_off, tiers: [{ minimum_amount: 10.00, percent_off: 10% }] }";
    const { refunds } = await givesBack(
      [campaign(random)],
      [paid("200.00"), refund("r1", "150.00"), refund("r2", "45.00")],
    );
    expect(refunds).toEqual(["15.00 back, -135.00", "5.00 back, -40.00"]);
    const drawn = "mode: random_intervals, minimum_amount: 60.00, intervals: [{ from: 1.00, to: 50.00, weight: 1 }]";
    const { document } = await givesBack([campaign(drawn)], [paid("100.00"), refund("r1", "40.00")]);
    // 60.00 are left, and the amount does not depend on the price: all of it stays.
    expect(document.totals.refunded_discount_minor).toBe(0);
    expect(document.totals.discount_minor).toBeGreaterThan(0);
  });

  it("returns points in proportion to the discount", async () => {
    const points = "mode: points, points_per_unit: 100, minimum_amount: 50.00, max_share: 50%";
    const rows = [paid("100.00", "5000"), refund("r1", "40.00"), "q,2026-01-07T10:00,u1,100.00,payment,,"];
    const { refunds, document } = await givesBack([campaign(points)], rows);
    expect(refunds).toEqual(["20.00 back, -20.00"]); // 60.00 are left, of which half is 30.00
    expect(document.totals.discount_minor).toBe(7000); // and the 2,000 points that came back pay 20.00
  });

  it("looks at the discounts before it in the same payment", async () => {
    const campaigns = [
      "  - { id: a, priority: 1, discount: { mode: amount_off, tiers: [{ minimum_amount: 100.00, amount_off: 20.00 }] }, stacking: { combine: true }, refunds: { threshold: reevaluate } }",
      "  - { id: b, priority: 2, discount: { mode: percent_off, tiers: [{ minimum_amount: 1.00, percent_off: 10% }] }, stacking: { combine: true }, refunds: { threshold: reevaluate } }",
    ];
    // 20.00 and 10% of 180.00. Of 50.00 that are left: nothing, and 10% of 50.00.
    const { refunds } = await givesBack(campaigns, [paid("200.00"), refund("r1", "150.00")]);
    expect(refunds).toEqual(["33.00 back, -117.00"]);
  });

  const half = (id: string, more: string) =>
    `  - { id: ${id}, discount: { mode: amount_off, tiers: [{ minimum_amount: 1.00, amount_off: 50.00 }] }, ${more} }`;
  const whole = [paid("100.00"), refund("r1", "60.00"), refund("r2", "40.00")];

  it("keeps no more of all discounts together than is left of the price", async () => {
    const stacking = "stacking: { combine: true, base: price }, refunds: { threshold: reevaluate }";
    const { refunds, document } = await givesBack([half("a", stacking), half("b", stacking)], whole);
    // Nothing was paid. Of 40.00 that are left a earns 40.00, and b nothing.
    expect(refunds).toEqual(["60.00 back, 0.00", "40.00 back, 0.00"]);
    expect(document.totals.refunded_contributions_minor).toEqual({ platform: 10000 });
  });

  it("leaves a discount that goes back in proportion its part of the refund, whichever comes first", async () => {
    const anew = "stacking: { combine: true }, refunds: { threshold: reevaluate }";
    const inProportion = "stacking: { combine: true }";
    for (const campaigns of [
      [half("a", anew), half("b", inProportion)],
      [half("a", inProportion), half("b", anew)],
    ]) {
      const { refunds, document } = await givesBack(campaigns, whole);
      expect(refunds).toEqual(["60.00 back, 0.00", "40.00 back, 0.00"]);
      const returned = document.campaigns.map(
        (one: { refunded_discount_minor: number }) => one.refunded_discount_minor,
      );
      expect(returned).toEqual([5000, 5000]);
    }
  });

  it("leaves the largest min_payable of the payment to be paid of the rest", async () => {
    const capped = (id: string, minPayable: string) =>
      `  - { id: ${id}, discount: { mode: amount_off, tiers: [{ minimum_amount: 1.00, amount_off: 30.00 }], min_payable: ${minPayable} }, stacking: { combine: true, base: price }, refunds: { threshold: reevaluate } }`;
    const { refunds } = await givesBack(
      [capped("a", "30.00"), capped("b", "0.00")],
      [paid("100.00"), refund("r1", "30.00")],
    );
    // 30.00 and 30.00 are off 100.00; of 70.00 that are left a earns 30.00, and b 10.00: 30.00 must stay.
    expect(refunds).toEqual(["20.00 back, -10.00"]);
  });
});
