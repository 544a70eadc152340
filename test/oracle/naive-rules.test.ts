/** The oracle on paper: windows, matchers, eligibility, limits, budgets, by hand. */
import { expect, test } from "vitest";
import type { Campaign } from "./case.js";
import { type Cells, campaign, FIVE_OFF, first, grants, pay, replayed } from "./worked.js";

const run = (more: Partial<Campaign>, rows: Cells[], rest: object = {}) =>
  replayed({ campaigns: [campaign(FIVE_OFF, more)], rows, ...rest });
const hundred = (time: string, more: Cells = {}): Cells => pay(time, time, "100.00", more);

test("a window is half-open, and a bare date is its local midnight", () => {
  const result = run(
    { window: { start: "2026-01-05", end: "2026-01-06" } },
    ["04 23:59:59.999", "05 00:00", "05 23:59:59.999", "06 00:00"].map((t) => hundred(t)),
  );
  expect(grants(result)).toEqual(["04 23:59:59.999:0", "05 00:00:500", "05 23:59:59.999:500", "06 00:00:0"]);
});

test("a span of hours past midnight belongs to the day on which it starts", () => {
  // 2 January 2026 is a Friday.
  const times = ["02 01:59", "02 21:59", "02 22:00", "03 01:59", "03 02:00", "03 22:00"];
  const result = run(
    { window: { days: ["fri"], hours: ["22:00-02:00"] } },
    times.map((t) => hundred(t)),
  );
  expect(grants(result)).toEqual([
    "02 01:59:0",
    "02 21:59:0",
    "02 22:00:500",
    "03 01:59:500",
    "03 02:00:0",
    "03 22:00:0",
  ]);
});

test("24:00 ends a span, and a skipped local time moves forward by the gap", () => {
  const rows = ["2026-03-08 02:30:00", "2026-03-08T07:30:00Z", "2026-03-08 23:59:59"].map((timestamp, i) => ({
    transaction_id: `${i + 1}`, timestamp, user_id: "U1", amount: "100",
  })); // biome-ignore format: one row a line
  const result = run({ window: { hours: ["03:00-24:00"] } }, rows, { timezone: "America/New_York" });
  // 02:30 does not exist: it is 03:30 EDT, 07:30Z, the very moment of the second row; 3 comes last.
  expect(result.state.payments.map((p) => p.event.t)).toEqual([1772955000000, 1772955000000, 1773028799000]);
  expect(grants(result)).toEqual(["1:500", "2:500", "3:500"]);
});

test("a local time that occurs twice is the earlier one", () => {
  const result = run({}, [{ transaction_id: "1", timestamp: "2026-11-01 01:30:00", user_id: "U1", amount: "100" }], {
    timezone: "America/New_York",
  });
  expect(result.state.payments[0].event.t).toBe(Date.parse("2026-11-01T05:30:00Z"));
});

test("the day starts after the gap where midnight is skipped", () => {
  const rows = [{ transaction_id: "1", timestamp: "2018-11-04T03:00:00Z", user_id: "U1", amount: "100" }];
  const result = run({ budget: { per_day: "5.00" }, window: { start: "2018-11-04" } }, rows, {
    timezone: "America/Sao_Paulo",
  });
  expect(result.document.burn.map((line: { period: string }) => line.period)).toEqual(["2018-11-04"]);
});

test("matchers compare text; ranges are exact decimals; an empty cell matches nothing", () => {
  const rows = [
    pay("1", "05 10:00", "100", { bin: "00123", age: "20.0", city: "A" }),
    pay("2", "05 10:00", "100", { bin: "123", age: "35", city: "A" }),
    pay("3", "05 10:00", "100", { bin: "00123", age: "old", city: "A" }),
    pay("4", "05 10:00", "100", { bin: "00123", age: "35.01", city: "A" }),
    pay("5", "05 10:00", "100", { bin: "00123", age: "30", city: "" }),
    pay("6", "05 10:00", "100", { bin: "00123", age: "30", city: "B" }),
  ];
  const result = run(
    { payment: { bin: "00123" }, scope: { age: { min: "20", max: "35" }, not: { city: ["B", "C"] } } },
    rows,
  );
  expect(grants(result)).toEqual(["1:500", "2:0", "3:0", "4:0", "5:500", "6:0"]);
  expect(first(result).refusals).toEqual({ wrong_payment: 1, out_of_scope: 3 });
});

test("prefixes, users and merchants; someone who is not in the table has empty attributes", () => {
  const rows = [
    pay("1", "05 10:00", "100", { merchant_id: "M1" }),
    pay("2", "05 10:00", "100", { user_id: "U2", merchant_id: "M1" }),
    pay("3", "05 10:00", "100", { merchant_id: "N1" }),
  ];
  const result = run({ scope: { merchant_id: { prefix: ["M", "X"] } }, audience: { "user.level": "gold" } }, rows, {
    users: [{ user_id: "U1", level: "gold" }],
  });
  expect(grants(result)).toEqual(["1:500", "2:0", "3:0"]);
  expect(first(result).refusals).toEqual({ not_in_audience: 1, out_of_scope: 1 });
});

test("when: reading an empty number is an error, which || absorbs", () => {
  const rows = [
    pay("1", "05 10:00", "100", { channel: "app" }),
    pay("2", "05 10:00", "100", { channel: "web" }),
    pay("3", "05 10:00", "100", { balance: "100.00" }),
  ];
  const result = run({ when: "tx.balance > 100.0 || tx.channel == 'app'" }, rows);
  expect(first(result).refusals).toEqual({ condition_error: 1, condition_false: 1 });
});

test("first_payment counts the history and declined payments do not end it", () => {
  const history = [
    { transaction_id: "h", timestamp: "2026-01-01 10:00", user_id: "U2", amount: "1" },
    { transaction_id: "i", timestamp: "2026-01-01 10:00", user_id: "U3", amount: "1", risk: "reject" },
  ];
  const rows = [
    hundred("05 10:00", { balance: "1" }),
    hundred("05 11:00"),
    hundred("05 12:00"),
    pay("u2", "05 13:00", "100", { user_id: "U2" }),
    pay("u3", "05 13:00", "100", { user_id: "U3" }),
  ];
  const result = run({ eligibility: [{ first_payment: true }] }, rows, { history });
  expect(grants(result)).toEqual(["05 10:00:insufficient_balance", "05 11:00:500", "05 12:00:0", "u2:0", "u3:500"]);
});

test("first_payment per card fails for an empty card", () => {
  const rows = ["K1", "K1", "", "K2"].map((card_id, i) => pay(`${i}`, "05 10:00", "100", { card_id }));
  expect(grants(run({ eligibility: [{ first_payment: { per: "card_id" } }] }, rows))).toEqual([
    "0:500",
    "1:0",
    "2:0",
    "3:500",
  ]);
});

test("streak: a payment of x or more on each of the n days before today", () => {
  const streak = { days: 2, minimum_amount: "50" };
  const rows = [
    pay("1", "03 23:59", "50"),
    pay("2", "04 00:00", "49.99"),
    pay("3", "05 00:00", "100"),
    pay("4", "04 12:00", "50"),
    pay("5", "06 00:00", "100"),
    pay("6", "07 00:00", "100"),
  ];
  expect(grants(run({ eligibility: [{ streak }] }, rows)).slice(3)).toEqual(["3:500", "5:500", "6:500"]);
  expect(
    grants(
      run(
        { eligibility: [{ streak }] },
        rows.filter((row) => row.transaction_id !== "4"),
      ),
    )[2],
  ).toBe("3:0");
});

test("spent and count reach back to t − within, that moment included; an earlier row of the same second counts", () => {
  const within = { within: "1d" };
  const rows = [
    pay("1", "05 10:00", "60"),
    pay("2", "06 10:00", "100"),
    pay("3", "06 10:00", "100"),
    pay("4", "07 10:00:00.001", "100"),
  ];
  expect(grants(run({ eligibility: [{ spent: { at_least: "60", ...within } }] }, rows))).toEqual([
    "1:0",
    "2:500",
    "3:500",
    "4:0",
  ]);
  expect(grants(run({ eligibility: [{ count: { at_most: 1, ...within } }] }, rows))).toEqual([
    "1:0",
    "2:500",
    "3:0",
    "4:500",
  ]);
});

test("limits by number: per user and day, and a line does not apply to an empty cell", () => {
  const limits: Campaign["limits"] = [{ max: 1, per: "device_id", every: "day" }];
  const rows = [
    ["05 10:00", "D"],
    ["05 11:00", "D"],
    ["05 12:00", ""],
    ["06 00:00", "D"],
  ].map(([time, device_id]) => hundred(time, { device_id }));
  const result = run({ limits }, rows);
  expect(grants(result)).toEqual(["05 10:00:500", "05 11:00:0", "05 12:00:500", "06 00:00:500"]);
  expect(first(result).refusals).toEqual({ limit_reached: 1 });
});

test("a week starts on Monday: Sunday the 4th and Monday the 5th are two weeks", () => {
  const rows = ["04 23:59", "05 00:00", "11 23:59", "12 00:00"].map((time) => hundred(time));
  expect(grants(run({ limits: [{ max: 1, every: "week" }] }, rows))).toEqual([
    "04 23:59:500",
    "05 00:00:500",
    "11 23:59:0",
    "12 00:00:500",
  ]);
});

test("max_amount is tested with the discount after caps; max_attempts counts offers that were not taken", () => {
  const rows = ["1", "2", "3"].map((id) => pay(id, "05 10:00", "100"));
  expect(grants(run({ limits: [{ max_amount: "9.99" }] }, rows))).toEqual(["1:500", "2:0", "3:0"]);
  expect(grants(run({ limits: [{ max_amount: "10.00" }] }, rows))).toEqual(["1:500", "2:500", "3:0"]);
  const untaken = [pay("0", "05 10:00", "100", { offer: "-" }), ...rows];
  expect(grants(run({ limits: [{ max_attempts: 2 }] }, untaken))).toEqual(["0:0", "1:500", "2:0", "3:0"]);
});

const threes = ["1", "2", "3"].map((id) => pay(id, "05 10:00", "100"));

test("a short budget rejects, and what it could not serve is counted", () => {
  const result = run({ budget: { total: "7.00" } }, threes);
  expect(grants(result)).toEqual(["1:500", "2:0", "3:0"]);
  expect(first(result).budget).toEqual({
    total_minor: 700n,
    spent_minor: 500n,
    left_minor: 200n,
    overspent_minor: 0n,
    utilization: 5 / 7,
    exhausted_at: "2026-01-05T10:00:00+08:00",
    unserved_minor: 1000n,
  });
});

test("a short budget gives what is left, or overshoots once", () => {
  expect(grants(run({ budget: { total: "7.00", on_short: "partial" } }, threes))).toEqual(["1:500", "2:200", "3:0"]);
  const once = run({ budget: { total: "7.00", on_short: "overshoot_once" } }, threes);
  expect(grants(once)).toEqual(["1:500", "2:500", "3:0"]);
  expect(first(once).budget).toMatchObject({
    spent_minor: 1000n,
    left_minor: 0n,
    overspent_minor: 300n,
    unserved_minor: 500n,
  });
});

test("the tightest of total, day and month decides; a short day does not exhaust the total", () => {
  const rows = ["30 10:00", "31 10:00", "31 11:00"].map((time) => hundred(time));
  const result = run({ budget: { total: "100", per_day: "8.00", per_month: "100" } }, rows);
  expect(grants(result)).toEqual(["30 10:00:500", "31 10:00:500", "31 11:00:0"]);
  expect(first(result).budget.exhausted_at).toBeNull();
  expect(first(result).refusals).toEqual({ budget_exhausted: 1 });
});

test("a total that is used up to the last fen is exhausted at that redemption", () => {
  const result = run(
    { budget: { total: "10.00" } },
    ["05 10:00", "06 10:00:00.5"].map((time) => hundred(time)),
  );
  expect(first(result).budget.exhausted_at).toBe("2026-01-06T10:00:00.500+08:00");
});
