/** What a forecast says of itself before anybody believes it. */
import { describe, expect, it } from "vitest";
import { type ForecastRequest, forecast } from "../../src/index.js";

const CAMPAIGNS = `version: 1
currency: CNY
timezone: Asia/Shanghai
behaviour: { top_up: { within: 10.00, probability: 100% } }
campaigns:
  - id: tier
    discount: { mode: amount_off, tiers: [{ minimum_amount: 50.00, amount_off: 5.00 }] }
    limits: [{ per: user_id, max_amount: 7.00 }]
    refunds: { restore_limits: true }
`;
const HEADER = "transaction_id,timestamp,user_id,amount,type,refund_of\n";
const PAID = "t1,2026-01-05T10:00:00+08:00,u1,45.00,payment,\n";
const LOG = `${HEADER}${PAID}t2,2026-01-05T11:00:00+08:00,u1,20.00,refund,t1\nt3,2026-01-06T10:00:00+08:00,u1,45.00,payment,\n`;

async function codes(text: string, change: Partial<ForecastRequest> = {}): Promise<string[]> {
  const campaigns = [{ file: "c.yaml", text: CAMPAIGNS }];
  const { warnings } = await forecast({ campaigns, transactions: { name: "log.csv", text }, runs: 4, ...change });
  return warnings.map(({ code }) => code);
}

describe("a forecast", () => {
  it("raises baskets, not what is given back of them", async () => {
    const campaigns = [{ file: "c.yaml", text: CAMPAIGNS }];
    const { totals } = await forecast({ campaigns, transactions: { name: "log.csv", text: LOG }, runs: 3 });
    // 20.00 of 50.00 give back 2.00 of the limit's 7.00: 4.00 are left, and a second 5.00 is refused. A refund of 50.00 would let it through.
    expect(totals.discount_minor.mean).toBe(500);
  });

  it("says when it has no row, few days, or a holiday that is none of its days", async () => {
    expect(await codes(HEADER)).toContain("no-rows");
    expect(await codes(LOG, { resample: "days" })).toContain("few-days");
    expect(await codes(LOG, { holidays: new Map([["2027-01-01", 2]]) })).toContain("holiday-outside");
    expect(await codes(LOG, { holidays: new Map([["2026-01-05", 2]]) })).not.toContain("holiday-outside");
  });

  it("says when its precision was not reached", async () => {
    expect(await codes(LOG, { resample: "users", growth: { low: 0.5, high: 3 }, precision: 0.0001 })).toContain(
      "precision-not-reached",
    );
    expect(await codes(LOG, { precision: 0.5 })).not.toContain("precision-not-reached");
  });
});
