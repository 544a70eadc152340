/** Attacks whose plans have to reckon with the log: where it begins, what a budget has left, what others order. */
import { describe, expect, it } from "vitest";
import { campaignFile, EACH_ATTEMPT, FOUR_POINTS, log, only, raid } from "./raid-text.js";

const THREE_POINTS =
  "discount: { mode: random_choice, amounts: [{ amount_off: 1.00, weight: 1 }, { amount_off: 2.00, weight: 1 }, { amount_off: 3.00, weight: 1 }] }";

describe("an attacker", () => {
  it("stops where the rest of a budget is less than it accepts", async () => {
    const { simulated } = await only({
      campaigns: campaignFile([FOUR_POINTS, EACH_ATTEMPT, "budget: { total: 12.00, on_short: partial }"]),
      attackers: ["kind: quote_probing, accounts: 3, accept: { at_least: 8.00 }"],
    });
    expect(simulated?.successes).toBe(1);
    expect(simulated?.attempts).toBeLessThan(200);
  });

  it("plans with the time that is left when the log begins inside the window", async () => {
    const request = {
      campaigns: campaignFile([
        THREE_POINTS,
        EACH_ATTEMPT,
        "window: { start: 2025-12-30, end: 2026-01-02 }",
        "limits: [{ per: user_id, max_attempts: 1, every: day }]",
      ]),
      transactions: log(1),
    };
    const attacker = "kind: quote_probing, accounts: 40";
    const { simulated, exact } = await only({ ...request, attackers: [attacker] });
    // One day, one attempt: whoever is choosy has nothing.
    expect([simulated?.successes, exact.success_probability, exact.accept_from_minor]).toEqual([40, 1, 100]);
  });

  it("hurries side by side where the campaign serves fewer than it has accounts", async () => {
    const campaign = (max: number) => campaignFile([THREE_POINTS, EACH_ATTEMPT, `limits: [{ max: ${max} }]`]);
    const attackers = ["kind: quote_probing, accounts: 10, accept: any"];
    const took = async (max: number) => {
      const { simulated } = await only({ campaigns: campaign(max), attackers, transactions: log(30) });
      return simulated?.successes;
    };
    expect([await took(10), await took(9)]).toEqual([9, 8]);
  });

  it("finds its place among the orders again, and takes no more than it wants or can pay", async () => {
    const campaigns = campaignFile(["discount: { mode: free_orders, pick: { nth: 5 }, max_price: 500.00 }"]);
    const steering = await only({
      campaigns,
      attackers: ["kind: order_sniping, accounts: 2, price: 400.00, filler: 1.00"],
    });
    // The log's payment is order 1: fillers are 2 to 5, the fifth is free, and from there on it knows.
    expect([steering.simulated?.successes, steering.simulated?.payments]).toEqual([2, 4 + 5 + 5]);

    const first = campaignFile(["discount: { mode: free_orders, count: 50, pick: first, min_payable: 50.00 }"]);
    const rush = async (keys: string) => {
      const { simulated } = await only({
        campaigns: first,
        attackers: [`kind: order_sniping, accounts: 9, price: 400.00${keys}`],
      });
      return simulated?.successes;
    };
    expect([await rush(""), await rush(", items_wanted: 2"), await rush(", balance: 10.00")]).toEqual([9, 2, 0]);
  });

  it("does nothing where neither log nor window says when", async () => {
    const { burn, exposure } = await raid({
      campaigns: campaignFile([FOUR_POINTS, EACH_ATTEMPT]),
      attackers: ["kind: quote_probing"],
      transactions: "transaction_id,timestamp,user_id,amount\n",
    });
    expect([burn, exposure[0].simulated?.attempts]).toEqual([[], 0]);
  });
});
