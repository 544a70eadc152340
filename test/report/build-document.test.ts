/** The document, field by field, on an example that can be checked by hand, and its sums on random logs. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { distributionOf, lawOf } from "../../src/chance/law.js";
import { REFUSAL, REFUSALS } from "../../src/engine/refusals.js";
import { CAMPAIGNS as RANDOM_CAMPAIGNS, EVENTS as RANDOM_EVENTS } from "../tally/random-events.js";
import { madeUpReport } from "./made-up-report.js";
import { CAMPAIGNS, EVENTS } from "./worked-example.js";

const { document } = madeUpReport(CAMPAIGNS, EVENTS, {
  adjust: ([tenOff]) => {
    tenOff.refusals[REFUSAL.budget_exhausted] = 2;
    tenOff.exhaustedAtMs = Date.parse("2026-01-03T00:00:00.500+08:00");
    tenOff.overspentMinor = 7n;
    tenOff.unservedMinor = 2468n;
  },
});

describe("buildDocument", () => {
  it("heads the document with what the run was", () => {
    expect(Object.keys(document)).toEqual(
      "schema_version tool seed currency timezone inputs rows totals campaigns burn merchants exposure mismatches warnings distributions".split(
        " ",
      ),
    );
    expect(document).toMatchObject({
      schema_version: 1,
      tool: { name: "promosim", version: "1.2.3" },
      seed: "s",
      currency: { code: "CNY", exponent: 2 },
      timezone: "Asia/Shanghai",
      inputs: [{ role: "transactions", file: "log.csv", sha256: "ab" }],
      rows: { read: 6, replayed: 6, rejected: 0, sorted: false },
      exposure: [],
      warnings: [{ code: "some-code", message: "something", campaign_id: "a" }],
    });
  });

  it("totals payments that went through, before refunds", () => {
    expect(document.totals).toEqual({
      payments: 4,
      declined: 1,
      refunds: 1,
      discounted_payments: 3,
      price_minor: 35_001n,
      discount_minor: 2_734n,
      payable_minor: 32_767n,
      cashback_minor: 500n,
      refunded_price_minor: 5_000n,
      refunded_discount_minor: 500n,
      contributions_minor: { bank: 1_565n, merchant: 670n, platform: 499n, brand: 0n },
      refunded_contributions_minor: { bank: 350n, merchant: 150n, platform: 0n, brand: 0n },
    });
    expect(Object.keys(document.totals.contributions_minor)).toEqual(["bank", "merchant", "platform", "brand"]);
  });

  it("summarizes a campaign with a budget", () => {
    expect(document.campaigns[0]).toEqual({
      id: "ten-off",
      name: "Name of ten-off",
      mode: "amount_off",
      offers: 3,
      redemptions: 2,
      declined: 1,
      users: 1,
      price_minor: 30_000n,
      desired_minor: 2_234n,
      discount_minor: 2_234n,
      refunded_discount_minor: 500n,
      contributions_minor: { bank: 1_564n, merchant: 670n },
      refunded_contributions_minor: { bank: 350n, merchant: 150n },
      refusals: Object.fromEntries(REFUSALS.map((name) => [name, name === "budget_exhausted" ? 2 : 0])),
      budget: {
        total_minor: 2500,
        spent_minor: 1_734n,
        left_minor: 766,
        overspent_minor: 7n,
        utilization: 0.6936,
        exhausted_at: "2026-01-03T00:00:00.500+08:00",
        unserved_minor: 2_468n,
      },
      discount: {
        mean_minor: 1117,
        sd_minor: 117,
        min_minor: 1000,
        p50_minor: 1000,
        p90_minor: 1234,
        p99_minor: 1234,
        max_minor: 1234,
        histogram: [
          { from_minor: 1000, to_minor: 1001, count: 1 },
          { from_minor: 1234, to_minor: 1235, count: 1 },
        ],
      },
      fit: null,
    });
    expect(Object.keys(document.campaigns[0].refusals)).toEqual([...REFUSALS]);
  });

  it("leaves null what a campaign without a total or without redemptions cannot have", () => {
    expect(document.campaigns[2]).toMatchObject({
      redemptions: 0,
      discount: null,
      contributions_minor: { brand: 0n },
      budget: { total_minor: null, spent_minor: 0n, left_minor: null, utilization: null, exhausted_at: null },
    });
    expect(document.campaigns[1].budget).toMatchObject({ total_minor: null, spent_minor: 500n, left_minor: null });
  });

  it("lists burn by day and file order, merchants by code points with who paid there", () => {
    expect(document.burn).toEqual([
      line("2026-01-02", "ten-off", 1000n, 1000n, 1500),
      line("2026-01-02", "back", 500n, 500n, null),
      line("2026-01-03", "ten-off", 1234n, 2234n, 766),
    ]);
    expect(document.merchants).toEqual([
      merchant("", 1, 5_000n, 500n, { platform: 499n, bank: 1n }),
      merchant("M10", 1, 20_000n, 1_234n, { bank: 864n, merchant: 370n }),
      merchant("M2", 2, 10_001n, 1_000n, { bank: 700n, merchant: 300n }),
    ]);
    expect(document.mismatches).toEqual({ checked: 3, different: 1, difference_minor: 100n });
  });

  it("describes discounts by amount, user and hour, campaigns without redemptions last and empty", () => {
    const { overall, per_user, by_hour, campaigns } = document.distributions;
    expect(overall).toMatchObject({ mean_minor: 2734 / 3, min_minor: 500, p50_minor: 1000, max_minor: 1234 });
    expect(overall?.histogram).toEqual([
      { from_minor: 500, to_minor: 501, count: 1 },
      { from_minor: 1000, to_minor: 1001, count: 1 },
      { from_minor: 1234, to_minor: 1235, count: 1 },
    ]);
    expect(per_user).toEqual({
      users: 2,
      mean_minor: 1367,
      sd_minor: 867,
      min_minor: 500n,
      p50_minor: 500n,
      p90_minor: 2234n,
      p99_minor: 2234n,
      max_minor: 2234n,
      histogram: [
        { from_minor: 500n, to_minor: 501n, count: 1 },
        { from_minor: 2234n, to_minor: 2235n, count: 1 },
      ],
    });
    expect(by_hour.map(({ hour }) => hour)).toEqual(Array.from({ length: 24 }, (_, hour) => hour));
    expect(by_hour.filter(({ redemptions }) => redemptions > 0)).toEqual([
      { hour: 0, redemptions: 1, discount_minor: 1234n },
      { hour: 10, redemptions: 1, discount_minor: 1000n },
      { hour: 11, redemptions: 1, discount_minor: 500n },
    ]);
    expect(campaigns.map(({ campaign_id }) => campaign_id)).toEqual(["ten-off", "back", "unused"]);
    expect(campaigns[0]).toMatchObject({ per_user: { users: 1, max_minor: 2234n } });
    expect(campaigns[2]).toEqual({ campaign_id: "unused", per_user: null, by_hour: [] });
  });

  it("fits the draws of a campaign to its design, redeemed or not", () => {
    const values = distributionOf([
      [0, 0.5],
      [100, 0.5],
    ]);
    const rule = { law: () => lawOf(values) };
    const attempt = (amountMinor: number, granted: number) =>
      ({
        type: "payment",
        timeMs: 0,
        user: "u",
        merchant: "m",
        price: 500,
        draws: [{ campaign: 0, amountMinor, ceilingMinor: 500, points: 0 }],
        taken: granted === 0 ? [] : [{ campaign: 0, desired: granted, granted, parts: [granted] }],
      }) as const;
    const events = [...new Array(11).fill(attempt(0, 0)), ...new Array(6).fill(attempt(100, 0)), attempt(100, 100)];
    const { campaigns } = madeUpReport([{ id: "a", sponsors: ["s"], rule }], [...events, attempt(100, 60)]).document;
    expect(campaigns[0].fit).toEqual({
      design_mean_minor: 50,
      test: "chi_square",
      statistic: (1.5 ** 2 / 9.5) * 2,
      degrees: 1,
      p_value: expect.closeTo(0.4913, 4),
      draws: 19,
      drawn_mean_minor: 800 / 19,
      redeemed_mean_minor: 80,
      bins: [
        { from_minor: 0, to_minor: 1, drawn: 11, expected: 9.5, redeemed: 0 },
        { from_minor: 100, to_minor: 101, drawn: 8, expected: 9.5, redeemed: 1 },
      ],
    });
  });

  it("takes sponsors of any name", () => {
    const odd = madeUpReport(
      [{ id: "a", sponsors: ["__proto__", "toString"] }],
      [
        {
          type: "payment",
          timeMs: 0,
          user: "u",
          merchant: "m",
          price: 10,
          taken: [{ campaign: 0, desired: 3, granted: 3, parts: [2, 1] }],
        },
      ],
    );
    expect(Object.entries(odd.document.totals.contributions_minor)).toEqual([
      ["__proto__", 2n],
      ["toString", 1n],
    ]);
    expect(odd.files.get("report.json")).toContain('"__proto__": 2,');
  });

  it("adds up: campaigns, merchants, burn and sponsors tell the same discount", () => {
    fc.assert(
      fc.property(RANDOM_EVENTS, (events) => {
        const { totals, campaigns, burn, merchants, rows } = madeUpReport(RANDOM_CAMPAIGNS, events).document;
        const sum = (amounts: readonly bigint[]) => amounts.reduce((a, b) => a + b, 0n);
        expect(rows.replayed).toBe(totals.payments + totals.declined + totals.refunds);
        expect(sum(campaigns.map((campaign) => campaign.discount_minor))).toBe(totals.discount_minor);
        expect(sum(merchants.map((merchant) => merchant.discount_minor))).toBe(totals.discount_minor);
        expect(sum(merchants.map((merchant) => merchant.price_minor))).toBe(totals.price_minor);
        expect(sum(burn.map((day) => day.discount_minor))).toBe(totals.discount_minor);
        expect(sum(Object.values(totals.contributions_minor))).toBe(totals.discount_minor);
        expect(sum(Object.values(totals.refunded_contributions_minor))).toBe(totals.refunded_discount_minor);
        expect(totals.payable_minor).toBe(totals.price_minor - totals.discount_minor + totals.cashback_minor);
      }),
    );
  });
});

function line(
  period: string,
  campaign_id: string,
  discount_minor: bigint,
  cumulative_minor: bigint,
  left: number | null,
) {
  return { period, campaign_id, redemptions: 1, discount_minor, cumulative_minor, left_minor: left };
}

function merchant(
  merchant_id: string,
  payments: number,
  price_minor: bigint,
  discount_minor: bigint,
  contributions_minor: Record<string, bigint>,
) {
  return { merchant_id, payments, price_minor, discount_minor, contributions_minor };
}
