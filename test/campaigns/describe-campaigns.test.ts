import { describe, expect, it } from "vitest";
import type { Discount } from "../../src/campaigns/campaign.js";
import { describeCampaigns } from "../../src/campaigns/describe-campaigns.js";
import { designAt } from "../../src/campaigns/design.js";
import { type Distribution, distributionOf, lawOf } from "../../src/chance/law.js";
import { campaignWith, DISCOUNT, fileWith, load } from "./campaign-text.js";

describe("campaigns in words", () => {
  it("say everything that a campaign says", () => {
    const set = load(
      fileWith(
        "name: Spring!",
        "status: paused",
        'window: { start: 2026-01-02, end: 2026-04-01, days: [fri, sat], hours: ["10:00-14:00", "22:00-02:00"] }',
        "scope: { city: [Paris, Lyon], not: { merchant_id: M9 } }",
        "payment: { card_bin: { prefix: ['62', '35'] }, not: { card_bin: { prefix: '629' } } }",
        "audience: { user.age: { min: 20, max: 35.5 }, not: { user.score: { max: 3 } } }",
        "when: tx.amount > 5.0",
        "eligibility: [{ streak: { days: 5, minimum_amount: 100.00 } }]",
        "limits: [{ max: 1, per: user_id, every: day }, { max_amount: 50.00, max_attempts: 3 }, { max: 2, per: [user_id, city] }]",
        "budget: { total: 500.00, per_day: 20.00, on_short: partial }",
        "funding: { bank: 62.5%, merchant: 37.5%, by_merchant: { M1: { bank: 100% } } }",
        "given_as: cashback",
        "cashback_delay: 14d",
        "stacking: { group: cashier, combine: true }",
        "refunds: { threshold: reevaluate, restore_limits: true }",
        "inventory: { shards: 16 }",
        "discount: { mode: percent_off, tiers: [{ minimum_amount: 10.00, percent_off: 5% }], max_discount: 8.00, min_payable: 0.01, minimum_amount: 12.00 }",
      ),
    );
    expect(describeCampaigns(set, { pricesMinor: [20000] })).toEqual([
      {
        id: "spring",
        name: "Spring!",
        status: "paused",
        window:
          "from 2026-01-02T00:00:00+08:00 to 2026-03-31T23:59:59.999+08:00, on fri, sat, 10:00 to 14:00 and 22:00 to 02:00 of the next day",
        firstMoment: "2026-01-02T00:00:00+08:00",
        lastMoment: "2026-03-31T23:59:59.999+08:00",
        scope: ["city is Paris or Lyon", "merchant_id is not M9"],
        payment: ["card_bin begins with 62 or 35", "card_bin does not begin with 629"],
        audience: ["user.age is at least 20 and at most 35.5", "user.score is not at most 3"],
        when: "tx.amount > 5.0",
        eligibility: ["a payment of 100.00 or more on each of the 5 days before"],
        coupon: null,
        grants: null,
        limits: [
          "at most 1 redemption per user_id every day",
          "at most 50.00 of discount and 3 offers",
          "at most 2 redemptions per user_id and city",
        ],
        budget: "500.00 in all, 20.00 a day; what is left where it is short",
        funding: ["bank 62.5%, merchant 37.5%", "merchant M1: bank 100%"],
        mode: "percent_off",
        discount: "5% off from 10.00; from a price of 12.00; at most 8.00 off; 0.01 at least is paid",
        draw: null,
        reveal: null,
        givenAs: "cashback after 14 days",
        stacking: "with others that combine, one of group cashier; on what those before it leave of the price",
        refunds: "what the rest would have earned stays; limits are given back",
        inventory: "the budget has 16 shards",
        designs: [
          {
            priceMinor: 20000,
            belowMinimum: false,
            meanMinor: 800,
            sdMinor: 0,
            minMinor: 800,
            maxMinor: 800,
            p05Minor: 800,
            p50Minor: 800,
            p95Minor: 800,
            distribution: table([800, 1]),
            orders: null,
            others: null,
          },
        ],
      },
    ]);
  });

  it("are short for a campaign without conditions, with designs at its thresholds", () => {
    const set = load(
      fileWith(
        "discount: { mode: amount_off, tiers: [{ minimum_amount: 200.00, amount_off: 15.00 }, { minimum_amount: 300.00, amount_off: 20.00 }] }",
      ),
    );
    const [description] = describeCampaigns(set, { pricesMinor: null });
    expect(description).toMatchObject({
      window: "always",
      firstMoment: null,
      lastMoment: null,
      budget: null,
      limits: [],
    });
    expect(description).toMatchObject({ funding: ["platform 100%"], givenAs: "instant", status: "active" });
    expect(description.designs.map(({ priceMinor, meanMinor }) => [priceMinor, meanMinor])).toEqual([
      [20000, 1500],
      [30000, 2000],
    ]);
  });

  it("show a free order at a price at which orders can be free", () => {
    const set = load(
      fileWith("discount: { mode: free_orders, count: 5, pick: first, max_price: 30.00, max_discount: 20.00 }"),
    );
    const [{ designs }] = describeCampaigns(set, { pricesMinor: null });
    expect(designs.map(({ priceMinor, meanMinor }) => [priceMinor, meanMinor])).toEqual([[3000, 2000]]);
  });

  it("say one end of a window alone", () => {
    const [description] = describeCampaigns(load(fileWith(DISCOUNT, "window: { end: 2026-04-01 }")), {
      pricesMinor: null,
    });
    expect(description).toMatchObject({ window: "to 2026-03-31T23:59:59.999+08:00", firstMoment: null });
  });
});

describe("draws in words", () => {
  const lucky = `discount: { mode: lucky_draw, ratio: 1%, prize: ${DISCOUNT.slice("discount: ".length)} }`;

  it.each([
    ["", "one for each user_id, a new one after each redemption"],
    ["draw: { per: redemption, identity: card_id }", "one for each card_id, a new one after each redemption"],
    ["draw: { per: attempt }", "one for each user_id, a new one at every attempt"],
    ["draw: { per: user, identity: device_id }", "one for each device_id, for good"],
  ])("%s", (line, words) => {
    const [description] = describeCampaigns(load(fileWith(lucky, line)), { pricesMinor: null });
    expect(description).toMatchObject({ draw: words, reveal: "the amount is shown before payment" });
  });

  it("are not said where nothing is drawn, but that the offer is hidden", () => {
    const said = (more: string) => describeCampaigns(load(fileWith(DISCOUNT, more)), { pricesMinor: null })[0];
    expect(said("reveal: before_payment")).toMatchObject({ draw: null, reveal: null });
    expect(said("reveal: after_payment")).toMatchObject({ draw: null, reveal: "the offer is shown after payment" });
  });
});

describe("prices that tell something", () => {
  const pricesOf = (discount: string) => {
    const set = load(fileWith(`discount: ${discount}`));
    return describeCampaigns(set, { pricesMinor: null })[0].designs.map(({ priceMinor }) => priceMinor);
  };
  const tier = (from: string) => `{ mode: amount_off, tiers: [{ minimum_amount: ${from}, amount_off: 5.00 }] }`;

  it.each([
    ["a round one", "{ mode: random_choice, amounts: [{ amount_off: 5.00, weight: 1 }] }", [100_00]],
    [
      "one above the largest amount",
      "{ mode: random_choice, amounts: [{ amount_off: 500.00, weight: 1 }] }",
      [1000_00],
    ],
    ["a round one where all give the whole price", "{ mode: fixed_price, price: 0.00 }", [100_00]],
    [
      "thresholds of what is inside",
      `{ mode: lucky_draw, ratio: 1%, prize: ${tier("80.00")}, otherwise: ${tier("30.00")}, minimum_amount: 50.00 }`,
      [50_00, 80_00],
    ],
  ])("%s", (_title, discount, prices) => {
    expect(pricesOf(discount)).toEqual(prices);
  });
});

describe("designs", () => {
  it("are 0 under the minimum", () => {
    expect(designAt(campaignWith().discount, 9999)).toMatchObject({ belowMinimum: true, meanMinor: 0, maxMinor: 0 });
    expect(designAt(campaignWith().discount, 10000)).toMatchObject({ belowMinimum: false, meanMinor: 500 });
  });

  it("give exact moments of values with probabilities, caps applied before", () => {
    const base = campaignWith().discount;
    const law = lawOf(
      distributionOf([
        [100, 0.5],
        [300, 0.25],
        [900, 0.25],
      ]),
    );
    const discount: Discount = {
      ...base,
      maxDiscountMinor: 300,
      rule: { ...base.rule, minimumPriceMinor: 0, law: () => law },
    };
    expect(designAt(discount, 1000)).toEqual({
      priceMinor: 1000,
      belowMinimum: false,
      meanMinor: 200,
      sdMinor: 100,
      minMinor: 100,
      maxMinor: 300,
      p05Minor: 100,
      p50Minor: 100,
      p95Minor: 300,
      distribution: table([100, 0.5], [300, 0.5]),
      orders: null,
      others: null,
    });
  });
});

function table(...pairs: (readonly [valueMinor: number, probability: number])[]): Distribution {
  return {
    valuesMinor: Float64Array.from(pairs, ([value]) => value),
    probabilities: Float64Array.from(pairs, ([, probability]) => probability),
  };
}
