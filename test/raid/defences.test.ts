/** What defences buy, by hand on small cases: how attackers answer, what they then take, and whom each defence refuses. */
import { describe, expect, it } from "vitest";
import type { DefenceSummary } from "../../src/raid/attack-document.js";
import { campaignFile, EACH_ATTEMPT, FOUR_POINTS, log, type Raided, raid, replayed, TEN_OFF } from "./raid-text.js";

const PROBER = "kind: quote_probing, accounts: 300, attempt_cost: 0.50";

async function trials(request: Raided) {
  const { defences, warnings } = await raid({ defences: true, ...request });
  if (defences === null) throw new Error("defences were tried");
  const tried = new Map(defences.tried.map((defence) => [defence.id, defence]));
  const of = (id: string): DefenceSummary => {
    const defence = tried.get(id);
    if (defence === undefined) throw new Error(`${id} was not tried`);
    return defence;
  };
  return { defences, of, warnings };
}

describe("attackers answer a defence with what then pays most", () => {
  it("a hidden amount by another way to learn it, at the same loss", async () => {
    const { defences, of } = await trials({
      campaigns: campaignFile([FOUR_POINTS, EACH_ATTEMPT]),
      attackers: [PROBER],
    });
    const [answer] = of("reveal-after-payment").answers;
    expect(answer).toMatchObject({ campaign_id: "c1", attacker_id: "a1", tactic: "small_balance", successes: 300 });
    expect(of("reveal-after-payment").excess_loss_minor).toBeGreaterThan(
      (defences.undefended.excess_loss_minor ?? 0) * 0.9,
    );
  });

  it("a draw that stays until it is redeemed by paying and refunding", async () => {
    const { of } = await trials({ campaigns: campaignFile([FOUR_POINTS, EACH_ATTEMPT]), attackers: [PROBER] });
    const defence = of("draw-per-redemption");
    expect(defence.answers[0].tactic).toBe("refund_cycling");
    expect(defence.excess_loss_minor).toBeGreaterThan(100_000);
  });

  it("a draw for good by taking what comes: no excess is left, but for luck", async () => {
    const { defences, of } = await trials({
      campaigns: campaignFile([FOUR_POINTS, EACH_ATTEMPT]),
      attackers: [PROBER],
    });
    const defence = of("draw-per-user");
    // The deviation of one draw is 4.58: of the sum of 300, 79.
    expect(Math.abs(defence.excess_loss_minor ?? Number.NaN)).toBeLessThan(4 * 79_00);
    expect(defence.answers[0].successes).toBe(300);
    expect(defence.attackers_take_minor).toBe((defence.excess_loss_minor ?? 0) + 300 * 214);
    expect(defences.cheapest_effective).toBe("draw-per-user");
  });

  it("and keeps to its tactic where it says what it accepts", async () => {
    const attackers = ["kind: quote_probing, accounts: 20, accept: { at_least: 30.00 }, attempt_cost: 0.50"];
    const { of } = await trials({ campaigns: campaignFile([FOUR_POINTS, EACH_ATTEMPT]), attackers });
    expect(of("reveal-after-payment").answers[0]).toMatchObject({ tactic: "quote_probing" });
  });

  it("one offer a day by coming back the next day, an account after its limit never", async () => {
    const window = "window: { start: 2026-01-01, end: 2026-01-04 }";
    const attackers = ["kind: quote_probing, accounts: 1, settlements_per_account: 9, accept: any, price: 50.00"];
    const { of, defences } = await trials({
      campaigns: campaignFile([TEN_OFF, window]),
      attackers,
      transactions: log(1, "9.00"),
    });
    expect(defences.undefended.attackers_take_minor).toBe(9000);
    expect(of("attempts-1-per-day").attackers_take_minor).toBe(3000); // three days
    expect(of("attempts-3-per-day").attackers_take_minor).toBe(9000);
    expect(of("cool-down-10m").attackers_take_minor).toBe(9000);
  });
});

/** Ada pays at 0, 5, 20 and 25 minutes and the next day; bob, of the same device, at 10; cyd, without one, at 15. */
const HONEST = `transaction_id,timestamp,user_id,amount,device_id,risk
t1,2026-01-01T02:00:00Z,ada,50.00,d1,pass
t2,2026-01-01T02:05:00Z,ada,50.00,d1,pass
t3,2026-01-01T02:10:00Z,bob,50.00,d1,review
t4,2026-01-01T02:15:00Z,cyd,50.00,,pass
t5,2026-01-01T02:20:00Z,ada,50.00,d1,pass
t6,2026-01-01T02:25:00Z,ada,50.00,d1,review
t7,2026-01-02T02:00:00Z,ada,50.00,d1,pass
`;
const ACCOUNTS = "kind: many_accounts, accounts: 20, per_device: 20, price: 50.00, attempt_cost: 0.01";
const GATE = { column: "risk", values: ["review"], catchRatio: { numerator: 60, denominator: 100 } };

describe("genuine customers refused", () => {
  it("are counted attempt by attempt", async () => {
    const { of } = await trials({
      campaigns: campaignFile([TEN_OFF]),
      attackers: [ACCOUNTS],
      transactions: HONEST,
      gate: GATE,
    });
    const refused = (id: string) => [of(id).genuine_refused, of(id).genuine_attempts];
    expect(refused("attempts-1-per-day")).toEqual([3, 7]); // t2, t5, t6
    expect(refused("attempts-3-per-day")).toEqual([1, 7]); // t6
    expect(refused("attempts-5-per-day")).toEqual([0, 7]);
    expect(refused("cool-down-10m")).toEqual([2, 7]); // t2, t6
    expect(refused("one-per-device")).toEqual([5, 7]); // all of d1 after t1
    expect(refused("one-per-person")).toEqual([5, 7]);
    expect(refused("gate")).toEqual([2, 7]); // t3, t6
  });

  it("are not those whom the budget refuses, with the defence or without", async () => {
    // Three of seven are served: t1, t2, t3. One a device: t2 and t3 are refused, and t4 is served in their stead.
    const campaigns = campaignFile([TEN_OFF, "budget: { total: 30.00 }"]);
    const { of } = await trials({ campaigns, attackers: [ACCOUNTS], transactions: HONEST, gate: GATE });
    expect(of("one-per-device")).toMatchObject({ genuine_refused: 2, genuine_attempts: 3 });
    expect(of("attempts-1-per-day")).toMatchObject({ genuine_refused: 1, genuine_attempts: 3 });
    expect(of("gate")).toMatchObject({ genuine_refused: 1, genuine_attempts: 3 });
  });

  it("are not those whom another draw gives nothing", async () => {
    // Six customers ten times each: with one draw for good some of them never get anything.
    const lottery =
      "discount: { mode: lucky_draw, ratio: 50%, prize: { mode: amount_off, every: 10.00, amount_off: 1.00 } }";
    const campaigns = campaignFile([lottery, EACH_ATTEMPT]);
    const transactions = log(60).replaceAll(/,u\d*(\d),/g, (_, digit) => `,u${Number(digit) % 6},`);
    const { of } = await trials({ campaigns, attackers: [ACCOUNTS], transactions });
    const { genuine_refused, genuine_attempts } = of("draw-per-user");
    const lucky = await replayed(campaignFile([lottery, "draw: { per: user }"]), transactions);
    expect(lucky.campaigns[0].offers).toBeGreaterThan(0);
    expect(lucky.campaigns[0].offers).toBeLessThan(60);
    expect(genuine_refused).toBe(0);
    expect(genuine_attempts).toBe((await replayed(campaigns, transactions)).campaigns[0].offers);
  });
});

describe("a risk gate", () => {
  it.each([
    [20, 60, 8],
    [7, 50, 4], // 3 of 7 are caught
    [5, 100, 0],
    [5, 0, 5],
  ])("of %i accounts that catches %i%% lets %i in", async (accounts, percent, served) => {
    const { of } = await trials({
      campaigns: campaignFile([TEN_OFF]),
      attackers: [`kind: many_accounts, accounts: ${accounts}, price: 50.00`],
      transactions: HONEST,
      gate: { ...GATE, catchRatio: { numerator: percent, denominator: 100 } },
    });
    expect(of("gate").attackers_take_minor).toBe(served * 1000);
  });

  it("is not tried without a column", async () => {
    const request = {
      campaigns: campaignFile([TEN_OFF]),
      attackers: [ACCOUNTS],
      gate: { ...GATE, column: "device_age" },
    };
    const { defences } = await trials(request);
    expect(defences.not_tried).toContainEqual({ id: "gate", reason: "the data has no device_age" });
  });
});

describe("the cheapest effective defence", () => {
  it("is the one that leaves a tenth and refuses fewest", async () => {
    // One per device leaves 1 account of 20 and refuses 5 of 7; a gate that catches 95% as well, and refuses 2.
    const request = { campaigns: campaignFile([TEN_OFF]), attackers: [ACCOUNTS], transactions: HONEST };
    const catches = (numerator: number) => ({ ...GATE, catchRatio: { numerator, denominator: 100 } });
    const strong = await trials({ ...request, gate: catches(95) });
    expect(strong.of("one-per-device").attackers_take_minor).toBe(1000);
    expect(strong.of("gate").attackers_take_minor).toBe(1000);
    expect(strong.defences.cheapest_effective).toBe("gate");
    const weak = await trials({ ...request, gate: catches(60) });
    expect(weak.defences.cheapest_effective).toBe("one-per-device");
    expect(weak.defences.undefended).toEqual({ attackers_take_minor: 20_000, excess_loss_minor: 0 });
  });

  it("is none where each leaves more", async () => {
    const { defences } = await trials({
      campaigns: campaignFile([TEN_OFF]),
      attackers: [ACCOUNTS],
      transactions: log(1),
    });
    expect(defences.cheapest_effective).toBeNull();
  });
});
