/** The oracle on paper: each discount mode and cap of SPEC §4 and §5, with figures worked out by hand. */
import { expect, test } from "vitest";
import type { Campaign, Discount } from "./case.js";
import { readAmount, splitByLargestRemainder } from "./naive-money.js";
import { campaign, FIVE_OFF, first, grants, pay, replayed } from "./worked.js";

const granted = (discount: Discount, prices: string[], more: Partial<Campaign> = {}, currency = "CNY") =>
  replayed({
    campaigns: [campaign(discount, more)],
    rows: prices.map((price, i) => pay(`${i + 1}`, "05 10:00", price)),
    currency,
  });

test("the highest tier reached, its bound included", () => {
  const tiers = [
    { minimum_amount: "100.00", amount_off: "5.00" },
    { minimum_amount: "200.00", amount_off: "15.00" },
  ];
  const result = granted({ mode: "amount_off", tiers }, ["99.99", "100.00", "199.99", "200.00"]);
  expect(grants(result)).toEqual(["1:0", "2:500", "3:500", "4:1500"]);
  expect(first(result).refusals).toEqual({ below_minimum: 1 });
});

test("floor(p / every) × amount_off, and below one `every` is below the minimum", () => {
  const result = granted({ mode: "amount_off", every: "100", amount_off: "5" }, ["99.99", "299.99", "300.00"]);
  expect(grants(result)).toEqual(["1:0", "2:1000", "3:1500"]);
  expect(first(result).refusals).toEqual({ below_minimum: 1 });
});

test("a percentage is exact and rounded half up once: 12.5% of 0.20 is 2.5 fen", () => {
  const tiers = [{ minimum_amount: "0.01", percent_off: "12.5%" }];
  expect(grants(granted({ mode: "percent_off", tiers }, ["0.20"]))).toEqual(["1:3"]);
  expect(grants(granted({ mode: "percent_off", tiers }, ["0.20"], { rounding: "half_even" }))).toEqual(["1:2"]);
  expect(grants(granted({ mode: "percent_off", tiers }, ["0.28"], { rounding: "half_even" }))).toEqual(["1:4"]);
  expect(grants(granted({ mode: "percent_off", tiers }, ["0.23"], { rounding: "down" }))).toEqual(["1:2"]);
  expect(grants(granted({ mode: "percent_off", tiers }, ["0.17"], { rounding: "up" }))).toEqual(["1:3"]);
});

test("a percentage of the largest amount stays exact: 10% of 90071992547409.91 is 900719925474099.1 fen", () => {
  const tiers = [{ minimum_amount: "1", percent_off: "10%" }];
  expect(grants(granted({ mode: "percent_off", tiers }, ["90071992547409.91"]))).toEqual(["1:900719925474099"]);
});

test("a fixed price gives what is above it, and nothing at it", () => {
  const result = granted({ mode: "fixed_price", price: "9.90" }, ["9.90", "9.91", "30.00"]);
  expect(grants(result)).toEqual(["1:0", "2:1", "3:2010"]);
  expect(first(result).refusals).toEqual({ nothing_to_give: 1 });
});

test("currencies of exponent 0 and 3 count their own minor units", () => {
  const tiers = [{ minimum_amount: "100", percent_off: "7.5%" }];
  expect(grants(granted({ mode: "percent_off", tiers }, ["110"], {}, "JPY"))).toEqual(["1:8"]);
  expect(grants(granted({ mode: "percent_off", tiers }, ["100.010"], {}, "KWD"))).toEqual(["1:7501"]);
});

test("caps: max_discount, then what keeps min_payable", () => {
  const capped: Discount = { mode: "fixed_price", price: "1.00", max_discount: "8.00", min_payable: "3.00" };
  const result = granted(capped, ["9.50", "12.00", "2.00"]);
  expect(grants(result)).toEqual(["1:650", "2:800", "3:0"]);
  expect(first(result).desired_minor).toBe(850n + 1100n);
  expect(first(result).refusals).toEqual({ nothing_to_give: 1 });
});

test("minimum_amount holds in every mode", () => {
  const result = granted({ mode: "fixed_price", price: "1.00", minimum_amount: "20.00" }, ["19.99", "20.00"]);
  expect(grants(result)).toEqual(["1:0", "2:1900"]);
  expect(first(result).refusals).toEqual({ below_minimum: 1 });
});

const withPoints = (discount: Discount, rows: [string, string][], more: Partial<Campaign> = {}) =>
  replayed({
    campaigns: [campaign(discount, more)],
    rows: rows.map(([amount, points], i) => pay(`${i + 1}`, "05 10:00", amount, { points })),
  });

test("points: the balance in the log opens the account, then the simulation keeps it", () => {
  // 250 points are worth 2.50; the second payment finds 0 left, though its cell says 999.
  const result = withPoints({ mode: "points", points_per_unit: 100 }, [
    ["10.00", "250"],
    ["10.00", "999"],
  ]);
  expect(grants(result)).toEqual(["1:250", "2:0"]);
  expect(first(result).refusals).toEqual({ nothing_to_give: 1 });
});

test("points: 0 until the first cell that is not empty", () => {
  const result = withPoints({ mode: "points", points_per_unit: 100 }, [
    ["10.00", ""],
    ["10.00", "30"],
  ]);
  expect(grants(result)).toEqual(["1:0", "2:30"]);
});

test("points: whole steps only, and the share bounds the worth", () => {
  // 50% of 5.55 is 2.775; steps of 50 points are 0.50: 2.50. Of 260 points 250 are spent, 10 stay.
  const result = withPoints({ mode: "points", points_per_unit: 100, step: 50, max_share: "50%" }, [
    ["5.55", "260"],
    ["5.55", ""],
  ]);
  expect(grants(result)).toEqual(["1:250", "2:0"]);
  expect(result.state.points.U1).toBe(10n);
});

test("points: a cap cuts to whole steps", () => {
  const result = withPoints({ mode: "points", points_per_unit: 100, step: 70, max_discount: "2.00" }, [
    ["9.00", "999"],
  ]);
  expect(grants(result)).toEqual(["1:140"]);
  expect(first(result).desired_minor).toBe(840n);
});

test("points: spent are the fewest whole steps of that worth", () => {
  // 300 points for 1.00: 8 points are worth floor(8 × 100 / 300) = 2, and so are 6 and 7. Six are spent.
  const result = withPoints({ mode: "points", points_per_unit: 300 }, [["9.00", "8"]]);
  expect(grants(result)).toEqual(["1:2"]);
  expect(result.state.points.U1).toBe(2n);
});

test("free orders, first: the price for the first `count`, each day anew", () => {
  const free: Discount = { mode: "free_orders", pick: "first", count: 1, every: "day" };
  const rows = [pay("1", "05 10:00", "8.00"), pay("2", "05 11:00", "9.00"), pay("3", "06 00:00", "7.00")];
  const result = replayed({ campaigns: [campaign(free)], rows });
  expect(grants(result)).toEqual(["1:800", "2:0", "3:700"]);
});

test("free orders, nth: due are floor(k / n), and a win that is declined goes to the next attempt", () => {
  const free: Discount = { mode: "free_orders", pick: { nth: 2 } };
  const rows = ["1", "2", "3", "4", "5"].map((id) =>
    pay(id, "05 10:00", "8.00", { client_discount: id === "2" ? "1.00" : "" }),
  );
  const result = replayed({ campaigns: [campaign(free)], rows, options: { onMismatch: "decline" } });
  // k = 2 wins but is declined; k = 3 finds one due; k = 4 the second; k = 5 none.
  expect(grants(result)).toEqual(["1:0", "2:client_discount_mismatch", "3:800", "4:800", "5:0"]);
  expect(first(result).declined).toBe(1);
});

test("free orders: at most `count` of the nth, and above max_price no number", () => {
  const free: Discount = { mode: "free_orders", pick: { nth: 2 }, count: 1, max_price: "10.00" };
  const prices = ["8.00", "10.01", "9.00", "7.00", "7.00"];
  const result = granted(free, prices);
  expect(grants(result)).toEqual(["1:0", "2:0", "3:900", "4:0", "5:0"]);
});

test("free orders: a loser gets `otherwise`, its own caps first and its minimum not reached gives 0", () => {
  const otherwise: Discount = {
    mode: "percent_off",
    tiers: [{ minimum_amount: "5.00", percent_off: "50%" }],
    max_discount: "3.00",
  };
  const free: Discount = { mode: "free_orders", pick: "first", count: 1, otherwise, max_discount: "6.00" };
  const result = granted(free, ["9.00", "9.00", "4.99"]);
  expect(grants(result)).toEqual(["1:600", "2:300", "3:0"]);
  expect(first(result).desired_minor).toBe(900n + 300n);
  expect(first(result).refusals).toEqual({ nothing_to_give: 1 });
});

test("funding: largest remainder, ties to the sponsor named first", () => {
  const result = granted(FIVE_OFF, ["100.00"], { funding: { a: "33.3%", b: "33.3%", c: "33.4%" } });
  // 500 × 33.3% = 166.5 twice and 167.0: the unit that is missing goes to a.
  expect(first(result).contributions_minor).toEqual({ a: 167n, b: 166n, c: 167n });
  expect(splitByLargestRemainder(1n, [1n, 1n])).toEqual([1n, 0n]);
});

test("funding.by_merchant replaces all shares, and the default is the platform", () => {
  const funding = { bank: "100%", by_merchant: { M1: { merchant: "50%", bank: "50%" } } };
  const rows = [pay("1", "05 10:00", "100", { merchant_id: "M1" }), pay("2", "05 10:00", "100", { merchant_id: "M2" })];
  const tiers = [{ minimum_amount: "1", amount_off: "0.05" }];
  const result = replayed({ campaigns: [campaign({ mode: "amount_off", tiers }, { funding })], rows });
  expect(result.document.totals.contributions_minor).toEqual({ merchant: 3n, bank: 2n + 5n });
  expect(first(granted(FIVE_OFF, ["100"])).contributions_minor).toEqual({ platform: 500n });
});

test("amounts are read from their text", () => {
  expect(["12.30", "12.300", "+5", "-0.10", "007"].map((text) => readAmount(text, 2))).toEqual([
    1230n,
    1230n,
    500n,
    -10n,
    700n,
  ]);
  expect(["12.345", "1.0"].map((text) => readAmount(text, 0))).toEqual(["too_many_decimals", 1n]);
  expect(["", ".5", "5.", "1,000", "1e3", "¥5", "٣"].map((text) => readAmount(text, 2))).toEqual(
    Array(7).fill("not_an_amount"),
  );
  expect(["90071992547409.91", "90071992547409.92"].map((text) => readAmount(text, 2))).toEqual([
    9007199254740991n,
    "amount_too_large",
  ]);
});
