/** The oracle on paper: coupons (SPEC §7), by hand. */
import { expect, test } from "vitest";
import type { Campaign } from "./case.js";
import { type Cells, campaign, FIVE_OFF, first, giveBack, grants, pay, replayed } from "./worked.js";

const coupon = (coupon_id: string, more: Cells = {}): Cells => ({
  coupon_id,
  user_id: "U1",
  campaign_id: "c",
  valid_from: "",
  valid_until: "",
  ...more,
});
const hundred = (id: string, time: string, more: Cells = {}): Cells => pay(id, time, "100", more);
const withCoupons = (coupons: Cells[], rows: Cells[], more: Partial<Campaign> = {}) =>
  replayed({ campaigns: [campaign(FIVE_OFF, { coupon: "required", ...more })], rows, coupons });
const spent = (result: ReturnType<typeof replayed>) => result.state.redemptions.map((r) => r.coupon?.id);

test("one is spent a redemption; without one the campaign refuses with no_coupon", () => {
  const rows = ["1", "2", "3"].map((id) => hundred(id, "05 10:00"));
  const result = withCoupons([coupon("K1"), coupon("K2"), coupon("K3", { user_id: "U2" })], rows);
  expect(grants(result)).toEqual(["1:500", "2:500", "3:0"]);
  expect(spent(result)).toEqual(["K1", "K2"]);
  expect(first(result).refusals).toEqual({ no_coupon: 1 });
});

test("no_coupon comes after not_eligible and before limit_reached", () => {
  const rows = [hundred("1", "05 10:00")];
  const refused = (more: Partial<Campaign>) =>
    first(withCoupons([coupon("K1", { user_id: "U2" })], rows, more)).refusals;
  expect(refused({ eligibility: [{ count: { at_least: 1 } }] })).toEqual({ not_eligible: 1 });
  expect(refused({ limits: [{ max_amount: "1" }], budget: { total: "1" } })).toEqual({ no_coupon: 1 });
});

test("a coupon is valid from its first moment until before its last", () => {
  const bounds = { valid_from: "2026-01-05", valid_until: "2026-01-06T12:00" };
  const rows = ["04 23:59:59", "05 00:00", "06 11:59:59.999", "06 12:00"].map((time) => hundred(time, time));
  const given = (row: Cells) => withCoupons([coupon("K1", bounds)], [row]).outcomes[0].discount;
  expect(rows.map(given)).toEqual([0n, 500n, 500n, 0n]);
});

test("the one that expires first, or last; one that never expires is last; ties by file order", () => {
  const coupons = [
    coupon("never"),
    coupon("b", { valid_until: "2026-02-02" }),
    coupon("a", { valid_until: "2026-02-01" }),
    coupon("a2", { valid_until: "2026-02-01" }),
    coupon("ever"),
  ];
  const rows = ["1", "2", "3", "4", "5"].map((id) => hundred(id, "05 10:00"));
  expect(spent(withCoupons(coupons, rows))).toEqual(["a", "a2", "b", "never", "ever"]);
  const last = { coupon: { required: true, use: "expires_last" } } as const;
  expect(spent(withCoupons(coupons, rows, last))).toEqual(["never", "ever", "b", "a", "a2"]);
});

test("a row may name a coupon: its campaign leads and that coupon is used", () => {
  const other = campaign(FIVE_OFF, { id: "other", priority: 1 });
  const taken = (offer: string, cells: Cells = {}) => {
    const coupons = [
      coupon("K1"),
      coupon("K2"),
      coupon("X", { user_id: "U2" }),
      coupon("old", { valid_until: "2026-01-01" }),
    ];
    const campaigns = [other, campaign(FIVE_OFF, { coupon: "required" })];
    const result = replayed({ campaigns, rows: [hundred("1", "05 10:00", { offer, ...cells })], coupons });
    return `${result.outcomes[0].campaigns} ${spent(result)[0] ?? ""}`;
  };
  expect(taken("K2")).toBe("c=5.00 K2");
  expect(taken("c")).toBe("c=5.00 K1");
  // Another's coupon, one that is over and one that is not there name nothing.
  for (const offer of ["", "X", "old", "K9"]) expect(taken(offer)).toBe("other=5.00 ");
  expect(taken("-")).toBe(" ");
});

test("a declined payment spends none, nor one that takes another offer", () => {
  const rows = [
    hundred("1", "05 10:00", { balance: "1" }),
    hundred("2", "05 10:00", { offer: "-" }),
    hundred("3", "05 10:00"),
  ];
  expect(grants(withCoupons([coupon("K1")], rows))).toEqual(["1:insufficient_balance", "2:0", "3:500"]);
});

test("the refund that completes the price gives the coupon back while it is valid; forfeit does not", () => {
  const rows = (last: string) => [
    hundred("1", "05 10:00"),
    giveBack("r", "05 11:00", "1", "40"),
    hundred("2", "05 12:00"),
    giveBack("s", "05 13:00", "1", "60"),
    hundred("3", last),
  ];
  const until = coupon("K1", { valid_until: "2026-01-07" });
  expect(grants(withCoupons([until], rows("06 23:00")))).toEqual(["1:500", "2:0", "3:500"]);
  expect(grants(withCoupons([until], rows("07 00:00")))).toEqual(["1:500", "2:0", "3:0"]);
  const forfeit = { refunds: { discount: "forfeit" } } as const;
  expect(grants(withCoupons([until], rows("06 23:00"), forfeit))).toEqual(["1:500", "2:0", "3:0"]);
});

test("an anonymous payer holds none", () => {
  const options = { anonymous: "replay" } as const;
  const campaigns = [campaign(FIVE_OFF, { coupon: "required" })];
  const rows = [hundred("1", "05 10:00", { user_id: "", offer: "K1" })];
  expect(first(replayed({ campaigns, rows, coupons: [coupon("K1")], options })).refusals).toEqual({ no_coupon: 1 });
});

test("one that drops out of a combination spends none", () => {
  const tiers = [{ minimum_amount: "1", amount_off: "60" }];
  const combines = { stacking: { combine: true } };
  const kept = campaign({ ...FIVE_OFF, min_payable: "50" }, { coupon: "required", ...combines });
  const all = campaign({ mode: "amount_off", tiers }, { id: "all", priority: 1, ...combines });
  const result = replayed({ campaigns: [all, kept], rows: [hundred("1", "05 10:00")], coupons: [coupon("K1")] });
  expect(result.outcomes[0].campaigns).toBe("all=60.00");
  expect(spent(result)).toEqual([undefined]);
});

test("rows that cannot be read are rejected, and ids that come again; one that was rejected keeps no id", () => {
  const rows = [
    coupon("K1", { valid_from: "soon" }),
    coupon("K1"),
    coupon("K1", { user_id: "U2" }),
    coupon(""),
    coupon("K2", { user_id: "", valid_until: "x" }),
    coupon("K3", { campaign_id: "" }),
    coupon("K4", { valid_until: "2026-02-30" }),
    coupon("K5", { campaign_id: "unknown" }),
  ];
  const result = withCoupons(rows, [hundred("1", "05 10:00")]);
  expect(result.rejects.coupons).toEqual([
    [2, "valid_from", "bad_valid_from"],
    [4, "coupon_id", "duplicate_key"],
    [5, "coupon_id", "missing_coupon_id"],
    [6, "user_id", "missing_user_id"],
    [7, "campaign_id", "missing_campaign_id"],
    [8, "valid_until", "bad_valid_until"],
  ]);
  expect(grants(result)).toEqual(["1:500"]);
});
