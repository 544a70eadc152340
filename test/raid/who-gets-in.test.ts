/** Whom a campaign lets in: profiles, devices, windows, logs without rows or names, and searches that would never end. */
import { describe, expect, it } from "vitest";
import type { Attacker } from "../../src/attack/attacker.js";
import type { Tactic } from "../../src/attack/moves.js";
import type { Desk } from "../../src/raid/desk.js";
import { Raid } from "../../src/raid/raid.js";
import { campaignFile, EACH_ATTEMPT, FOUR_POINTS, log, only, raid, TEN_OFF } from "./raid-text.js";

const MANY = "kind: many_accounts, accounts: 10, price: 50.00";

describe("an attacker whom a campaign keeps out", () => {
  it.each([
    ["audience: { city: [Paris] }", "not_in_audience", "fill city in the profile of an attackers file"],
    ["payment: { card_type: credit }", "wrong_payment", "fill card_type in the profile of an attackers file"],
    [
      "scope: { channel: app, city: Paris }",
      "out_of_scope",
      "fill channel and city in the profile of an attackers file",
    ],
    ["when: tx.city == 'Paris'", "condition_false", "fill the columns of its condition"],
    ["eligibility: [{ count: { at_least: 2, within: 30d } }]", "not_eligible", "that is a defence"],
    ["status: paused", "paused", "set its status to active"],
    ["window: { start: 2025-01-01, end: 2025-02-01 }", "outside_window", "give the attacker an earlier start"],
  ])("%s: the warning names the reason and the remedy", async (line, reason, remedy) => {
    const transactions =
      "transaction_id,timestamp,user_id,amount,city,card_type,channel\nt,2026-01-01T02:00:00Z,u,9.00,,,\n";
    const { warnings, exposure, ranking } = await raid({
      campaigns: campaignFile([TEN_OFF, "budget: { total: 100.00 }", line]),
      attackers: [MANY, MANY],
      transactions,
    });
    const [warning, ...others] = warnings.filter(({ code }) => code === "attack-kept-out");
    expect(others).toEqual([]);
    expect(warning.campaign_id).toBe("c1");
    expect(warning.message).toContain(`c1: a1 and a2 never come to an offer: ${reason}; `);
    expect(warning.message).toContain(remedy);
    expect(exposure[0].simulated).toMatchObject({
      attempts: 0,
      successes: 0,
      accounts_opened: 0,
      refusals: { [reason]: 10 },
    });
    expect(ranking[0]).toMatchObject({ level: null, budget_share: null });
  });

  it("gets in with the profile that the warning asks for", async () => {
    const campaigns = campaignFile([TEN_OFF, "audience: { city: [Paris] }", "payment: { card_type: credit }"]);
    const attackers = [`${MANY}, profile: { city: Paris, card_type: credit }`];
    const transactions = "transaction_id,timestamp,user_id,amount,city,card_type\nt,2026-01-01T02:00:00Z,u,9.00,,\n";
    const { warnings, exposure } = await raid({ campaigns, attackers, transactions });
    expect(warnings).toEqual([]);
    expect(exposure[0].simulated?.successes).toBe(10);
  });

  it("is not warned of where it stays away by itself", async () => {
    const { warnings, exposure } = await raid({
      campaigns: campaignFile([TEN_OFF, "status: paused"]),
      attackers: [`${MANY}, account_cost: 50.00`],
    });
    expect(exposure[0].exact.attacks).toBe(false);
    expect(exposure[0].simulated?.refusals).toEqual({});
    expect(warnings).toEqual([]);
  });
});

describe("accounts", () => {
  const DEVICES = "transaction_id,timestamp,user_id,amount,device_id\nt,2026-01-01T02:00:00Z,u,9.00,d\n";

  it.each([
    ["limits: [{ max: 1, per: user_id }]", 10],
    ["limits: [{ max: 1, per: device_id }]", 3],
    ["limits: [{ max: 2, per: device_id }]", 6],
    ["limits: [{ max: 1 }]", 1],
  ])("share a device by fours: %s", async (limits, served) => {
    const campaigns = campaignFile([TEN_OFF, limits]);
    const { simulated } = await only({ campaigns, attackers: [`${MANY}, per_device: 4`], transactions: DEVICES });
    expect(simulated?.accounts_served).toBe(served);
  });

  it("of a device have one draw where the device draws", async () => {
    const campaigns = campaignFile([FOUR_POINTS, "draw: { per: user, identity: device_id }"]);
    const attackers = ["kind: many_accounts, accounts: 8, per_device: 8, accept: any"];
    const { simulated } = await only({ campaigns, attackers, transactions: DEVICES });
    expect(simulated?.successes).toBe(8);
    expect(simulated?.mean_settled_standard_error_minor).toBe(0);
  });

  it("are nobody of the log, whatever its customers are called", async () => {
    const campaigns = campaignFile([TEN_OFF, "limits: [{ max: 1, per: user_id }]"]);
    const transactions = "transaction_id,timestamp,user_id,amount\nt,2026-01-01T02:00:00Z,~a1/c1/3,20.00\n";
    const { simulated } = await only({ campaigns, attackers: [MANY], transactions });
    expect(simulated).toMatchObject({ successes: 10, genuine_displaced_minor: 0 });
  });
});

describe("logs with little in them", () => {
  const CAMPAIGN = [FOUR_POINTS, EACH_ATTEMPT, "budget: { total: 100.00 }"];
  const PROBER = "kind: quote_probing, accounts: 5, accept: any, price: 100.00";

  it("no rows: the attack begins with the window", async () => {
    const transactions = "transaction_id,timestamp,user_id,amount\n";
    const window = "window: { start: 2026-05-01, end: 2026-06-01 }";
    const document = await raid({ campaigns: campaignFile([...CAMPAIGN, window]), attackers: [PROBER], transactions });
    expect(document.rows).toMatchObject({ read: 0, payments: 0 });
    expect(document.exposure[0].simulated).toMatchObject({
      successes: 5,
      budget_capture: 1,
      genuine_displaced_minor: 0,
    });
    expect(document.burn.map(({ period }) => period)).toEqual(["2026-05-01"]);
  });

  it("no names: customers who are told apart by nothing compete with attackers all the same", async () => {
    const transactions = log(20).replaceAll(/,u\d+,/g, ",,");
    const campaign = [TEN_OFF, "budget: { total: 100.00 }"];
    const { rows, burn, exposure } = await raid({
      campaigns: campaignFile(campaign),
      attackers: [PROBER],
      transactions,
      options: { anonymous: "replay" },
    });
    expect(rows).toMatchObject({ replayed: 20, payments: 20 });
    expect(exposure[0].simulated).toMatchObject({ successes: 5, genuine_displaced_minor: 5000 });
    expect(burn).toEqual([
      expect.objectContaining({ without_attack_minor: 10_000, genuine_minor: 5000, attackers_minor: 5000 }),
    ]);
  });

  it("no row within the window: the attack is there alone", async () => {
    const window = "window: { start: 2026-03-01, end: 2026-03-02 }";
    const document = await raid({
      campaigns: campaignFile([...CAMPAIGN, window]),
      attackers: [PROBER],
      transactions: log(20),
    });
    expect(document.burn).toEqual([
      expect.objectContaining({ period: "2026-03-01", without_attack_minor: 0, genuine_minor: 0 }),
    ]);
    expect(document.exposure[0].simulated).toMatchObject({ successes: 5, genuine_displaced_minor: 0 });
  });

  it("no attacker for the campaign that was asked for: nothing is ranked", async () => {
    const campaigns = campaignFile(CAMPAIGN, [TEN_OFF]);
    const document = await raid({ campaigns, attackers: [`${PROBER}, campaigns: [c1]`], campaignIds: ["c2"] });
    expect(document).toMatchObject({ exposure: [], ranking: [], burn: [] });
  });
});

describe("a search without end", () => {
  it("is stopped after so many moves", () => {
    function* forEver(): Tactic {
      for (;;) yield { move: "ask", account: 0, priceMinor: 100 };
    }
    let moves = 0;
    const desk = {
      carryOut: () => {
        moves++;
        return { outcome: "shown", shown: { amountMinor: 0 } };
      },
    } as unknown as Desk;
    const attacker = { cooldownMs: 0, backoff: 1 } as Attacker;
    const raider = new Raid([{ attacker, desk, tactics: [forEver(), forEver()], startMs: 5, waitMs: 1 }], 1000);
    while (raider.nextMs < Number.POSITIVE_INFINITY) raider.act();
    expect(raider.cutShort).toBe(true);
    expect(moves).toBe(998); // two of the thousand are the first of each
  });
});
