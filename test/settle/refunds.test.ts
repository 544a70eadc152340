/** Settled refunds whose cash is on the other side: by the minor units of rounding, a payment with several discounts gives back more than it refunds. */
import { expect, test } from "vitest";
import { settle } from "../../src/index.js";

test("a refund of several discounts may debit the customer with a minor unit, which is no cashback", async () => {
  const half = (id: string) =>
    `  - { id: ${id}, discount: { mode: amount_off, tiers: [{ minimum_amount: 1.00, amount_off: 0.50 }] }, stacking: { combine: true } }`;
  const files = ["version: 1", "currency: CNY", "timezone: Asia/Shanghai", "campaigns:", half("a"), half("b")];
  const rows = [
    "transaction_id,timestamp,type,refund_of,user_id,amount",
    "T1,2026-01-01T10:00,payment,,U1,1.00",
    "R1,2026-01-02T10:00,refund,T1,U1,0.01",
    "R2,2026-01-02T11:00,refund,T1,U1,0.01",
  ];
  const { document } = await settle({
    campaigns: [{ file: "c.yaml", text: files.join("\n") }],
    transactions: { name: "log.csv", text: rows.join("\n") },
  });
  const { customers, proof } = document;
  // floor(0.50 × 0.01 / 1.00) is 0.00, so R1 gives the customer 0.01; R2 gives 0.01 of each discount back.
  expect([customers.debit_minor, customers.credit_minor]).toEqual([1n, 1n]);
  expect(proof.lines.find(({ figure }) => figure === "cashback clawed back")?.ledger_minor).toBe(0n);
});
