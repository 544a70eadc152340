/** When cashback is credited, worked out by hand, through the whole tool. */
import { expect, it } from "vitest";
import { simulate } from "../../src/index.js";

const campaigns = `version: 1
currency: CNY
timezone: Asia/Shanghai
campaigns:
  - id: back
    discount: { mode: percent_off, tiers: [{ minimum_amount: 0.00, percent_off: 10% }] }
    given_as: cashback
    cashback_delay: 2d
`;

async function cashbackOf(rows: readonly string[]): Promise<string[]> {
  let text = "";
  await simulate({
    campaigns: [{ file: "campaigns.yaml", text: campaigns }],
    transactions: {
      name: "log.csv",
      text: `transaction_id,timestamp,type,refund_of,user_id,amount\n${rows.join("\n")}\n`,
    },
    openFile: (name) => (piece) => {
      if (name === "cashback.csv") text += piece;
    },
  });
  return text.trimEnd().split("\n");
}

const paid = ["t1,2026-01-01T23:00:00,,,u1,100.00", "t2,2026-01-02T10:00:00,,,u1,50.00"];

it("is credited on the local day that the delay leads to", async () => {
  expect(await cashbackOf(paid)).toEqual([
    "day,campaign_id,credited,clawed_back,promised,cancelled,owed",
    "2026-01-01,back,0.00,0.00,10.00,0.00,10.00",
    "2026-01-02,back,0.00,0.00,5.00,0.00,15.00",
    "2026-01-03,back,10.00,0.00,0.00,0.00,5.00",
    "2026-01-04,back,5.00,0.00,0.00,0.00,0.00",
  ]);
});

it("is lowered by a refund before its credit, and clawed back by one after it", async () => {
  const before = "r1,2026-01-03T22:59:59,refund,t1,u1,40.00";
  const after = "r2,2026-01-03T23:00:00,refund,t1,u1,60.00";
  expect(await cashbackOf([...paid, before, after])).toEqual([
    "day,campaign_id,credited,clawed_back,promised,cancelled,owed",
    "2026-01-01,back,0.00,0.00,10.00,0.00,10.00",
    "2026-01-02,back,0.00,0.00,5.00,0.00,15.00",
    "2026-01-03,back,6.00,6.00,0.00,4.00,5.00",
    "2026-01-04,back,5.00,0.00,0.00,0.00,0.00",
  ]);
});

it("is owed no more where a refund took all of it back in time", async () => {
  const lines = await cashbackOf([...paid, "r1,2026-01-02T11:00:00,refund,t2,u1,50.00"]);
  expect(lines).toEqual([
    "day,campaign_id,credited,clawed_back,promised,cancelled,owed",
    "2026-01-01,back,0.00,0.00,10.00,0.00,10.00",
    "2026-01-02,back,0.00,0.00,5.00,5.00,10.00",
    "2026-01-03,back,10.00,0.00,0.00,0.00,0.00",
  ]);
});
