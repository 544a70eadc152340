import { describe, expect, it } from "vitest";
import { MemoryInventory } from "../../src/engine.js";
import { randomCase } from "../oracle/random-case.js";
import { expectSame, expectSameForCase } from "./replay-and-engine.js";

/** Random campaigns with limits, budgets, draws, combinations, coupons, points and free orders, and logs with refunds and a history. */
const CASES = Array.from({ length: 70 }, (_, i) => randomCase(91_001 + i));

const MANY_USERS = `version: 1
currency: CNY
timezone: Asia/Shanghai
campaigns:
  - id: welcome
    eligibility: [{ first_payment: true }]
    discount: { mode: amount_off, tiers: [{ minimum_amount: 10.00, amount_off: 1.00 }] }
    stacking: { combine: true }
  - id: often
    eligibility: [{ count: { at_least: 2, within: 30d } }, { spent: { at_least: 60.00, within: 30d } }]
    when: "user.level != 'none' || tx.store_id == 'S1'"
    draw: { per: user, identity: device_id }
    discount: { mode: random_choice, amounts: [{ amount_off: 0.50, weight: 3 }, { amount_off: 2.00, weight: 1 }] }
    limits: [{ max: 2, per: [user_id, merchant_id], every: week }]
    stacking: { combine: true }
  - id: faithful
    eligibility: [{ streak: { days: 2 } }]
    audience: { user.level: [gold] }
    discount: { mode: percent_off, tiers: [{ minimum_amount: 5.00, percent_off: 10% }] }
    budget: { total: 500.00, per_day: 20.00, on_short: partial }
    priority: 1
    stacking: { combine: true }
`;

/** More rows, users, devices and merchants than an engine has room for at first, three times over. */
function manyUsers(): string {
  const lines = ["transaction_id,timestamp,type,refund_of,user_id,device_id,merchant_id,store_id,amount"];
  for (let i = 0; i < 2400; i++) {
    const time = new Date(Date.UTC(2026, 2, 1) + i * 600_000).toISOString();
    const user = (i * i) % 811;
    const device = i % 7 === 0 ? "" : `D${user % 700}`;
    if (i % 19 === 18) lines.push(`R${i},${time},refund,T${i - 9},U${user},,,,${1 + (i % 5)}.00`);
    else lines.push(`T${i},${time},payment,,U${user},${device},M${(i * 7) % 600},S${i % 900},${5 + (i % 83)}.00`);
  }
  return `${lines.join("\n")}\n`;
}

describe("the engine as a library", () => {
  it("answers every checkout as the replay does", async () => {
    let answers = 0;
    let redemptions = 0;
    for (const input of CASES) {
      const compared = await expectSameForCase(input);
      answers += compared.answers;
      redemptions += compared.redemptions;
    }
    expect(answers).toBeGreaterThan(1500);
    expect(redemptions).toBeGreaterThan(500);
  });

  it("does so too where the stock is in an inventory", async () => {
    for (const input of CASES) await expectSameForCase(input, { inventory: new MemoryInventory() });
  });

  it("does so for more users than it has room for at first", async () => {
    const users = Array.from({ length: 811 }, (_, i) => `U${i},${["gold", "none", ""][i % 3]}`).join("\n");
    const request = {
      campaigns: [{ file: "campaigns.yaml", text: MANY_USERS }],
      transactions: { name: "log.csv", text: manyUsers() },
      users: { name: "users.csv", text: `user_id,level\n${users}\n` },
    };
    const { answers, redemptions } = await expectSame(request, "many users");
    expect(answers).toBe(2400);
    expect(redemptions).toBeGreaterThan(1000);
  });
});
