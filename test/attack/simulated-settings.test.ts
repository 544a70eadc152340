/** Settings that exact figures count, as attacks on a log of one payment meet them: each figure within its sampling error. */
import { describe, expect, it } from "vitest";
import { campaignFile, EACH_ATTEMPT, FOUR_POINTS, only } from "../raid/raid-text.js";

const DAYS = "window: { start: 2026-01-02, end: 2026-01-05 }";
const DAILY = "limits: [{ per: user_id, every: day, max: 1, max_attempts: 3 }]";

const ONE_PAYMENT = "transaction_id,timestamp,user_id,device_id,amount\nt0,2026-01-01T10:00:00+08:00,u0,d0,100.00\n";

const CASES: readonly (readonly [name: string, campaign: readonly string[], attacker: string])[] = [
  [
    "a game of each day",
    [FOUR_POINTS, EACH_ATTEMPT, DAYS, DAILY],
    "kind: quote_probing, accounts: 1500, attempt_cost: 0.05, settlements_per_account: 3, start: 2026-01-02",
  ],
  [
    "a prober's balance",
    [FOUR_POINTS, EACH_ATTEMPT],
    "kind: quote_probing, accounts: 3000, price: 100.00, balance: 92.00, attempts_per_account: 3",
  ],
  [
    "a cycler's balance",
    [FOUR_POINTS, EACH_ATTEMPT],
    "kind: refund_cycling, accounts: 3000, price: 100.00, balance: 92.00, attempts_per_account: 3",
  ],
  [
    "friction of cycles",
    [FOUR_POINTS, "reveal: after_payment"],
    "kind: refund_cycling, accounts: 1500, attempt_cost: 0.50, friction: 0.30",
  ],
  [
    "the cool-down of a decline",
    [FOUR_POINTS, EACH_ATTEMPT, DAYS],
    "kind: small_balance, accounts: 3000, price: 100.00, balance: 92.00, interval: 12h, cooldown: 24h, start: 2026-01-02",
  ],
  [
    "no cool-down of a quote",
    [FOUR_POINTS, EACH_ATTEMPT, DAYS],
    "kind: quote_probing, accounts: 3000, accept: { at_least: 8.00 }, interval: 12h, cooldown: 24h, start: 2026-01-02",
  ],
  [
    "the draws of devices",
    [FOUR_POINTS, "draw: { per: user, identity: device_id }"],
    "kind: many_accounts, accounts: 3000, per_device: 3, attempt_cost: 0.50, account_cost: 1.00",
  ],
  [
    "orders of what is drawn",
    [FOUR_POINTS, EACH_ATTEMPT],
    "kind: split_orders, accounts: 3, price: 100.00, friction: 0.10",
  ],
];

/** Standard errors that a mean may lie away: of the fixed seeds of this test none does. */
const BEARABLE = 4;

describe("an attack on a log meets the settings that were counted", () => {
  it.each(CASES)("%s", async (_, campaign, attacker) => {
    const request = { campaigns: campaignFile(campaign), attackers: [attacker], transactions: ONE_PAYMENT };
    const { exact, simulated } = await only(request);
    if (simulated === null) throw new Error("it was run");
    const { successes, accounts_opened: opened } = simulated;
    const error = BEARABLE * (simulated.mean_settled_standard_error_minor ?? 0) * TOGETHER;
    expect(
      Math.abs((simulated.mean_settled_minor ?? Number.NaN) - figure(exact.mean_settled_minor)),
    ).toBeLessThanOrEqual(error + 1e-9);
    const perSuccess = figure(exact.attempts_per_success);
    const spread = (BEARABLE * TOGETHER * perSuccess) / Math.sqrt(successes);
    // Orders that are settled beforehand are as many as expected.
    const isOrder = attacker.includes("split_orders");
    expect(Math.abs(simulated.attempts / successes - perSuccess)).toBeLessThanOrEqual(isOrder ? 0 : spread);
    const expectedSuccesses = figure(exact.settled_per_account) * figure(exact.accounts_opened);
    const most = BEARABLE * TOGETHER * Math.sqrt(expectedSuccesses);
    expect(Math.abs(successes - expectedSuccesses)).toBeLessThanOrEqual(isOrder ? 0 : most);
    const profit = figure(exact.profit_per_account_minor) * figure(exact.accounts_opened);
    const perAccount = simulated.attacker_profit_minor - profit;
    expect(Math.abs(perAccount)).toBeLessThanOrEqual(
      isOrder ? 0 : error * successes + most * figure(exact.mean_settled_minor),
    );
    expect(Math.abs(opened - figure(exact.accounts_opened))).toBeLessThanOrEqual(most);
  });
});

/** Accounts of a device that get the same. */
const TOGETHER = Math.sqrt(3);

function figure(number: number | null): number {
  return number ?? Number.NaN;
}
