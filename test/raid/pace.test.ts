/** When attackers act, by hand: a budget of so many grants runs out at the moment of the last of them. */
import { describe, expect, it } from "vitest";
import { campaignFile, EACH_ATTEMPT, log, only, TEN_OFF } from "./raid-text.js";

/** One customer, at 10:00 on Thursday, 2026-01-01, for a price without a discount. */
const AT_TEN = log(1, "1.00");
const TWO_OR_EIGHT =
  "discount: { mode: random_choice, amounts: [{ amount_off: 2.00, weight: 3 }, { amount_off: 8.00, weight: 1 }] }";

async function exhaustedAt(campaign: readonly string[], attacker: string, transactions = AT_TEN) {
  const { simulated } = await only({ campaigns: campaignFile(campaign), attackers: [attacker], transactions });
  return simulated?.exhausted_at;
}

const THREE = "budget: { total: 30.00 }";
const ONE_ACCOUNT = "kind: quote_probing, price: 50.00, accept: any, settlements_per_account: 3";

describe("attackers act at their moments", () => {
  it.each([
    ["from the first row of the log on, a minute apart", [], "", "2026-01-01T10:02:00"],
    ["from its start on, at its interval", [], ", start: 2026-01-01T12:00, interval: 7m", "2026-01-01T12:14:00"],
    ["at a start before the log", [], ", start: 2025-12-31T12:00", "2025-12-31T12:02:00"],
    ["when the campaign opens", ["window: { start: 2026-01-03 }"], "", "2026-01-03T00:02:00"],
    ["not before the campaign opens", ["window: { start: 2026-01-03 }"], ", start: 2026-01-02", "2026-01-03T00:02:00"],
    ["at the cool-down of the campaign", ["limits: [{ cooldown: 10m, per: user_id }]"], "", "2026-01-01T10:20:00"],
    [
      "at its own interval where that is longer",
      ["limits: [{ cooldown: 10m, per: user_id }]"],
      ", interval: 15m",
      "2026-01-01T10:30:00",
    ],
    ["within the hours", ['window: { hours: ["12:00-13:00"] }'], ", interval: 40m", "2026-01-02T12:00:00"],
    ["on the weekday", ["window: { days: [mon] }"], ", interval: 13h", "2026-01-12T00:00:00"],
    ["once a day, from midnight on", ["limits: [{ max: 1, per: user_id, every: day }]"], "", "2026-01-03T00:00:00"],
    ["on the first of the month", ["limits: [{ max: 1, per: user_id, every: month }]"], "", "2026-03-01T00:00:00"],
  ])("%s", async (_, lines, keys, moment) => {
    expect(await exhaustedAt([TEN_OFF, THREE, ...lines], ONE_ACCOUNT + keys)).toBe(`${moment}+08:00`);
  });

  it("wait for the budget of the next day", async () => {
    const budget = "budget: { total: 30.00, per_day: 10.00 }";
    expect(await exhaustedAt([TEN_OFF, budget], ONE_ACCOUNT)).toBe("2026-01-03T00:00:00+08:00");
  });

  it("go home where no day's budget is enough", async () => {
    const campaigns = campaignFile([TEN_OFF, "budget: { total: 30.00, per_day: 9.00 }"]);
    const { simulated } = await only({ campaigns, attackers: [ONE_ACCOUNT], transactions: AT_TEN });
    expect(simulated).toMatchObject({ attempts: 1, successes: 0, refusals: { budget_exhausted: 1 } });
  });

  it("wait for the rest of the total once, and then go home", async () => {
    const campaigns = campaignFile([TEN_OFF, "budget: { total: 25.00, per_day: 20.00 }"]);
    const { simulated } = await only({ campaigns, attackers: [ONE_ACCOUNT], transactions: AT_TEN });
    expect(simulated).toMatchObject({ successes: 2, discount_minor: 2000, refusals: { budget_exhausted: 2 } });
  });

  it("draw again where a draw alone is above what a limit allows, and wait where some of it is used", async () => {
    const even = TWO_OR_EIGHT.replace("weight: 3", "weight: 1");
    const limit = "limits: [{ max_amount: 7.00, per: user_id, every: day }]";
    const { simulated } = await only({
      campaigns: campaignFile([even, EACH_ATTEMPT, limit]),
      attackers: ["kind: quote_probing, price: 50.00, accept: { at_least: 2.00 }, settlements_per_account: 6"],
      transactions: AT_TEN,
      options: { seed: "s1" },
    });
    // Three of 2.00 a day fit into 7.00; one of 8.00 never does: the first of a day is a draw like any other, then it waits.
    expect(simulated).toMatchObject({ successes: 6, discount_minor: 1200 });
    const { attempts = 0, refusals = {} } = simulated ?? {};
    expect(attempts).toBeGreaterThan(6);
    expect(refusals.limit_reached).toBeGreaterThanOrEqual(attempts - 6);
  });

  it("act after the log's rows of a moment, and before those of the next", async () => {
    const campaigns = campaignFile([TEN_OFF, "budget: { total: 10.00 }"]);
    const transactions = log(2, "20.00");
    const late = await only({ campaigns, attackers: [ONE_ACCOUNT], transactions });
    expect(late.simulated).toMatchObject({ successes: 0, genuine_displaced_minor: 0 });
    const early = await only({ campaigns, attackers: [`${ONE_ACCOUNT}, start: 2026-01-01T09:59:59`], transactions });
    expect(early.simulated).toMatchObject({ successes: 1, genuine_displaced_minor: 1000 });
    const second = await only({
      campaigns,
      attackers: [ONE_ACCOUNT],
      transactions: transactions.replace("u0,20.00", "u0,9.00"),
    });
    expect(second.simulated).toMatchObject({ successes: 1, genuine_displaced_minor: 1000 });
  });
});

describe("declines", () => {
  // The customer takes 1.00, which is all of its price; what is left is one prize.
  const CAMPAIGN = [TWO_OR_EIGHT, EACH_ATTEMPT, "budget: { total: 9.00 }"];
  const MINUTE = 60_000;
  const TEN = Date.parse("2026-01-01T10:00:00+08:00");

  it.each(["s1", "s2", "s3"])("make it wait longer and longer (seed %s)", async (seed) => {
    const keys = "kind: small_balance, price: 100.00, balance: 92.00, interval: 2m, cooldown: 5m, backoff: 3";
    const { simulated } = await only({
      campaigns: campaignFile(CAMPAIGN),
      attackers: [keys],
      transactions: AT_TEN,
      options: { seed },
    });
    const declines = (simulated?.attempts ?? 0) - 1;
    // 5, 15, 45, … minutes: 5 × (3ⁿ − 1) / 2.
    const waited = (5 * (3 ** declines - 1)) / 2;
    expect(simulated?.successes).toBe(1);
    expect(Date.parse(simulated?.exhausted_at ?? "")).toBe(TEN + waited * MINUTE);
  });

  it("are not what a refused quote is", async () => {
    const { simulated } = await only({
      campaigns: campaignFile(CAMPAIGN),
      attackers: ["kind: quote_probing, accept: { at_least: 8.00 }, interval: 2m, cooldown: 5h, backoff: 3"],
      transactions: AT_TEN,
      options: { seed: "s2" },
    });
    expect(simulated?.successes).toBe(1);
    expect(simulated?.attempts).toBeGreaterThan(1);
    expect(Date.parse(simulated?.exhausted_at ?? "")).toBe(TEN + ((simulated?.attempts ?? 0) - 1) * 2 * MINUTE);
  });
});
