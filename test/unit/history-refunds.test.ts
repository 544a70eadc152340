/** Refunds among the history lower what is left of the history's payments, and touch nothing of the log. */
import { expect, it } from "vitest";
import { simulate } from "../../src/index.js";

const campaigns = `version: 1
currency: CNY
timezone: UTC
campaigns:
  - { id: a, budget: { total: 500.00 }, discount: { mode: fixed_price, price: 20.00 } }
`;
const HEADER = "transaction_id,timestamp,user_id,amount,type,refund_of\n";

async function run(log: string, history: string) {
  return simulate({
    campaigns: [{ file: "campaigns.yaml", text: campaigns }],
    transactions: { name: "log.csv", text: HEADER + log },
    history: { name: "history.csv", text: HEADER + history },
  });
}

it("leave the log's payments and budgets alone where ids coincide", async () => {
  const { document } = await run(
    "1,2026-01-01T10:00:00Z,U,120.00,payment,\n",
    "8,2026-01-01T09:00:00Z,U,50.00,payment,\n9,2026-01-01T11:00:00Z,U,60.00,refund,1\n",
  );
  expect(document.campaigns[0].budget).toMatchObject({ spent_minor: 10000n, left_minor: 40000 });
  expect(document.totals.refunds).toBe(0);
});

it("count against what a refund of the log may still give back", async () => {
  const history = "8,2026-01-01T09:00:00Z,U,50.00,payment,\n9,2026-01-01T09:30:00Z,U,30.00,refund,8\n";
  const fits = await run("2,2026-01-02T10:00:00Z,U,20.00,refund,8\n", history);
  expect(fits.document.totals).toMatchObject({ refunds: 1, refunded_price_minor: 2000n, refunded_discount_minor: 0n });
  const tooLarge = await run("2,2026-01-02T10:00:00Z,U,20.01,refund,8\n", history);
  expect(tooLarge.rejects.map(({ reason }) => reason)).toEqual(["refund_too_large"]);
});
