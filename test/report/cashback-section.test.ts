/** What the document and the text say of cashback at the end of a log: promised, credited, owed, at most. */
import { expect, test } from "vitest";
import { renderText, simulate } from "../../src/index.js";

const CAMPAIGNS = `version: 1
currency: CNY
timezone: Asia/Shanghai
campaigns:
  - id: back
    discount: { mode: percent_off, tiers: [{ minimum_amount: 0.00, percent_off: 10% }] }
    given_as: cashback
    cashback_delay: 3d
  - id: never
    status: paused
    given_as: cashback
    discount: { mode: percent_off, tiers: [{ minimum_amount: 0.00, percent_off: 10% }] }
`;
const LOG = `transaction_id,timestamp,type,refund_of,user_id,amount
A,2026-03-02T10:00:00,payment,,u1,100.00
B,2026-03-03T10:00:00,payment,,u2,200.00
C,2026-03-03T12:00:00,refund,A,u1,40.00
D,2026-03-05T11:00:00,refund,A,u1,60.00
`;

test("the report tells peak, rest and end", async () => {
  const campaigns = [{ file: "campaigns.yaml", text: CAMPAIGNS }];
  const { document, details } = await simulate({ campaigns, transactions: { name: "log.csv", text: LOG } });
  const nothing = { cancelled_minor: 0n, credited_minor: 0n, clawed_back_minor: 0n, owed_minor: 0n };
  expect(document.cashback).toEqual([
    {
      campaign_id: "back",
      promised_minor: 3000n,
      cancelled_minor: 400n,
      credited_minor: 600n,
      clawed_back_minor: 600n,
      owed_minor: 2000n,
      peak_owed_minor: 2600n,
      peak_on: "2026-03-03",
      last_credit_on: "2026-03-06",
    },
    { campaign_id: "never", promised_minor: 0n, ...nothing, peak_owed_minor: 0n, peak_on: null, last_credit_on: null },
  ]);
  const text = renderText(document, details, { columns: 80, color: false });
  expect(text).toMatch(/back +30\.00 +4\.00 +6\.00 +6\.00 +20\.00 +26\.00/);
  expect(text).toContain("By the end of 2026-03-05");
  const instant = [{ file: "campaigns.yaml", text: CAMPAIGNS.replaceAll(/ +(given_as|cashback_delay).*\n/g, "") }];
  const without = await simulate({ campaigns: instant, transactions: { name: "log.csv", text: LOG } });
  expect(without.document).not.toHaveProperty("cashback");
});
