/** Money in attacks: budgets hold, days add up to totals, and what refunds leave spent is told apart from what attackers keep. */
import { describe, expect, it } from "vitest";
import { burned, campaignFile, EACH_ATTEMPT, FOUR_POINTS, log, only, raid, simulatedBy, TEN_OFF } from "./raid-text.js";

const ATTACKERS = [
  "kind: quote_probing, accounts: 30, attempt_cost: 0.05",
  "kind: small_balance, accounts: 20, attempt_cost: 0.10, interval: 3m",
  "kind: refund_cycling, accounts: 20, attempt_cost: 0.50, interval: 2m",
  "kind: many_accounts, accounts: 40, attempt_cost: 0.05, account_cost: 1.00, items_wanted: 10",
];
const BUDGETS = [
  { line: "budget: { total: 200.00 }", most: 200_00 },
  { line: "budget: { total: 300.00, per_day: 60.00 }", most: 300_00 },
  { line: "budget: { total: 200.00, on_short: partial }", most: 200_00 },
  { line: "budget: { total: 200.00, on_short: overshoot_once }", most: 200_00 + 29_99 },
];

describe("a budget is shared by customers and attackers", () => {
  it.each(BUDGETS)("and never overspent: $line", async ({ line, most }) => {
    const campaigns = campaignFile([FOUR_POINTS, EACH_ATTEMPT, line]);
    const document = await raid({ campaigns, attackers: ATTACKERS, transactions: log(60), together: true });
    const simulated = [...simulatedBy(document).values()];
    const { genuine, attackers, withoutAttack } = burned(document, "c1", null);

    expect(genuine + attackers).toBeLessThanOrEqual(most);
    expect(attackers).toBe(simulated.reduce((sum, { spent_minor }) => sum + spent_minor, 0));
    expect(withoutAttack - genuine).toBe(simulated[0].genuine_displaced_minor);
    expect(new Set(simulated.map(({ genuine_displaced_minor }) => genuine_displaced_minor)).size).toBe(1);
    const captured = simulated.reduce((sum, { budget_capture }) => sum + (budget_capture ?? 0), 0);
    expect(captured).toBeCloseTo(attackers / (attackers + genuine), 12);
    expect(simulated.filter(({ discount_minor }) => discount_minor > 0).length).toBeGreaterThan(1);
  });

  it("alone or together: each attacker alone has all of it before it", async () => {
    const campaigns = campaignFile([TEN_OFF, "budget: { total: 500.00 }"]);
    const attackers = ["kind: many_accounts, accounts: 30", "kind: many_accounts, accounts: 40"];
    const request = { campaigns, attackers, transactions: log(1, "9.00") };
    const taken = (document: Awaited<ReturnType<typeof raid>>) =>
      [...simulatedBy(document).values()].map(({ discount_minor }) => discount_minor);

    expect(taken(await raid(request))).toEqual([30_000, 40_000]);
    const [first, second] = taken(await raid({ ...request, together: true }));
    expect(first + second).toBe(50_000);
    expect(first).toBe(30_000); // at one moment the accounts of the first attacker come first
  });
});

describe("sums", () => {
  it("of days are those of the attack, campaign by campaign", async () => {
    const campaigns = campaignFile(
      [TEN_OFF, "budget: { total: 150.00, per_day: 40.00 }"],
      [FOUR_POINTS, EACH_ATTEMPT, "budget: { total: 100.00 }"],
    );
    const document = await raid({ campaigns, attackers: ATTACKERS, transactions: log(40) });
    expect(document.exposure).toHaveLength(8);
    for (const { campaign_id, attacker_id, simulated } of document.exposure) {
      const { withoutAttack, genuine, attackers } = burned(document, campaign_id, attacker_id);
      expect(attackers).toBe(simulated?.spent_minor);
      expect(withoutAttack - genuine).toBe(simulated?.genuine_displaced_minor);
      expect(genuine + attackers).toBeLessThanOrEqual(campaign_id === "c1" ? 15_000 : 10_000);
    }
  });

  it("of successes are what it keeps, and its profit is that less its costs", async () => {
    const { simulated } = await only({
      campaigns: campaignFile([FOUR_POINTS, EACH_ATTEMPT]),
      attackers: ["kind: quote_probing, accounts: 50, attempt_cost: 0.30, account_cost: 1.20, friction: 0.45"],
    });
    const { attempts, successes, accounts_opened, discount_minor, spent_minor, attacker_profit_minor } =
      simulated ?? never();
    const costs = attempts * 30 + accounts_opened * 120 + successes * 45;
    expect((simulated?.mean_settled_minor ?? 0) * successes).toBeCloseTo(discount_minor, 6);
    expect(spent_minor).toBe(discount_minor);
    expect(attacker_profit_minor).toBe(discount_minor - costs);
    expect(simulated?.attacker_roi).toBeCloseTo((discount_minor - costs) / costs, 12);
    expect(simulated?.excess_loss_minor).toBeCloseTo(spent_minor - successes * 214, 6);
  });
});

describe("refunds", () => {
  const CYCLER = "kind: refund_cycling, accounts: 40, attempt_cost: 0.50";

  it.each(["instant", "cashback"])("give all of it back where they prorate (%s)", async (given) => {
    const campaigns = campaignFile([FOUR_POINTS, EACH_ATTEMPT, `given_as: ${given}`, "reveal: after_payment"]);
    const { simulated } = await only({ campaigns, attackers: [CYCLER] });
    const { payments, refunds, successes, discount_minor, spent_minor } = simulated ?? never();
    expect(refunds).toBeGreaterThan(10);
    expect(payments - refunds).toBe(successes);
    expect(spent_minor).toBe(discount_minor);
  });

  it.each(["instant", "cashback"])("leave the discount spent where they forfeit it (%s)", async (given) => {
    // A first payment of 2.00 or 30.00, which is kept at 30.00 only: of 2.00 the campaign pays each.
    const two =
      "discount: { mode: random_choice, amounts: [{ amount_off: 2.00, weight: 9 }, { amount_off: 30.00, weight: 1 }] }";
    const campaigns = campaignFile([two, EACH_ATTEMPT, `given_as: ${given}`, "refunds: { discount: forfeit }"]);
    const { simulated } = await only({ campaigns, attackers: [CYCLER] });
    const { payments, refunds, successes, discount_minor, spent_minor } = simulated ?? never();
    expect(refunds).toBeGreaterThan(10);
    expect(payments - refunds).toBe(successes);
    expect(spent_minor).toBe(successes * 3000 + refunds * 200);
    // Of an instant discount the refund pays its part less; cashback stays with whoever has it.
    expect(discount_minor).toBe(given === "instant" ? successes * 3000 : spent_minor);
  });

  const TIERS =
    "discount: { mode: amount_off, tiers: [{ minimum_amount: 60.00, amount_off: 6.00 }, { minimum_amount: 150.00, amount_off: 18.00 }] }";
  it.each([
    ["prorate", 1200],
    ["forfeit", 1800],
  ])("of a part take a part of the discount along (%s)", async (rule, spent) => {
    // 150.00 less 18.00; of 50.00 that go back 6.00 go along.
    const campaigns = campaignFile([TIERS, `refunds: { discount: ${rule} }`]);
    const attackers = ["kind: threshold_padding, price: 150.00, wanted: 100.00"];
    const { simulated } = await only({ campaigns, attackers });
    expect(simulated).toMatchObject({
      successes: 1,
      payments: 1,
      refunds: 1,
      discount_minor: 1200,
      spent_minor: spent,
    });
  });
});

describe("a recalled quote", () => {
  const EVEN =
    "discount: { mode: random_choice, amounts: [{ amount_off: 2.00, weight: 1 }, { amount_off: 8.00, weight: 1 }] }";
  const KEYS = "kind: quote_probing, price: 100.00, recall: true, attempts_per_account: 5, start: 2026-01-01T09:58";

  it("is worth nothing once others have used up the budget", async () => {
    // Two quotes before the log begins; from 10:00 on customers take what there is.
    const campaigns = campaignFile([EVEN, EACH_ATTEMPT, "budget: { total: 30.00, on_short: partial }"]);
    const { simulated } = await only({
      campaigns,
      attackers: [KEYS],
      transactions: log(30).replaceAll(/T02:\d\d/g, "T02:00"),
    });
    expect(simulated).toMatchObject({ attempts: 3, successes: 0, payments: 0, discount_minor: 0 });
    expect(simulated?.refusals).toEqual({ budget_exhausted: 1 });
  });

  it("is taken where the money is still there", async () => {
    const campaigns = campaignFile([EVEN, EACH_ATTEMPT, "budget: { total: 3000.00 }"]);
    const { simulated } = await only({ campaigns, attackers: [KEYS], transactions: log(30) });
    expect(simulated).toMatchObject({ successes: 1, payments: 1 });
  });
});

function never(): never {
  throw new Error("it was simulated");
}
