/** The oracle on paper: refunds (SPEC §7), the reading of rows (§3) and the document's sums (§8), by hand. */
import { expect, test } from "vitest";
import type { Campaign, Discount, Limit } from "./case.js";
import { readTimestamp } from "./naive-time.js";
import { campaign, FIVE_OFF, first, giveBack, grants, pay, replayed } from "./worked.js";

const refunded = (more: Partial<Campaign>, parts: string[], discount: Discount = FIVE_OFF) =>
  replayed({
    campaigns: [campaign(discount, more)],
    rows: [pay("p", "05 10:00", "100.00"), ...parts.map((part, i) => giveBack(`r${i}`, "06 10:00", "p", part))],
  });
const backs = (result: ReturnType<typeof refunded>) =>
  result.outcomes.filter((o) => o.type === "refund").map((o) => o.refundedDiscount);

test("a series of refunds gives back floor(d × refunded / p) less what came before, in all exactly d", () => {
  // 500 × 33.33 / 100 = 166.65; 500 × 66.66 / 100 = 333.3; then the rest.
  expect(backs(refunded({}, ["33.33", "33.33", "33.34"]))).toEqual([166n, 167n, 167n]);
  expect(refunded({}, ["33.33"]).document.totals).toMatchObject({
    refunds: 1,
    refunded_price_minor: 3333n,
    refunded_discount_minor: 166n,
    discount_minor: 500n,
  });
});

test("a refund is split in proportion to what each sponsor has not yet had back, ties named first", () => {
  const funding = { a: "50%", b: "50%" };
  // d = 500: 250 each. First refund 1.00 gives 5 back: 2.5 each, a first: 3 and 2. Left 247, 248.
  // Second refund 1.00 gives 5: 5 × 247 / 495 = 2.494…, 5 × 248 / 495 = 2.505…: 2 and 3.
  const result = refunded({ funding }, ["1.00", "1.00"]);
  expect(result.state.redemptions[0].refunds.map((refund) => refund.parts)).toEqual([[3n, 2n], [2n, 3n]]); // biome-ignore format: a small table
  expect(first(refunded({ funding }, ["100"])).refunded_contributions_minor).toEqual({ a: 250n, b: 250n });
});

test("forfeit: sponsors and budgets stay as they are", () => {
  const result = refunded({ refunds: { discount: "forfeit", restore_limits: true }, budget: { total: "10" } }, ["100"]);
  expect(first(result)).toMatchObject({ refunded_discount_minor: 0n, budget: { spent_minor: 500n, left_minor: 500n } });
  expect(result.document.totals.refunded_price_minor).toBe(10000n);
});

test("a restored discount goes back to the budgets; exhausted_at stays", () => {
  const result = refunded({ budget: { total: "5.00", per_day: "5.00" } }, ["50.00"]);
  expect(first(result).budget).toMatchObject({
    spent_minor: 250n,
    left_minor: 250n,
    exhausted_at: "2026-01-05T10:00:00+08:00",
  });
  expect(
    first(refunded({ budget: { total: "5.00" }, refunds: { restore_budget: false } }, ["50.00"])).budget,
  ).toMatchObject({ spent_minor: 500n, left_minor: 0n });
});

test("restore_limits: the refund that completes the price gives one max back, every refund its part of max_amount", () => {
  const rows = [
    pay("1", "05 10:00", "100"),
    giveBack("2", "05 11:00", "1", "50"),
    pay("3", "05 12:00", "100"),
    giveBack("4", "05 13:00", "1", "50"),
    pay("5", "05 14:00", "100"),
  ];
  const limited = (limits: Limit[], restore_limits: boolean) =>
    grants(replayed({ campaigns: [campaign(FIVE_OFF, { limits, refunds: { restore_limits } })], rows }));
  expect(limited([{ max: 1 }], true)).toEqual(["1:500", "3:0", "5:500"]);
  expect(limited([{ max: 1 }], false)).toEqual(["1:500", "3:0", "5:0"]);
  expect(limited([{ max_amount: "7.50" }], true)).toEqual(["1:500", "3:500", "5:0"]);
});

test("points come back pro rata, rounded down", () => {
  const rows = [
    pay("1", "05 10:00", "3.00", { points: "100" }),
    giveBack("2", "05 11:00", "1", "1.00"),
    giveBack("3", "05 12:00", "1", "1.00"),
  ];
  const result = replayed({ campaigns: [campaign({ mode: "points", points_per_unit: 100 })], rows });
  expect(result.state.points.U1).toBe(66n);
});

test("refunds that are rejected: too large, unknown, declined, before their payment, of a refund", () => {
  const rows = [
    giveBack("early", "05 09:00", "p", "1"),
    pay("p", "05 10:00", "100"),
    pay("d", "05 10:00", "100", { balance: "1" }),
    giveBack("large", "05 11:00", "p", "100.01"),
    giveBack("unknown", "05 11:00", "x", "1"),
    giveBack("declined", "05 11:00", "d", "1"),
    giveBack("good", "05 11:00", "p", "100"),
    giveBack("again", "05 11:00", "p", "0.01"),
    giveBack("back", "05 11:00", "good", "1"),
  ];
  const result = replayed({ campaigns: [campaign(FIVE_OFF)], rows });
  expect(result.rejects.log).toEqual([
    [2, "refund_of", "unknown_payment"],
    [5, "amount", "refund_too_large"],
    [6, "refund_of", "unknown_payment"],
    [7, "refund_of", "unknown_payment"],
    [9, "amount", "refund_too_large"],
    [10, "refund_of", "unknown_payment"],
  ]);
  expect(result.document.rows).toEqual({ read: 9, replayed: 3, rejected: 6, sorted: false });
});

test("a refund of a history payment gives no discount back; a negative amount without refund_of is only counted", () => {
  const history = [{ transaction_id: "h", timestamp: "2026-01-01 10:00", user_id: "U1", amount: "30" }];
  const rows = [giveBack("r", "05 10:00", "h", "30"), pay("n", "05 10:00", "-12.00")];
  const result = replayed({ campaigns: [campaign(FIVE_OFF)], rows, history, options: { negative: "refund" } });
  expect(result.document.totals).toMatchObject({
    refunds: 2,
    refunded_price_minor: 3000n,
    refunded_discount_minor: 0n,
  });
});

test("the first bad column in the order of the table is named; of one id the first accepted row stays", () => {
  const rows = [
    pay("1", "05 10:00", "x", { risk: "no" }),
    pay("1", "05 10:00", "100"),
    pay("1", "05 10:00", "100"),
    pay("", "99 10:00", "-1"),
    pay("5", "05 10:00", "0"),
    pay("", "05 10:00", "1.234"),
    ["7"],
    pay("", "05 10:00", "1", { user_id: "" }),
  ];
  const result = replayed({ campaigns: [campaign(FIVE_OFF)], rows });
  expect(result.rejects.log).toEqual([
    [2, "amount", "not_an_amount"],
    [4, "transaction_id", "duplicate_id"],
    [5, "timestamp", "bad_timestamp"],
    [6, "amount", "not_positive"],
    [7, "amount", "too_many_decimals"],
    [8, "", "wrong_number_of_cells"],
    [9, "user_id", "missing_user_id"],
  ]);
});

test("timestamps in every shape of SPEC §3", () => {
  const noon = Date.parse("2026-01-05T04:00:00Z");
  const shapes = [
    "2026-01-05T12:00",
    "2026-01-05 12:00:00",
    "2026-01-05T04:00:00Z",
    "2026-01-05T05:00+01",
    "2026-01-05T09:30:00+0530",
    "1767585600",
    "1767585600000",
    "202601051200",
    "20260105120000",
  ];
  expect(shapes.map((text) => readTimestamp(text, "Asia/Shanghai"))).toEqual(shapes.map(() => noon));
  expect(readTimestamp("2026-01-05 12:00:00.98765", "Asia/Shanghai")).toBe(noon + 987);
  expect(readTimestamp("20260105", "Asia/Shanghai")).toBe(Date.parse("2026-01-04T16:00:00Z"));
  expect(
    ["2026-01-05T24:00:00", "2026-01-05 12:00:60", "2026-02-29 10:00", "1767"].map((text) =>
      readTimestamp(text, "UTC"),
    ),
  ).toEqual([null, null, null, null]);
});

test("anonymous payments have no history and no limit per user, and are no user", () => {
  const eligibility = [{ first_payment: true as const }];
  const rows = ["1", "2"].map((id) => pay(id, "05 10:00", "100", { user_id: "" }));
  const result = replayed({
    campaigns: [campaign(FIVE_OFF, { eligibility, limits: [{ max: 1, per: "user_id" }] })],
    rows,
    options: { anonymous: "replay" },
  });
  expect(grants(result)).toEqual(["1:500", "2:500"]);
  expect(first(result).users).toBe(0);
});

test("--from and --to: earlier rows feed eligibility, rows outside are not in `rows`", () => {
  const rows = ["04 10:00", "05 00:00", "06 00:00"].map((time) => pay(time, time, "100"));
  const result = replayed({
    campaigns: [campaign(FIVE_OFF, { eligibility: [{ count: { at_least: 1 } }] })],
    rows,
    options: { from: "2026-01-05", to: "2026-01-06" },
  });
  expect(grants(result)).toEqual(["05 00:00:500"]);
  expect(result.document.rows).toMatchObject({ read: 1, replayed: 1, rejected: 0 });
});

test("burn: a line a day and campaign, and what the total has left at that day's end, refunds included", () => {
  const rows = [
    pay("1", "05 10:00", "100"),
    giveBack("2", "05 23:00", "1", "20"),
    pay("3", "06 10:00", "100"),
    giveBack("4", "07 10:00", "3", "100"),
  ];
  const result = replayed({ campaigns: [campaign(FIVE_OFF, { budget: { total: "20.00" } })], rows });
  expect(result.document.burn).toEqual([
    {
      period: "2026-01-05",
      campaign_id: "c",
      redemptions: 1,
      discount_minor: 500n,
      cumulative_minor: 500n,
      left_minor: 1600n,
    },
    {
      period: "2026-01-06",
      campaign_id: "c",
      redemptions: 1,
      discount_minor: 500n,
      cumulative_minor: 1000n,
      left_minor: 1100n,
    },
  ]);
});

test("discount statistics: nearest rank and the deviation of the population", () => {
  const rows = ["2.00", "4.00", "4.00", "10.00"].map((amount, i) => pay(`${i}`, "05 10:00", amount));
  const tiers = [{ minimum_amount: "0.01", percent_off: "50%" }];
  const result = replayed({ campaigns: [campaign({ mode: "percent_off", tiers })], rows });
  // 1, 2, 2, 5: mean 2.5, squares 2.25 + 0.25 + 0.25 + 6.25 = 9, variance 2.25.
  expect(first(result).discount).toEqual({
    mean_minor: 250,
    sd_minor: 150,
    min_minor: 100n,
    p50_minor: 200n,
    p90_minor: 500n,
    p99_minor: 500n,
    max_minor: 500n,
  });
});

test("merchants: a line each with a payment that went through, by code points, the nameless first", () => {
  const rows = [
    ["1", "b"],
    ["2", ""],
    ["3", "B"],
    ["4", "b"],
  ].map(([id, merchant_id]) => pay(id, "05 10:00", id === "4" ? "9" : "100", { merchant_id }));
  const result = replayed({ campaigns: [campaign(FIVE_OFF)], rows });
  expect(
    result.document.merchants.map((m: { merchant_id: string; payments: number; discount_minor: bigint }) => [
      m.merchant_id,
      m.payments,
      m.discount_minor,
    ]),
  ).toEqual([
    ["", 1, 500n],
    ["B", 1, 500n],
    ["b", 2, 500n],
  ]);
});
