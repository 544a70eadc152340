/** Exposures of four random amounts worked out by hand: balances, time, ties, limits a day, friction, devices. */
import { describe, expect, it } from "vitest";
import { attack, campaignFile, expectFigures, only } from "./exposure-text.js";

/** A mean of 2.14; from 8.00 on 12.40 with a tenth. */
const FOUR =
  "discount: { mode: random_choice, amounts: [{ amount_off: 0.50, weight: 60 }, { amount_off: 2.00, weight: 30 }, { amount_off: 8.00, weight: 8 }, { amount_off: 30.00, weight: 2 }] }";
/** A tenth of 9.50 on average, else nothing. */
const LOTTERY =
  "discount: { mode: lucky_draw, ratio: 10%, prize: { mode: random_choice, amounts: [{ amount_off: 5.00, weight: 5 }, { amount_off: 10.00, weight: 3 }, { amount_off: 20.00, weight: 2 }] } }";
const EACH_ATTEMPT = "draw: { per: attempt }";
const HIDDEN = "reveal: after_payment";
const THREE_DAYS = "window: { start: 2026-01-02, end: 2026-01-05 }";

const STAYS_AWAY = {
  attacks: false,
  success_probability: 0,
  accept_from_minor: null,
  mean_settled_minor: null,
  profit_per_account_minor: 0,
  abuse_spend_minor: 0,
  excess_loss_minor: 0,
};

const of = (kind: string, keys = "") => `kind: ${kind}, price: 100.00${keys === "" ? "" : `, ${keys}`}`;

describe("a balance", () => {
  it("makes up for nothing where the discount is paid back later", () => {
    const campaign = [FOUR, EACH_ATTEMPT, "given_as: cashback"];
    for (const keys of ["balance: 92.00", "", "balance: 92.00, accept: any"]) {
      const { exact, inherent } = only(campaign, of("small_balance", keys));
      expectFigures(exact, STAYS_AWAY);
      expectFigures(inherent, { excess_loss_minor: 0 });
    }
    expectFigures(only(campaign, of("quote_probing", "balance: 99.99")).exact, STAYS_AWAY);
    expectFigures(only(campaign, of("quote_probing", "balance: 100.00")).exact, { accept_from_minor: 3000 });
  });

  it("bounds what a prober can take", () => {
    const campaign = [FOUR, EACH_ATTEMPT];
    // A tenth of 12.40 a quote is less than 1.50.
    expectFigures(only(campaign, of("quote_probing", "balance: 92.00, attempt_cost: 1.50")).exact, STAYS_AWAY);
    expectFigures(only(campaign, of("quote_probing", "attempt_cost: 1.50")).exact, { accept_from_minor: 200 });
    // 50 can't be paid for at the last of three quotes.
    for (const kind of ["quote_probing", "refund_cycling"]) {
      const { exact } = only(campaign, of(kind, "balance: 92.00, attempts_per_account: 3"));
      // v1 = 124, v2 = 124 + 0.1 × (1240 − 124), v3 = v2 + 0.1 × (1240 − v2).
      expectFigures(exact, {
        accept_from_minor: 800,
        mean_settled_minor: 1240,
        success_probability: 0.271,
        profit_per_account_minor: 0.271 * 1240,
        excess_loss_minor: 0.271 * (1240 - 214),
      });
    }
    expectFigures(only(campaign, of("quote_probing", "attempts_per_account: 3")).exact, {
      thresholds_minor: [800, 800, 50],
    });
  });

  it("that is small is left where it does not pay, and where nothing goes through", () => {
    const campaign = [FOUR, EACH_ATTEMPT];
    expectFigures(only(campaign, of("small_balance", "balance: 92.00, attempt_cost: 2.00")).exact, STAYS_AWAY);
    const told = "balance: 92.00, attempt_cost: 2.00, accept: any";
    expectFigures(only(campaign, of("small_balance", told)).exact, {
      attacks: true,
      profit_per_account_minor: 1240 - 2000,
    });
    for (const keys of ["balance: 10.00", "balance: 10.00, accept: any, attempts_per_account: 5"]) {
      expectFigures(only(campaign, of("small_balance", `${keys}, attempt_cost: 2.00`)).exact, STAYS_AWAY);
    }
  });

  it("that is small asks for the larger of what it makes up for and what it is told", () => {
    const campaign = [FOUR, EACH_ATTEMPT];
    const from = (keys: string) => only(campaign, of("small_balance", keys)).exact.accept_from_minor;
    expect(from("balance: 92.00, accept: { at_least: 20.00 }")).toBe(3000);
    expect(from("balance: 92.00, accept: { at_least: 2.00 }")).toBe(800);
  });

  it("that does not pay for an order leaves no closed form of orders", () => {
    const tiers = "discount: { mode: amount_off, tiers: [{ minimum_amount: 60.00, amount_off: 6.00 }] }";
    const cut = "kind: split_orders, price: 120.00";
    expectFigures(only([tiers], `${cut}, balance: 60.00`).exact, { mean_settled_minor: 1200 });
    expectFigures(only([tiers], `${cut}, balance: 59.99`).exact, { attacks: null, excess_loss_minor: null });
    const padding = "kind: threshold_padding, price: 60.00, wanted: 50.00";
    expectFigures(only([tiers], `${padding}, balance: 60.00`).exact, { mean_settled_minor: 500 });
    expectFigures(only([tiers], `${padding}, balance: 59.99`).exact, { attacks: null, excess_loss_minor: null });
    const first = "discount: { mode: free_orders, count: 3, pick: first, max_price: 100.00 }";
    const sniping = "kind: order_sniping, price: 20.00, balance: 0.00";
    expectFigures(only([first], sniping).exact, { abuse_spend_minor: 2000 });
    expectFigures(only([first, "given_as: cashback"], sniping).exact, { attacks: null, abuse_spend_minor: null });
  });
});

describe("time", () => {
  const campaign = [FOUR, EACH_ATTEMPT, HIDDEN, THREE_DAYS];

  it("bounds each kind by what that kind waits for", () => {
    const cycling = only(campaign, of("refund_cycling", "attempt_cost: 0.05, interval: 24h")).exact;
    // Twice a tenth of 12.40 first, then whatever comes.
    expectFigures(cycling, {
      thresholds_minor: [800, 800, 50],
      mean_settled_minor: 0.19 * 1240 + 0.81 * 214,
      excess_loss_minor: 194.94,
    });
    const balance = only(campaign, of("small_balance", "balance: 92.00, interval: 24h")).exact;
    expectFigures(balance, { success_probability: 0.271, excess_loss_minor: 278.046 });
    const rare = only(campaign, of("small_balance", "balance: 70.00, attempt_cost: 0.30, interval: 60m")).exact;
    expectFigures(rare, { success_probability: 1 - 0.98 ** 72 });
  });

  it("is an assumption where the file does not say how fast an attacker is", () => {
    expectFigures(only(campaign, of("small_balance", "balance: 70.00, attempt_cost: 0.30")).exact, {
      success_probability: 1,
    });
    const minutes = "window: { start: 2026-01-02T00:00, end: 2026-01-02T00:03 }";
    const probing = (keys: string) => only([FOUR, EACH_ATTEMPT, minutes], of("quote_probing", keys)).exact;
    expectFigures(probing(""), { accept_from_minor: 3000 });
    expectFigures(probing("interval: 1m"), { thresholds_minor: [800, 800, 50] });
  });

  it("passes after a decline, and not after a quote that is refused", () => {
    // Attempts at 0, 12, 24, 36, 48 and 60 hours; at 0, 24 and 48 where each was declined.
    const slow = "interval: 12h, cooldown: 24h, accept: { at_least: 8.00 }";
    const some = (kind: string) => only([FOUR, EACH_ATTEMPT, THREE_DAYS], of(kind, slow)).exact.success_probability;
    expect(some("quote_probing")).toBeCloseTo(1 - 0.9 ** 6, 12);
    expect(some("refund_cycling")).toBeCloseTo(1 - 0.9 ** 6, 12);
    expect(some("small_balance")).toBeCloseTo(1 - 0.9 ** 3, 12);
  });
});

describe("a tie", () => {
  it.each(["attempt", "redemption", "user"])("is taken, of a draw per %s", (per) => {
    const once = of("quote_probing", "attempts_per_account: 1");
    expectFigures(only([LOTTERY, `draw: { per: ${per} }`], once).exact, {
      accept_from_minor: 0,
      success_probability: 1,
      mean_settled_minor: 95,
      attempts_per_success: 1,
      amplification: 1,
      excess_loss_minor: 0,
    });
    expectFigures(only([FOUR, `draw: { per: ${per} }`], `${once}, friction: 0.50`).exact, {
      accept_from_minor: 50,
      success_probability: 1,
      mean_settled_minor: 214,
      excess_loss_minor: 0,
    });
  });

  it("between amounts beyond 2^43 is one too", () => {
    const large =
      "discount: { mode: random_choice, amounts: [{ amount_off: 1000000000000.00, weight: 1 }, { amount_off: 80000000000000.00, weight: 1 }] }";
    expectFigures(only([large, EACH_ATTEMPT], "kind: quote_probing, price: 90000000000000.00").exact, {
      accept_from_minor: 8e15,
      mean_settled_minor: 8e15,
      success_probability: 1,
    });
  });
});

describe("limits that begin anew", () => {
  const daily = (limit: string) => [FOUR, EACH_ATTEMPT, THREE_DAYS, `limits: [{ per: user_id, every: day, ${limit} }]`];
  const probing = (keys: string) => of("quote_probing", `attempt_cost: 0.05, ${keys}`);

  it("make a game of each day", () => {
    // A day: v1 = 209, v2 = 209 + 102.6 − 5 + 0.5, v3 by the same; settles for certain, of 8.00 in two attempts or whatever the third gives.
    expectFigures(only(daily("max: 1, max_attempts: 3"), probing("settlements_per_account: 3")).exact, {
      attacks: true,
      thresholds_minor: [800, 800, 50],
      mean_settled_minor: 408.94,
      attempts_per_success: 2.71,
      settled_per_account: 3,
      success_probability: 1,
      profit_per_account_minor: 3 * (408.94 - 5 * 2.71),
      excess_loss_minor: 3 * 194.94,
    });
  });

  it("add up over the days to a settlement", () => {
    const { exact } = only(daily("max: 1, max_attempts: 3"), of("quote_probing", "accept: { at_least: 8.00 }"));
    expectFigures(exact, { success_probability: 1 - 0.9 ** 9 });
    const [fixed] = attack(campaignFile(daily("max: 1, max_attempts: 3")), [
      of("quote_probing", "accept: { at_least: 8.00 }, settlements_per_account: 3"),
    ]).exposure;
    expectFigures(fixed.exact, {
      settled_per_account: 3 * 0.271,
      success_probability: 1 - 0.9 ** 9,
      attempts_per_success: 10,
    });
  });

  it("have no closed form where something else counts over the days", () => {
    for (const keys of [
      "settlements_per_account: 2",
      "settlements_per_account: 3, attempts_per_account: 8",
      "settlements_per_account: 3, interval: 12h",
    ]) {
      expectFigures(only(daily("max: 1, max_attempts: 3"), probing(keys)).exact, {
        attacks: null,
        profit_per_account_minor: null,
        excess_loss_minor: null,
      });
    }
    // A limit of one thing alone: nine attempts at two settlements, on whichever days.
    const nine = [FOUR, EACH_ATTEMPT, "limits: [{ per: user_id, max_attempts: 9 }]"];
    const two = probing("settlements_per_account: 2");
    expect(only(daily("max_attempts: 3"), two).exact).toEqual(only(nine, two).exact);
  });
});

describe("amounts that the campaign refuses", () => {
  it("count as nothing: above a limit of the amount, and above a budget that is not cut", () => {
    const campaign = [FOUR, EACH_ATTEMPT];
    const { exact, inherent } = only(
      [...campaign, "limits: [{ max_amount: 20.00, per: user_id }]"],
      of("quote_probing"),
    );
    expectFigures(exact, {
      accept_from_minor: 800,
      mean_draw_minor: 154,
      mean_settled_minor: 800,
      excess_loss_minor: 646,
    });
    expectFigures(inherent, { accept_from_minor: 3000 });
    const short = (onShort: string) =>
      only([...campaign, `budget: { total: 20.00, on_short: ${onShort} }`], of("quote_probing")).exact;
    expectFigures(short("reject"), { accept_from_minor: 800, abuse_spend_minor: 800 });
    expectFigures(short("overshoot_once"), { accept_from_minor: 3000, abuse_spend_minor: 2000 });
  });
});

describe("friction", () => {
  it("of cycles is paid for the payment that is kept", () => {
    const { exact } = only([FOUR, EACH_ATTEMPT, HIDDEN], of("refund_cycling", "attempt_cost: 0.50, friction: 0.30"));
    // 0.1 × (1240 − ρ) = 50.
    expectFigures(exact, {
      reservation_value_minor: 740,
      accept_from_minor: 800,
      profit_per_account_minor: 1240 - 500 - 30,
      break_even_account_cost_minor: 184,
    });
  });
});

describe("accounts of devices", () => {
  it("are what figures are per, where the draw is the device's", () => {
    const { exact } = only(
      [FOUR, "draw: { per: user, identity: device_id }"],
      of("many_accounts", "accounts: 100, per_device: 10, attempt_cost: 0.05"),
    );
    expectFigures(exact, {
      accounts_opened: 100,
      profit_per_account_minor: 209,
      account_value_minor: 209,
      settled_per_account: 1,
      success_probability: 1,
      abuse_spend_minor: 21_400,
      excess_loss_per_person_minor: 0,
    });
  });
});

describe("cuts", () => {
  it("of random amounts are made where an amount is all of the price", () => {
    const { exact } = only([FOUR], of("split_orders"));
    expectFigures(exact, { mean_settled_minor: 10_000, attempts_per_success: 200, profit_per_account_minor: 10_000 });
    expectFigures(only([FOUR], of("split_orders", "friction: 0.10")).exact, { profit_per_account_minor: 8000 });
  });

  it("leave the honest order where they gain nothing", () => {
    // There is no second attempt for a cut.
    const { exact } = only([FOUR], of("split_orders", "friction: 1.00, attempts_per_account: 1"));
    expectFigures(exact, { attacks: true, amplification: 1, excess_loss_minor: 0, profit_per_account_minor: 114 });
    expectFigures(only([FOUR], of("split_orders", "friction: 2.20")).exact, { attacks: false, abuse_spend_minor: 0 });
  });
});

describe("padding", () => {
  it("buys at most what its price says", () => {
    const tiers =
      "discount: { mode: amount_off, tiers: [{ minimum_amount: 60.00, amount_off: 6.00 }, { minimum_amount: 100.00, amount_off: 15.00 }, { minimum_amount: 200.00, amount_off: 18.00 }] }";
    const padding = (price: string) =>
      only([tiers], `kind: threshold_padding, wanted: 80.00, price: ${price}`).exact.mean_settled_minor;
    // 15.00 less a fifth of it; of 180.00, or of 200.00, more goes back.
    for (const price of ["100.00", "180.00", "200.00"]) expect(padding(price)).toBe(1200);
    expect(padding("99.99")).toBeNull();
  });
});
