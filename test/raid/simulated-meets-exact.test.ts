/** What attackers take beside a log of one payment, against the exact expectation of the same attack. */
import { describe, expect, it } from "vitest";
import { campaignFile, EACH_ATTEMPT, FOUR_POINTS, only } from "./raid-text.js";

/** 1.00 to 10.00, evenly. */
const UNIFORM = `discount: { mode: random_choice, amounts: [${Array.from({ length: 10 }, (_, i) => `{ amount_off: ${i + 1}.00, weight: 1 }`).join(", ")}] }`;
const LUCKY = "discount: { mode: lucky_draw, ratio: 25%, prize: { mode: amount_off, every: 10.00, amount_off: 0.50 } }";
const NORMAL = "discount: { mode: random_normal, mean: 5.00, sd: 2.00, min: 0.50, max: 12.00 }";
const TIERS =
  "discount: { mode: amount_off, tiers: [{ minimum_amount: 60.00, amount_off: 6.00 }, { minimum_amount: 150.00, amount_off: 18.00 }] }";
const FREE_FIRST = "discount: { mode: free_orders, count: 300, pick: first, max_price: 500.00 }";
const EVERY_FIFTH =
  "window: { start: 2026-01-02, end: 2026-02-01 }\n    discount: { mode: free_orders, pick: { nth: 5 }, max_price: 500.00 }";

interface Case {
  readonly name: string;
  readonly campaign: readonly string[];
  readonly attacker: string;
}

const CASES: readonly Case[] = [
  {
    name: "probing without a limit",
    campaign: [FOUR_POINTS, EACH_ATTEMPT],
    attacker: "kind: quote_probing, accounts: 600, attempt_cost: 0.50",
  },
  {
    name: "probing that takes what comes",
    campaign: [FOUR_POINTS, EACH_ATTEMPT],
    attacker: "kind: quote_probing, accounts: 3000, accept: any",
  },
  {
    name: "probing from a fixed amount on",
    campaign: [FOUR_POINTS, EACH_ATTEMPT],
    attacker: "kind: quote_probing, accounts: 2000, accept: { at_least: 8.00 }",
  },
  {
    name: "three attempts",
    campaign: [FOUR_POINTS, EACH_ATTEMPT],
    attacker: "kind: quote_probing, accounts: 3000, attempts_per_account: 3, attempt_cost: 0.05",
  },
  {
    name: "five attempts that stay valid",
    campaign: [UNIFORM, EACH_ATTEMPT],
    attacker: "kind: quote_probing, accounts: 3000, attempts_per_account: 5, recall: true, attempt_cost: 0.20",
  },
  {
    name: "six attempts for two settlements",
    campaign: [UNIFORM, EACH_ATTEMPT],
    attacker:
      "kind: quote_probing, accounts: 2000, attempts_per_account: 6, settlements_per_account: 2, friction: 1.00",
  },
  {
    name: "a limit of the campaign",
    campaign: [UNIFORM, EACH_ATTEMPT, "limits: [{ per: user_id, max_attempts: 4 }]"],
    attacker: "kind: quote_probing, accounts: 3000",
  },
  {
    name: "a normal amount",
    campaign: [NORMAL, EACH_ATTEMPT],
    attacker: "kind: quote_probing, accounts: 1500, attempt_cost: 0.10",
  },
  {
    name: "a hidden amount",
    campaign: [FOUR_POINTS, EACH_ATTEMPT, "reveal: after_payment"],
    attacker: "kind: quote_probing, accounts: 3000",
  },
  {
    name: "a small balance",
    campaign: [FOUR_POINTS, EACH_ATTEMPT, "reveal: after_payment"],
    attacker: "kind: small_balance, accounts: 2000, price: 100.00, balance: 92.00",
  },
  {
    name: "the best small balance",
    campaign: [UNIFORM, EACH_ATTEMPT],
    attacker: "kind: small_balance, accounts: 2000, attempt_cost: 0.30",
  },
  {
    name: "a small balance and four attempts",
    campaign: [FOUR_POINTS, EACH_ATTEMPT],
    attacker: "kind: small_balance, accounts: 3000, attempts_per_account: 4, price: 100.00, balance: 97.00",
  },
  {
    name: "a small balance before a draw that stays",
    campaign: [FOUR_POINTS],
    attacker: "kind: small_balance, accounts: 5000, price: 100.00, balance: 92.00",
  },
  {
    name: "a small balance before draws that stay, of which few are wanted",
    campaign: [FOUR_POINTS, "draw: { per: user }"],
    attacker: "kind: small_balance, accounts: 3000, items_wanted: 150, price: 100.00, balance: 92.00",
  },
  {
    name: "the best of many accounts, some of which draw nothing",
    campaign: [LUCKY, "draw: { per: user }"],
    attacker: "kind: many_accounts, accounts: 2000, items_wanted: 1500, attempt_cost: 0.01",
  },
  {
    name: "cycles of payment and refund",
    campaign: [FOUR_POINTS, EACH_ATTEMPT],
    attacker: "kind: refund_cycling, accounts: 500, attempt_cost: 0.50",
  },
  {
    name: "cycles through draws that stay",
    campaign: [UNIFORM, "reveal: after_payment"],
    attacker: "kind: refund_cycling, accounts: 2000, attempt_cost: 0.30, friction: 0.50",
  },
  {
    name: "one draw for good",
    campaign: [UNIFORM, "draw: { per: user }"],
    attacker: "kind: many_accounts, accounts: 3000, friction: 4.00",
  },
  {
    name: "the best of many accounts",
    campaign: [UNIFORM, "draw: { per: user }"],
    attacker: "kind: many_accounts, accounts: 3000, items_wanted: 900, attempt_cost: 0.01",
  },
  {
    name: "accounts in turn",
    campaign: [UNIFORM, EACH_ATTEMPT],
    attacker: "kind: many_accounts, accounts: 2000, items_wanted: 800, attempts_per_account: 2, attempt_cost: 0.05",
  },
  {
    name: "draws that are lost",
    campaign: [LUCKY, EACH_ATTEMPT],
    attacker: "kind: quote_probing, accounts: 3000, attempts_per_account: 3, attempt_cost: 0.01",
  },
  { name: "a split basket", campaign: [TIERS], attacker: "kind: split_orders, accounts: 20, price: 120.00" },
  { name: "pooled baskets", campaign: [TIERS], attacker: "kind: split_orders, accounts: 20, price: 50.00, baskets: 3" },
  {
    name: "padding to a tier",
    campaign: [TIERS],
    attacker: "kind: threshold_padding, accounts: 20, price: 150.00, wanted: 100.00",
  },
  {
    name: "the first orders",
    campaign: ["window: { start: 2026-01-01, end: 2026-02-01 }", FREE_FIRST],
    attacker: "kind: order_sniping, accounts: 200, price: 80.00, start: 2026-01-01",
  },
  {
    name: "fillers before a free order",
    campaign: [EVERY_FIFTH],
    attacker: "kind: order_sniping, accounts: 10, price: 400.00, filler: 1.00, start: 2026-01-02",
  },
];

/** Standard errors that a mean may lie away: one in 30,000 does, of the fixed seeds of this test none. */
const BEARABLE = 4;

describe("an attack takes what is expected of it", () => {
  it.each(CASES)("$name", async ({ campaign, attacker }) => {
    const { exact, simulated } = await only({ campaigns: campaignFile(campaign), attackers: [attacker] });
    if (simulated === null) throw new Error("it was run");
    const { successes, accounts_opened: opened } = simulated;
    expect(successes).toBeGreaterThan(0);
    const error = simulated.mean_settled_standard_error_minor ?? 0;
    const mean = exact.mean_settled_minor ?? Number.NaN;
    expect(Math.abs((simulated.mean_settled_minor ?? Number.NaN) - mean)).toBeLessThanOrEqual(BEARABLE * error + 1e-9);
    const perSuccess = exact.attempts_per_success ?? Number.NaN;
    // Attempts until a success have at most this deviation, where some are limited it is less.
    const spread = Math.sqrt(perSuccess * Math.max(0, perSuccess - 1));
    expect(Math.abs((simulated.attempts_per_success ?? Number.NaN) - perSuccess)).toBeLessThanOrEqual(
      (BEARABLE * spread) / Math.sqrt(successes) + 1e-9,
    );
    if (exact.accounts_opened !== null) {
      expect(Math.abs(opened - exact.accounts_opened)).toBeLessThanOrEqual(BEARABLE * Math.sqrt(exact.accounts_opened));
    }
    if (exact.success_probability !== null && exact.accounts_opened !== null) {
      const p = exact.success_probability;
      const off = simulated.accounts_served / opened - p;
      expect(Math.abs(off)).toBeLessThanOrEqual(BEARABLE * Math.sqrt((p * (1 - p)) / opened) + 1e-9);
    }
    if (exact.excess_loss_minor !== null) {
      const off = (simulated.excess_loss_minor ?? Number.NaN) - exact.excess_loss_minor;
      const perAccount = Math.abs(exact.excess_loss_minor) / opened + error * Math.sqrt(successes);
      expect(Math.abs(off)).toBeLessThanOrEqual(BEARABLE * perAccount * Math.sqrt(opened) + 1e-6);
    }
  });
});
