/** An attack against other ways to the same figures: the log alone, the attackers' payments written into the log by hand, files in another order. */
import { describe, expect, it } from "vitest";
import {
  burned,
  campaignFile,
  EACH_ATTEMPT,
  FOUR_POINTS,
  log,
  only,
  raid,
  replayed,
  simulatedBy,
  TEN_OFF,
} from "./raid-text.js";

const minutes = (n: number) => new Date(Date.UTC(2026, 0, 1, 2, n)).toISOString();

/** What a campaign grants in a replay, minor units. */
async function granted(campaigns: string, transactions: string, campaign = "c1") {
  const document = await replayed(campaigns, transactions);
  return Number(document.campaigns.find(({ id }) => id === campaign)?.discount_minor ?? Number.NaN);
}

describe("customers displaced", () => {
  it("are those whom the same payments in the log displace", async () => {
    const campaigns = campaignFile([TEN_OFF, "budget: { total: 100.00 }"]);
    const transactions = log(12);
    const attackers = ["kind: many_accounts, accounts: 5, price: 70.00"];
    const { simulated } = await only({ campaigns, attackers, transactions });

    const rows = Array.from({ length: 5 }, (_, i) => `x${i},${minutes(0)},bot${i},70.00`).join("\n");
    const byHand = (await granted(campaigns, `${transactions}${rows}\n`)) - 5 * 1000;
    expect(simulated?.successes).toBe(5);
    expect(simulated?.genuine_displaced_minor).toBe((await granted(campaigns, transactions)) - byHand);
    expect(simulated?.genuine_displaced_minor).toBe(5000);
  });

  it("and what the attackers draw is what customers of that name draw", async () => {
    const campaigns = campaignFile([FOUR_POINTS, EACH_ATTEMPT, "budget: { total: 80.00 }"]);
    const transactions = log(40);
    const attackers = ["kind: quote_probing, accounts: 9, accept: any, price: 100.00"];
    const document = await raid({ campaigns, attackers, transactions });
    const simulated = simulatedBy(document).get("c1 a1");

    const rows = Array.from({ length: 9 }, (_, i) => `x${i},${minutes(0)},~a1/c1/${i + 1},100.00`).join("\n");
    const inAll = await granted(campaigns, `${transactions}${rows}\n`);
    const { genuine, attackers: taken } = burned(document, "c1", "a1");
    expect(genuine + taken).toBe(inAll);
    expect(taken).toBe(simulated?.spent_minor);
    expect(simulated?.genuine_displaced_minor).toBe((await granted(campaigns, transactions)) - genuine);
    expect(simulated?.genuine_displaced_minor).toBeGreaterThan(0);
  });

  it("by declined payments until one goes through", async () => {
    const header = "transaction_id,timestamp,user_id,amount,balance\n";
    const customers = `${Array.from({ length: 30 }, (_, i) => `t${i},${minutes(i)},u${i},100.00,`).join("\n")}\n`;
    const campaigns = campaignFile([FOUR_POINTS, EACH_ATTEMPT, "budget: { total: 40.00 }"]);
    const attackers = ["kind: small_balance, price: 100.00, balance: 98.00"];
    const { simulated } = await only({ campaigns, attackers, transactions: header + customers });
    const attempts = simulated?.attempts ?? 0;
    expect(attempts).toBeGreaterThan(1);

    const tries = Array.from({ length: attempts }, (_, i) => `x${i},${minutes(i)},~a1/c1/1,100.00,98.00`).join("\n");
    const document = await replayed(campaigns, `${header}${customers}${tries}\n`);
    expect(document.totals.declined).toBe(attempts - 1);
    const genuine = Number(document.campaigns[0].discount_minor) - (simulated?.discount_minor ?? 0);
    expect(simulated?.genuine_displaced_minor).toBe((await granted(campaigns, header + customers)) - genuine);
  });
});

describe("an attack that does not pay", () => {
  it("leaves the log as it is, campaign by campaign and day by day", async () => {
    const campaigns = campaignFile(
      [TEN_OFF, "budget: { total: 300.00, per_day: 70.00 }", "priority: 2"],
      [FOUR_POINTS, "limits: [{ max: 1, per: user_id }]", "priority: 1", 'window: { hours: ["10:00-11:00"] }'],
    );
    const hours = Array.from({ length: 90 }, (_, i) => `t${i},${minutes(40 * i)},u${i % 25},60.00`).join("\n");
    const transactions = `transaction_id,timestamp,user_id,amount\n${hours}\n`;
    const attackers = ["kind: quote_probing, attempt_cost: 90.00, account_cost: 900.00"];
    const attacked = await raid({ campaigns, attackers, transactions });
    const plain = await replayed(campaigns, transactions);

    expect([...simulatedBy(attacked).values()].map(({ attempts }) => attempts)).toEqual([0, 0]);
    const days = plain.burn.map(({ period, campaign_id, discount_minor }) => [
      period,
      campaign_id,
      Number(discount_minor),
    ]);
    const sorted = (lines: unknown[]) => lines.map(String).sort();
    for (const figure of ["without_attack_minor", "genuine_minor"] as const) {
      const lines = attacked.burn.map((line) => [line.period, line.campaign_id, line[figure]]);
      expect(sorted(lines)).toEqual(sorted(days));
    }
    expect(days.length).toBeGreaterThan(4);
    for (const { campaign_id, simulated } of attacked.exposure) {
      const exhausted = plain.campaigns.find(({ id }) => id === campaign_id)?.budget?.exhausted_at ?? null;
      expect(simulated?.exhausted_at).toBe(exhausted);
      expect(simulated?.exhausted_at_without_attack).toBe(exhausted);
    }
    expect(attacked.rows).toMatchObject({ ...plain.rows, payments: 90 });
  });
});

describe("the same", () => {
  const C1 = [FOUR_POINTS, EACH_ATTEMPT, "budget: { total: 90.00 }", "priority: 1"];
  const C2 = [TEN_OFF, "budget: { total: 200.00 }", "priority: 2"];
  const A1 = "id: one, kind: quote_probing, accounts: 20, attempt_cost: 0.05";
  const A2 = "id: two, kind: refund_cycling, accounts: 10, attempt_cost: 0.30, start: 2026-01-01T10:00:30";
  const file = (attackers: readonly string[]) => [
    { file: "a.yaml", text: `version: 1\nattackers:\n${attackers.map((keys) => `  - { ${keys} }\n`).join("")}` },
  ];
  const named = (...campaigns: readonly (readonly [string, readonly string[]])[]) =>
    campaigns.reduce(
      (text, [id], i) => text.replace(`id: c${i + 1}\n`, `id: ${id}\n`),
      campaignFile(...campaigns.map(([, lines]) => lines)),
    );

  it("seed gives the same bytes, and another does not", async () => {
    const once = (seed: string) =>
      raid({
        campaigns: campaignFile(C1, C2),
        attackers: [A1.slice(9), A2.slice(9)],
        transactions: log(50),
        options: { seed },
        together: true,
      });
    const [first, again, other] = [await once("x"), await once("x"), await once("y")].map((document) =>
      JSON.stringify(document),
    );
    expect(again).toBe(first);
    expect(other.replace('"seed":"y"', '"seed":"x"')).not.toBe(first);
  });

  it.each([false, true])("comes of files in another order (together: %s)", async (together) => {
    const run = (campaigns: string, attackers: readonly string[]) =>
      raid({ campaigns, attackers: [], transactions: log(50), together, attackersFiles: file(attackers) });
    const forth = await run(named(["first", C1], ["second", C2]), [A1, A2]);
    const back = await run(named(["second", C2], ["first", C1]), [A2, A1]);

    expect(new Map([...simulatedBy(back)].sort())).toEqual(new Map([...simulatedBy(forth)].sort()));
    expect(back.ranking).toEqual(forth.ranking);
    const lines = (document: typeof forth) => document.burn.map((line) => JSON.stringify(line)).sort();
    expect(lines(back)).toEqual(lines(forth));
  });
});
