/** The oracle on paper: the choice of an offer, declines and mismatches, by hand. */
import { expect, test } from "vitest";
import type { Campaign, Discount } from "./case.js";
import { type Cells, campaign, FIVE_OFF, first, grants, pay, replayed } from "./worked.js";

const run = (more: Partial<Campaign>, rows: Cells[], rest: object = {}) =>
  replayed({ campaigns: [campaign(FIVE_OFF, more)], rows, ...rest });
const hundred = (time: string, more: Cells = {}): Cells => pay(time, time, "100.00", more);

const off = (id: string, amount: string, more: Partial<Campaign> = {}): Campaign => {
  const discount: Discount = { mode: "amount_off", tiers: [{ minimum_amount: "1", amount_off: amount }] };
  return { id, name: id, discount, ...more };
};
const takes = (campaigns: Campaign[], cells: Cells = {}, choice: "priority" | "best" = "priority") =>
  replayed({ campaigns, rows: [pay("1", "05 10:00", "100", cells)], choice }).outcomes[0].campaigns.replace(/=.*/, "");

test("priority: the smallest number, without one last; ties to the larger amount, then file order", () => {
  expect(takes([off("a", "9"), off("b", "1", { priority: 2 }), off("d", "2", { priority: 1 })])).toBe("d");
  expect(takes([off("a", "1", { priority: 1 }), off("b", "2", { priority: 1 })])).toBe("b");
  expect(takes([off("a", "2"), off("b", "2")])).toBe("a");
});

test("best: the largest, cashback included; ties to the priority", () => {
  expect(takes([off("a", "1", { priority: 1 }), off("b", "2", { given_as: "cashback" })], {}, "best")).toBe("b");
  expect(takes([off("a", "2"), off("b", "2", { priority: 1 })], {}, "best")).toBe("b");
});

test("the row's offer leads if it was made, and - takes none", () => {
  const two = [off("a", "1", { priority: 1 }), off("b", "2")];
  expect(takes(two, { offer: "b" })).toBe("b");
  expect(takes(two, { offer: "b" }, "best")).toBe("b");
  expect(takes(two, { offer: "x" })).toBe("a");
  expect(takes(two, { offer: "-" })).toBe("");
});

test("declines: the balance must cover the payable; cashback lowers no payable", () => {
  const instant = run({}, [hundred("05 10:00", { balance: "95.00" }), hundred("05 11:00", { balance: "94.99" })]);
  expect(grants(instant)).toEqual(["05 10:00:500", "05 11:00:insufficient_balance"]);
  const cashback = run({ given_as: "cashback" }, [
    hundred("05 10:00", { balance: "95.00" }),
    hundred("05 11:00", { balance: "100" }),
  ]);
  expect(grants(cashback)).toEqual(["05 10:00:insufficient_balance", "05 11:00:500"]);
  expect(cashback.document.totals).toMatchObject({
    payments: 1,
    declined: 1,
    price_minor: 10000n,
    discount_minor: 500n,
    payable_minor: 10000n,
    cashback_minor: 500n,
  });
});

test("risk: reject is refused before it is declined; review passes", () => {
  const result = run({}, [hundred("05 10:00", { risk: "reject" }), hundred("05 11:00", { risk: "review" })]);
  expect(grants(result)).toEqual(["05 10:00:risk_rejected", "05 11:00:500"]);
  expect(first(result)).toMatchObject({ offers: 1, refusals: { risk_rejected: 1 } });
});

test("mismatches: every payment with a client_discount is checked against the instant discounts", () => {
  const rows = [
    hundred("05 10:00", { client_discount: "5.00" }),
    hundred("05 11:00", { client_discount: "0" }),
    pay("s", "05 12:00", "9", { client_discount: "2.00" }),
  ];
  const result = run({}, rows);
  expect(result.document.mismatches).toEqual({ checked: 3, different: 2, difference_minor: 700n });
  expect(result.document.mismatchList).toEqual([["05 11:00", 0n, 500n, -500n], ["s", 200n, 0n, 200n]]); // biome-ignore format: two lines of one table
});
