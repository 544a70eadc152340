/** Exposures against arithmetic done by hand, from campaign and attackers files on. */
import { describe, expect, it } from "vitest";
import { exposure } from "../../src/index.js";
import { attack, campaignFile, expectFigures, only } from "./exposure-text.js";

/** 2.00 nine times in ten, else 10.00: a mean of 2.80. */
const TWO_POINTS =
  "discount: { mode: random_choice, amounts: [{ amount_off: 2.00, weight: 9 }, { amount_off: 10.00, weight: 1 }] }";
/** 1.00 to 10.00, evenly: a mean of 5.50. */
const UNIFORM = `discount: { mode: random_choice, amounts: [${Array.from({ length: 10 }, (_, i) => `{ amount_off: ${i + 1}.00, weight: 1 }`).join(", ")}] }`;
const TIERS =
  "discount: { mode: amount_off, tiers: [{ minimum_amount: 60.00, amount_off: 6.00 }, { minimum_amount: 150.00, amount_off: 18.00 }] }";
const EACH_ATTEMPT = "draw: { per: attempt }";
const FOR_GOOD = "draw: { per: user }";
const HIDDEN = "reveal: after_payment";

describe("quote probing", () => {
  it("waits for the top of two amounts where an attempt costs less than E[(D - 2.00)+] = 0.80", () => {
    const { exact, price_minor, kind, simulated } = only(
      [TWO_POINTS, EACH_ATTEMPT],
      "kind: quote_probing, attempt_cost: 0.50",
    );
    expect([price_minor, kind, simulated]).toEqual([10_000, "quote_probing", null]);
    // 0.1 × (1000 − ρ) = 50; ten attempts of 50 for 1000; 1 − 0.9^28 < 0.95 <= 1 − 0.9^29.
    expectFigures(exact, {
      accept_from_minor: 1000,
      reservation_value_minor: 500,
      mean_settled_minor: 1000,
      attempts_per_success: 10,
      attempts_for_95: 29,
      success_probability: 1,
      amplification: 1000 / 280,
      break_even_attempt_cost_minor: 80,
      break_even_account_cost_minor: 280,
      profit_per_account_minor: 500,
      excess_loss_minor: 720,
      abuse_spend_minor: 1000,
      excess_loss_per_person_minor: 720,
      thresholds_minor: null,
    });
  });

  it("takes the first amount from that cost on", () => {
    const { exact } = only([TWO_POINTS, EACH_ATTEMPT], "kind: quote_probing, attempt_cost: 0.90");
    expectFigures(exact, {
      accept_from_minor: 200,
      attempts_per_success: 1,
      excess_loss_minor: 0,
      profit_per_account_minor: 190,
    });
  });

  it("stays away where an attempt costs more than a draw is worth", () => {
    const { exact } = only([TWO_POINTS, EACH_ATTEMPT], "kind: quote_probing, attempt_cost: 2.80");
    expectFigures(exact, {
      attacks: false,
      accept_from_minor: null,
      mean_settled_minor: null,
      excess_loss_minor: 0,
      abuse_spend_minor: 0,
    });
  });

  it("of ten even amounts accepts those worth their wait, a tie included", () => {
    // (1 + 2 + 3) / 10 = 0.60 above 7.00: four amounts of ten, a mean of 8.50.
    const { exact } = only([UNIFORM, EACH_ATTEMPT], "kind: quote_probing, attempt_cost: 0.60");
    expectFigures(exact, {
      reservation_value_minor: 700,
      accept_from_minor: 700,
      mean_settled_minor: 850,
      attempts_per_success: 2.5,
      profit_per_account_minor: 700,
    });
  });

  it("lowers its threshold at the last of three attempts", () => {
    // v1 = 230, v2 = 257, v3 = 281.3: settles 10.00 in two attempts with 0.19, else whatever the third gives.
    const limits = "limits: [{ max_attempts: 3, per: user_id }]";
    const { exact } = only([TWO_POINTS, EACH_ATTEMPT, limits], "kind: quote_probing, attempt_cost: 0.50");
    expectFigures(exact, {
      accept_from_minor: null,
      thresholds_minor: [1000, 1000, 200],
      mean_settled_minor: 0.19 * 1000 + 0.81 * 280,
      attempts_per_success: 2.71,
      success_probability: 1,
      profit_per_account_minor: 281.3,
      attempts_for_95: null,
    });
  });

  it("of a fixed threshold succeeds within three attempts with 1 - 0.9^3", () => {
    const { exact } = only(
      [TWO_POINTS, EACH_ATTEMPT],
      "kind: quote_probing, attempts_per_account: 3, accept: { at_least: 3.00 }, accounts: 10",
    );
    expectFigures(exact, {
      accept_from_minor: 1000,
      success_probability: 0.271,
      attempts_per_success: 10,
      excess_loss_minor: 10 * 0.271 * 720,
    });
  });

  it.each([
    ["for good", FOR_GOOD],
    ["until it is used", "draw: { per: redemption }"],
  ])("gains nothing where a draw stays %s", (_, draw) => {
    const { exact, inherent, residual } = only([TWO_POINTS, draw], "kind: quote_probing, attempt_cost: 0.50");
    expectFigures(exact, {
      accept_from_minor: 200,
      mean_settled_minor: 280,
      attempts_per_success: 1,
      excess_loss_minor: 0,
    });
    expectFigures(inherent, { accept_from_minor: 1000, attempts_per_success: 10, excess_loss_minor: 720 });
    expectFigures(residual, { control_effectiveness: 1 });
  });

  it("keeps the best of three draws that stay, over three accounts", () => {
    const { exact } = only([TWO_POINTS, FOR_GOOD], "kind: many_accounts, accounts: 3, items_wanted: 1");
    const best = 0.271 * 1000 + 0.729 * 200;
    expectFigures(exact, { mean_settled_minor: best, attempts_per_success: 3, excess_loss_minor: best - 280 });
  });

  it("pays blindly where the amount is shown after payment", () => {
    const { exact, residual } = only([TWO_POINTS, EACH_ATTEMPT, HIDDEN], "kind: quote_probing, attempt_cost: 0.50");
    expectFigures(exact, { accept_from_minor: 200, mean_settled_minor: 280, excess_loss_minor: 0 });
    expectFigures(residual, { control_effectiveness: 1 });
  });
});

describe("small balance", () => {
  it("goes through from price less balance on, between two amounts, also where nothing is shown", () => {
    const { exact } = only(
      [TWO_POINTS, EACH_ATTEMPT, HIDDEN],
      "kind: small_balance, price: 100.00, balance: 92.00, attempt_cost: 0.50",
    );
    expectFigures(exact, {
      accept_from_minor: 1000,
      attempts_per_success: 10,
      profit_per_account_minor: 500,
      excess_loss_minor: 720,
    });
  });

  it("picks the best balance itself", () => {
    const { exact } = only([UNIFORM, EACH_ATTEMPT], "kind: small_balance, attempt_cost: 0.60");
    expectFigures(exact, { accept_from_minor: 700 });
  });

  it("gets one chance where a draw stays", () => {
    const { exact } = only([TWO_POINTS, FOR_GOOD], "kind: small_balance, price: 100.00, balance: 92.00");
    expectFigures(exact, { success_probability: 0.1, excess_loss_minor: 72, excess_loss_per_person_minor: 100 - 280 });
  });
});

describe("refund cycling", () => {
  const attacker = "kind: refund_cycling, attempt_cost: 0.20, friction: 0.30";

  it("pays its friction once, for what it keeps", () => {
    const { exact } = only([TWO_POINTS, HIDDEN], attacker);
    // Ten cycles of 0.20, and 0.30.
    expectFigures(exact, {
      accept_from_minor: 1000,
      attempts_per_success: 10,
      profit_per_account_minor: 770,
      excess_loss_minor: 720,
    });
  });

  it("uses limits on redemptions up, unless refunds restore them", () => {
    const limits = "limits: [{ max: 3, per: user_id }]";
    const { exact } = only([TWO_POINTS, limits], attacker);
    // v1 = 230, v2 = 230 + 74 − 20, v3 = 284 + 68.6 − 20.
    expectFigures(exact, { thresholds_minor: [1000, 1000, 200], profit_per_account_minor: 332.6 });
    const restored = only([TWO_POINTS, limits, "refunds: { restore_limits: true }"], attacker);
    expectFigures(restored.exact, { accept_from_minor: 1000, profit_per_account_minor: 770 });
  });

  it("gains nothing where one draw is for good", () => {
    expectFigures(only([TWO_POINTS, FOR_GOOD], attacker).exact, { mean_settled_minor: 280, excess_loss_minor: 0 });
  });
});

describe("limits and budgets", () => {
  it("cut the loss at the budget, by whole settlements' shares", () => {
    // Two accounts would get 20.00: 15.00 of it are 1.5 settlements of 7.20 excess each.
    const { exact, residual } = only(
      [TWO_POINTS, EACH_ATTEMPT, "budget: { total: 15.00 }"],
      "kind: quote_probing, accounts: 2, attempt_cost: 0.50",
    );
    expectFigures(exact, { abuse_spend_minor: 1500, excess_loss_minor: 1080 });
    expectFigures(residual, { budget_share: 0.72, level: "critical" });
  });

  it.each([
    [80_000, 0.009, "low"],
    [14_400, 0.05, "medium"],
    [3600, 0.2, "high"],
    [3599, 720 / 3599, "critical"],
  ])("call a loss of 7.20 of a budget of %i minor units %f: %s", (budget, share, level) => {
    const { residual } = only(
      [TWO_POINTS, EACH_ATTEMPT, `budget: { total: ${(budget / 100).toFixed(2)} }`],
      "kind: quote_probing, attempt_cost: 0.50",
    );
    expectFigures(residual, { budget_share: share, level });
  });

  it("of the whole campaign hold for all accounts", () => {
    const { exact } = only(
      [TWO_POINTS, EACH_ATTEMPT, "limits: [{ max: 3 }]"],
      "kind: quote_probing, accounts: 10, attempt_cost: 0.50",
    );
    expectFigures(exact, { abuse_spend_minor: 3000, excess_loss_minor: 3 * 720 });
  });

  it("begin anew with every day of a window that ends", () => {
    const window = "window: { start: 2026-01-01, end: 2026-01-04 }";
    const limits = "limits: [{ max: 2, per: user_id, every: day }]";
    const attacker = "kind: quote_probing, settlements_per_account: 100, attempt_cost: 0.50";
    expectFigures(only([TWO_POINTS, EACH_ATTEMPT, limits, window], attacker).exact, {
      settled_per_account: 6,
      abuse_spend_minor: 6000,
    });
    expectFigures(only([TWO_POINTS, EACH_ATTEMPT, limits], attacker).exact, { settled_per_account: 100 });
  });

  it("that no exact figure counts are warned of once", () => {
    const file = campaignFile([TWO_POINTS, "limits: [{ max: 1, per: card_id }]"], [TWO_POINTS]);
    const { warnings } = attack(file, ["kind: quote_probing", "kind: small_balance"]);
    expect(warnings).toEqual([
      {
        code: "limit-not-counted",
        message:
          "c1: the exact figures leave out max per card_id, so the loss to a1 and a2 may be smaller; give the attacker's profile the columns that its payments carry",
        campaign_id: "c1",
      },
    ]);
    expect(attack(file, ["kind: quote_probing, profile: { card_id: k }"]).warnings).toEqual([]);
  });

  it.each([
    ["max: 2, per: device_id", "accounts: 4, per_device: 2", "max per device_id", "some of the accounts have together"],
    ["max_attempts: 9, max: 2", "accounts: 2", "max_attempts of the whole campaign", "the offers to all accounts"],
    ["cooldown: 2m, per: city", "accounts: 2, profile: { city: k }", "cooldown per city", "the offers to all accounts"],
    [
      "max_amount: 20.00, per: user_id",
      "accounts: 2, settlements_per_account: 2",
      "max_amount per user_id",
      "what each settlement leaves",
    ],
  ])("that are left out name their remedy: %s", (limit, attacker, name, remedy) => {
    const file = campaignFile([TWO_POINTS, `limits: [{ ${limit} }]`]);
    const { warnings } = attack(file, [`kind: many_accounts, ${attacker}`]);
    expect(warnings.map(({ message }) => message)).toEqual([
      expect.stringMatching(`^c1: the exact figures leave out ${name}, so the loss to a1 .*${remedy}`),
    ]);
  });

  it("of time count where they bind alone", () => {
    const attacker = "kind: quote_probing, attempt_cost: 0.50, interval: 1m";
    const long = "window: { start: 2026-01-01, end: 2026-02-01 }";
    expectFigures(only([TWO_POINTS, EACH_ATTEMPT, long], attacker).exact, { accept_from_minor: 1000 });
    // Minutes 0, 1 and 2.
    const short = "window: { start: 2026-01-01T00:00, end: 2026-01-01T00:03 }";
    expectFigures(only([TWO_POINTS, EACH_ATTEMPT, short], attacker).exact, { thresholds_minor: [1000, 1000, 200] });
    const over = "window: { start: 2026-01-01, end: 2026-01-02 }";
    const late = only([TWO_POINTS, over], "kind: quote_probing, start: 2026-01-02");
    expectFigures(late.exact, { attacks: false, abuse_spend_minor: 0, mean_draw_minor: 0 });
    // After 0, 1 and 3 minutes of cool-downs that double.
    const four = "window: { start: 2026-01-01T00:00, end: 2026-01-01T00:07 }";
    const slow = "kind: small_balance, attempt_cost: 0.50, cooldown: 1m, backoff: 2";
    expectFigures(only([TWO_POINTS, EACH_ATTEMPT, four], slow).exact, { thresholds_minor: [1000, 1000, 200] });
  });
});

describe("accounts", () => {
  it("drain a fixed discount without any excess", () => {
    const discount = "discount: { mode: amount_off, tiers: [{ minimum_amount: 10.00, amount_off: 8.00 }] }";
    const { exact, residual, price_minor } = only([discount], "kind: many_accounts, accounts: 50, account_cost: 5.00");
    expect(price_minor).toBe(1000);
    expectFigures(exact, {
      abuse_spend_minor: 40_000,
      excess_loss_minor: 0,
      profit_per_account_minor: 300,
      excess_loss_per_person_minor: 0,
    });
    expectFigures(residual, { control_effectiveness: null, level: null, budget_share: null });
  });

  it("of a device share the device's draw", () => {
    const device = "draw: { per: user, identity: device_id }";
    // The first account looks, for 0.50 and 2.90; the second is opened, for as much, where the amount is 10.00: 1.1 accounts a device.
    const { exact } = only(
      [TWO_POINTS, device],
      "kind: many_accounts, accounts: 4, per_device: 2, attempt_cost: 0.50, account_cost: 2.90",
    );
    expectFigures(exact, {
      profit_per_account_minor: (280 - 340 + 0.1 * 660) / 1.1,
      account_value_minor: 380 / 1.1 - 50,
      settled_per_account: 1,
      success_probability: 1,
      accounts_opened: 2.2,
      mean_settled_minor: 380 / 1.1,
      abuse_spend_minor: 2 * 380,
      excess_loss_per_person_minor: 2 * 380 - 2.2 * 280,
    });
    const { exact: uneven } = only([TWO_POINTS, device], "kind: many_accounts, accounts: 3, per_device: 2");
    expectFigures(uneven, { attacks: null, excess_loss_minor: null, mean_draw_minor: null });
  });
});

describe("orders", () => {
  it("cut into the parts that get most", () => {
    const { exact } = only([TIERS], "kind: split_orders, price: 120.00, attempt_cost: 0.10");
    expectFigures(exact, {
      mean_draw_minor: 600,
      mean_settled_minor: 1200,
      attempts_per_success: 2,
      excess_loss_minor: 600,
      profit_per_account_minor: 1180,
    });
    const { exact: one } = only([TIERS, "limits: [{ max: 1, per: user_id }]"], "kind: split_orders, price: 120.00");
    expectFigures(one, {
      attacks: true,
      amplification: 1,
      attempts_per_success: 1,
      profit_per_account_minor: 600,
      excess_loss_minor: 0,
    });
  });

  it("cut as they are told", () => {
    const { exact } = only([TIERS], "kind: split_orders, price: 150.00, parts: [60.00, 90.00], accept: any");
    expectFigures(exact, { mean_draw_minor: 1800, mean_settled_minor: 1200, excess_loss_minor: -600 });
  });

  it("cut a random amount that knows no price as often as it may be", () => {
    const { exact } = only([TWO_POINTS, "limits: [{ max: 4, per: user_id }]"], "kind: split_orders, price: 100.00");
    expectFigures(exact, { mean_settled_minor: 4 * 280, attempts_per_success: 4, excess_loss_minor: 3 * 280 });
  });

  it("cut at a price that few numbers divide", () => {
    // 617 orders of 2.00 and one of 0.56: all of them for nothing.
    const { exact } = only([TWO_POINTS], "kind: split_orders, price: 1234.56, friction: 0.01");
    expectFigures(exact, { attempts_per_success: 618, mean_settled_minor: 123_456 });
  });

  it("pool baskets", () => {
    const { exact } = only([TIERS], "kind: split_orders, price: 50.00, baskets: 3");
    expectFigures(exact, {
      mean_draw_minor: 0,
      mean_settled_minor: 1800,
      attempts_per_success: 1,
      amplification: null,
      excess_loss_minor: 1800,
    });
  });

  it("padded up to a tier keep a part of its discount, and with forfeit the campaign has paid all of it", () => {
    const attacker = "kind: threshold_padding, price: 150.00, wanted: 100.00";
    expectFigures(only([TIERS], attacker).exact, {
      mean_draw_minor: 600,
      mean_settled_minor: 1200,
      excess_loss_minor: 600,
    });
    expectFigures(only([TIERS], attacker).inherent, { mean_settled_minor: 1800, excess_loss_minor: 1200 });
    const forfeit = only([TIERS, "refunds: { discount: forfeit }"], attacker);
    expectFigures(forfeit.exact, { mean_settled_minor: 1200, excess_loss_minor: 1200 });
  });

  it("that are free go to who is first, or who fills up to the n-th", () => {
    const first = "discount: { mode: free_orders, count: 3, pick: first }";
    expectFigures(only([first], "kind: order_sniping, accounts: 5, price: 20.00").exact, {
      abuse_spend_minor: 6000,
      excess_loss_minor: null,
    });
    const nth = "discount: { mode: free_orders, pick: { nth: 10 } }";
    const { exact } = only([nth], "kind: order_sniping, price: 30.00, filler: 1.00");
    expectFigures(exact, { profit_per_account_minor: 2100, attempts_per_success: 10, abuse_spend_minor: 3000 });
    expectFigures(only([nth], "kind: quote_probing").exact, {
      attacks: null,
      excess_loss_minor: null,
      profit_per_account_minor: null,
    });
    expectFigures(only([TIERS], "kind: order_sniping").exact, { attacks: null, abuse_spend_minor: null });
  });

  it("that are free and late meet honest ones at their rate", () => {
    const campaign = ["discount: { mode: free_orders, count: 1, pick: first }"];
    const attacker = "kind: order_sniping, price: 20.00, delay: 1m";
    expectFigures(only(campaign, attacker).exact, { abuse_spend_minor: null });
    // One honest order a minute: nobody was first with e^-1.
    expectFigures(only(campaign, attacker, { honestPerDay: 1440 }).exact, { abuse_spend_minor: 2000 * Math.exp(-1) });
  });
});

describe("a race for the budget", () => {
  it("divides it by what honest customers and attackers take in time", () => {
    const campaign = [TWO_POINTS, EACH_ATTEMPT, "budget: { total: 1000.00 }"];
    // A tenth of 1,440 attempts a day, of 10.00: 1,440.00 a day beside 100 honest draws of 2.80.
    const endless = "kind: quote_probing, settlements_per_account: 100000, attempt_cost: 0.50";
    expectFigures(only(campaign, endless, { honestPerDay: 100 }).exact, {
      budget_capture: 1440 / 1720,
      drain_days: 1000 / 1720,
      drain_days_without_attack: 1000 / 280,
      genuine_displaced_minor: (100_000 * 1440) / 1720,
    });
    // One settlement and it is over: 10.00 are gone, the rest lasts as ever.
    expectFigures(only(campaign, "kind: quote_probing, attempt_cost: 0.50", { honestPerDay: 100 }).exact, {
      budget_capture: 0.01,
      drain_days: 990 / 280,
    });
    expectFigures(only(campaign, endless).exact, { budget_capture: null, drain_days: null });
  });
});

describe("the document", () => {
  it("ranks campaigns by what their settings leave of the worst attack, then by what is taken in all", () => {
    const file = campaignFile(
      ["discount: { mode: amount_off, tiers: [{ minimum_amount: 10.00, amount_off: 1.00 }] }"],
      [TIERS],
      [TWO_POINTS, EACH_ATTEMPT],
      ["discount: { mode: free_orders, count: 3, pick: first }"],
    );
    const { ranking } = attack(file, [
      "kind: quote_probing, attempt_cost: 0.50",
      "kind: refund_cycling, attempt_cost: 0.70",
    ]);
    expect(ranking.map(({ rank, campaign_id, attacker_id }) => [rank, campaign_id, attacker_id])).toEqual([
      [1, "c3", "a1"],
      [2, "c2", "a1"],
      [3, "c1", "a1"],
      [4, "c4", "a1"],
    ]);
    expect(ranking[1]).toMatchObject({ abuse_spend_minor: 1800, cut_gains_minor: [6000, 6000] });
  });

  it("has the standard profile without attackers files, and the prices asked for", () => {
    const document = exposure([{ file: "dir/c.yaml", text: campaignFile([TWO_POINTS], [TIERS]) }], [], {
      priceMinor: 20_000,
      campaignIds: ["c2"],
    });
    expect(document.standard_profile).toBe(true);
    expect(document.inputs).toEqual([
      { role: "campaigns", file: "c.yaml", sha256: expect.stringMatching(/^[0-9a-f]{64}$/) },
    ]);
    expect(document.exposure.map((line) => [line.campaign_id, line.attacker_id, line.price_minor])).toEqual(
      document.attackers.map(({ id }) => ["c2", id, 20_000]),
    );
    expect(document.attackers.length).toBeGreaterThan(3);
    expect(() => exposure([{ file: "c.yaml", text: campaignFile([TIERS]) }], [], { campaignIds: ["c3"] })).toThrow(
      RangeError,
    );
    expect(() => exposure([{ file: "c.yaml", text: campaignFile([TIERS]) }], [], { priceMinor: 0.5 })).toThrow(
      RangeError,
    );
  });

  it("keeps to the campaigns of an attacker", () => {
    const { exposure: all } = attack(campaignFile([TWO_POINTS], [TIERS]), [
      "kind: quote_probing, campaigns: c2",
      "kind: small_balance",
    ]);
    expect(all.map(({ campaign_id, attacker_id }) => `${campaign_id} ${attacker_id}`)).toEqual([
      "c1 a2",
      "c2 a1",
      "c2 a2",
    ]);
  });
});
