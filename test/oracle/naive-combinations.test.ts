/** The oracle on paper: several discounts in one payment (SPEC §6.3, §7), by hand. */
import { expect, test } from "vitest";
import type { Campaign, Discount } from "./case.js";
import { type Cells, giveBack, pay, replayed } from "./worked.js";

const make = (id: string, discount: Discount, more: Partial<Campaign> = {}): Campaign => ({
  id,
  name: id,
  discount,
  stacking: { combine: true },
  ...more,
});
const off = (id: string, amount: string, more: Partial<Campaign> = {}, caps: Partial<Discount> = {}): Campaign =>
  make(id, { mode: "amount_off", tiers: [{ minimum_amount: "1", amount_off: amount }], ...caps }, more);
const percent = (id: string, share: string, more: Partial<Campaign> = {}, caps: Partial<Discount> = {}): Campaign =>
  make(id, { mode: "percent_off", tiers: [{ minimum_amount: "1", percent_off: share }], ...caps }, more);
const onPrice = { stacking: { combine: true, base: "price" as const } };

const run = (campaigns: Campaign[], cells: Cells = {}, choice: "priority" | "best" = "priority") =>
  replayed({ campaigns, rows: [pay("1", "05 10:00", "100", cells)], choice });
const takes = (...args: Parameters<typeof run>): string => run(...args).outcomes[0].campaigns;

test("each is computed on what is left, or on the price", () => {
  // 100 − 10 = 90, 10% of it 9; 10% of the price 10.
  expect(takes([off("a", "10"), percent("b", "10%")])).toBe("a=10.00; b=9.00");
  expect(takes([off("a", "10"), percent("b", "10%", onPrice)])).toBe("a=10.00; b=10.00");
});

test("priority order: by number, then the larger alone on the full price, then file order", () => {
  expect(takes([percent("a", "10%"), off("b", "4", { priority: 1 })])).toBe("b=4.00; a=9.60");
  expect(takes([percent("a", "10%"), off("b", "20")])).toBe("b=20.00; a=8.00");
  expect(takes([percent("a", "10%"), off("b", "10")])).toBe("a=10.00; b=10.00");
});

test("a lead that does not combine is alone; a combinable lead passes others by", () => {
  const single = off("s", "30", { stacking: {}, priority: 1 });
  expect(takes([off("a", "5"), off("b", "4"), single])).toBe("s=30.00");
  expect(takes([off("a", "5", { priority: 1 }), off("b", "4"), { ...single, priority: 2 }])).toBe("a=5.00; b=4.00");
});

test("one of a group, the lead's first; the default group is the campaign's own id", () => {
  const inGroup = (group: string): Partial<Campaign> => ({ stacking: { combine: true, group } });
  const three = [off("a", "5", inGroup("x")), off("b", "4", inGroup("x")), off("d", "3", inGroup("y"))];
  expect(takes(three)).toBe("a=5.00; d=3.00");
  expect(takes(three, { offer: "b" })).toBe("b=4.00; d=3.00");
  expect(takes([off("a", "5"), off("b", "4", inGroup("a")), off("d", "3")])).toBe("a=5.00; d=3.00");
});

test("the offer that the row names leads, and stands where its priority says", () => {
  expect(takes([off("a", "10"), percent("b", "10%")], { offer: "b" })).toBe("a=10.00; b=9.00");
  expect(takes([off("a", "10"), percent("b", "10%")], { offer: "-" })).toBe("");
  const single = off("s", "1", { stacking: {}, priority: 9 });
  expect(takes([off("a", "10", { priority: 1 }), single], { offer: "s" })).toBe("s=1.00");
});

test("tiers, minimums and steps look at the price; fixed price, points share and free orders at the base", () => {
  const tier: Discount = { mode: "percent_off", tiers: [{ minimum_amount: "100", percent_off: "50%" }] };
  const steps: Discount = { mode: "amount_off", every: "50", amount_off: "2" };
  const first = off("a", "30", { priority: 1 });
  expect(takes([first, make("b", tier)])).toBe("a=30.00; b=35.00");
  expect(takes([first, make("b", steps)])).toBe("a=30.00; b=4.00");
  expect(takes([first, make("b", { mode: "fixed_price", price: "60" })])).toBe("a=30.00; b=10.00");
  const points: Discount = { mode: "points", points_per_unit: 100, max_share: "50%" };
  expect(takes([first, make("b", points)], { points: "9000" })).toBe("a=30.00; b=35.00");
  const free: Discount = { mode: "free_orders", pick: "first", count: 1, every: "campaign" };
  expect(takes([first, make("b", free)])).toBe("a=30.00; b=70.00");
});

test("max_discount and the own min_payable hold on the base, the largest min_payable so far on the sum", () => {
  expect(takes([off("a", "30"), percent("b", "20%", {}, { max_discount: "8" })])).toBe("a=30.00; b=8.00");
  // 100 − 60 leaves 40; b keeps 35 of its base: 5.
  expect(takes([off("a", "60"), off("b", "20", {}, { min_payable: "35" })])).toBe("a=60.00; b=5.00");
  // a keeps 30 of the price: b may give 100 − 30 − 60 = 10.
  expect(takes([off("a", "60", {}, { min_payable: "30" }), off("b", "20")])).toBe("a=60.00; b=10.00");
  // On the price b's own room is 100 − 20, but the sum leaves 100 − 20 − 60 = 20.
  expect(takes([off("a", "60"), off("b", "50", onPrice, { min_payable: "20" })])).toBe("a=60.00; b=20.00");
});

test("one that ends at 0 drops out, is no redemption, and its min_payable no longer counts", () => {
  // b keeps 50 of a base of 40: 0. d then has all of the 40 left.
  const three = [
    off("a", "60", { priority: 1 }),
    off("b", "20", { priority: 2 }, { min_payable: "50" }),
    off("d", "45", { priority: 3 }),
  ];
  const result = run(three);
  expect(result.outcomes[0].campaigns).toBe("a=60.00; d=40.00");
  expect(result.document.campaigns[1]).toMatchObject({ offers: 1, redemptions: 0, refusals: {} });
  // A named lead may drop out too.
  expect(takes(three, { offer: "b" })).toBe("a=60.00; d=40.00");
});

test("cashback lowers no base but counts in the sum", () => {
  const cashback = { given_as: "cashback" as const, priority: 1 };
  const result = run([percent("a", "70%", cashback), percent("b", "50%")]);
  // b: 50% of 100, but only 100 − 70 keeps the sum within the price.
  expect(result.outcomes[0]).toMatchObject({ campaigns: "a=70.00; b=30.00", discount: 3000n, cashback: 7000n });
  expect(takes([percent("a", "20%", cashback), percent("b", "50%")])).toBe("a=20.00; b=50.00");
});

test("desired is that on its base; budgets take what is granted there", () => {
  const budget = { total: "40", on_short: "partial" as const };
  const result = run([off("a", "60", { priority: 1 }), percent("b", "50%", { budget }, { max_discount: "15" })]);
  expect(result.document.campaigns[1]).toMatchObject({
    desired_minor: 2000n,
    discount_minor: 1500n,
    budget: { spent_minor: 1500n, left_minor: 2500n },
  });
  // Alone 80 would overshoot 50 by 30; on the base of 40 it takes 32, within the budget.
  const once = { total: "50", on_short: "overshoot_once" as const };
  const two = run([off("a", "60", { priority: 1 }), percent("b", "80%", { budget: once })]);
  expect(two.document.campaigns[1].budget).toMatchObject({ spent_minor: 3200n, overspent_minor: 0n });
  const three = run([off("a", "30", { priority: 1 }), percent("b", "80%", { budget: once })]);
  expect(three.document.campaigns[1].budget).toMatchObject({ spent_minor: 5600n, overspent_minor: 600n });
  // The budget comes after the room: 50% of the base of 70, cut to 20.
  const short = { total: "20", on_short: "partial" as const };
  expect(takes([off("a", "30", { priority: 1 }), percent("b", "50%", { budget: short })])).toBe("a=30.00; b=20.00");
});

test("points are cut to whole steps, and points spent before are gone", () => {
  const points: Discount = { mode: "points", points_per_unit: 100, step: 1000 };
  // 45 left: four steps of 10.00.
  const cut = run([off("a", "55", { priority: 1 }), make("b", points)], { points: "9000" });
  expect(cut.outcomes[0].campaigns).toBe("a=55.00; b=40.00");
  expect(cut.state.points.U1).toBe(5000n);
  const half: Discount = { ...points, max_share: "50%" };
  // 50 of 70 spent by a; b has 2000 points left for a base of 50.
  const twice = run([make("a", half, { priority: 1 }), make("b", points)], { points: "7000" });
  expect(twice.outcomes[0].campaigns).toBe("a=50.00; b=20.00");
  expect(twice.state.points.U1).toBe(0n);
});

test("best: every combinable set and every single offer; ties to the places that come first", () => {
  const single = off("s", "13", { stacking: {} });
  expect(takes([off("a", "8"), off("b", "4"), single], {}, "best")).toBe("s=13.00");
  expect(takes([off("a", "8"), off("b", "4"), off("d", "2"), single], {}, "best")).toBe("a=8.00; b=4.00; d=2.00");
  // Places 0 (s, 13) against 1, 2 (9 + 4): the first.
  expect(takes([off("a", "9"), off("b", "4"), single], {}, "best")).toBe("s=13.00");
  // Of a group the second may fit better: a keeps 90 of the price, so with d it is 10, b with d 8 + 5.
  const group = { stacking: { combine: true, group: "x" } };
  const subset = [off("a", "10", group, { min_payable: "90" }), off("b", "8", group), off("d", "5")];
  expect(takes(subset)).toBe("a=10.00");
  expect(takes(subset, {}, "best")).toBe("b=8.00; d=5.00");
  expect(takes(subset, { offer: "a" }, "best")).toBe("a=10.00");
});

test("best: subsets too, for one may stand in another's way", () => {
  // a keeps 95: alone 5, and nothing for the others; without it 20 + 10.
  const three = [
    off("a", "5", { priority: 1 }, { min_payable: "95" }),
    off("b", "20", { priority: 2 }),
    off("d", "10", { priority: 3 }),
  ];
  expect(takes(three)).toBe("a=5.00");
  expect(takes(three, {}, "best")).toBe("b=20.00; d=10.00");
});

test("best: a hidden offer counts with its mean, what follows it with what was drawn", () => {
  const amounts = [
    { amount_off: "4", weight: 1 },
    { amount_off: "12", weight: 1 },
  ];
  const hidden = make("h", { mode: "random_choice", amounts }, { reveal: "after_payment", priority: 1 });
  const kept = (s: Campaign) => run([hidden, percent("p", "10%", { priority: 2 }), s], {}, "best");
  // The mean 8, and 10% of 96 or of 88: 17.60 or 16.80. A single offer of 17 shows which was counted.
  const { payments } = kept(off("s", "1", { stacking: {} })).state;
  const [drawn, after] = payments[0].taken.map((taken) => taken.granted);
  expect(drawn === 400n ? after : after + 80n).toBe(960n);
  const counted = 800n + after;
  const text = (minor: bigint): string => `${minor / 100n}.${String(minor % 100n).padStart(2, "0")}`;
  expect(kept(off("s", text(counted + 1n), { stacking: {} })).outcomes[0].campaigns).toBe(`s=${text(counted + 1n)}`);
  expect(kept(off("s", text(counted), { stacking: {} })).outcomes[0].campaigns).toMatch(/^h=.*; p=/);
});

test("a draw is the same alone and where it stands", () => {
  const intervals = [{ from: "1", to: "20" }];
  const lucky = make("h", { mode: "random_intervals", intervals, mean: "8", sd: "5" });
  const [alone] = run([lucky]).state.redemptions;
  const joined = run([off("a", "30", { priority: 1 }), lucky]).state.redemptions;
  expect(joined.map((r) => r.granted)).toEqual([3000n, alone.granted]);
});

test("a mismatch is taken against the sum of the instant discounts; the balance pays what is left", () => {
  const two = [off("a", "10"), off("b", "5"), off("k", "3", { given_as: "cashback" })];
  expect(run(two, { client_discount: "15" }).document.mismatches).toMatchObject({ different: 0 });
  expect(run(two, { balance: "85" }).outcomes[0].outcome).toBe("paid");
  const declined = run(two, { balance: "84.99" });
  expect(declined.outcomes[0]).toMatchObject({ outcome: "declined", campaigns: "" });
  expect(declined.document.campaigns.map((c: { declined: number }) => c.declined)).toEqual([1, 1, 1]);
});

test("totals count the payment once, each campaign its own part; refunds floor each discount on its own", () => {
  const campaigns = [off("a", "10"), off("b", "5.01"), off("k", "0.05", { given_as: "cashback" })];
  const rows = [
    pay("1", "05 10:00", "100"),
    giveBack("r", "06 10:00", "1", "33.33"),
    giveBack("s", "06 11:00", "1", "66.67"),
  ];
  const result = replayed({ campaigns, rows });
  expect(result.document.totals).toMatchObject({
    payments: 1,
    discounted_payments: 1,
    price_minor: 10000n,
    discount_minor: 1506n,
    cashback_minor: 5n,
    payable_minor: 8499n,
  });
  // 1000 × 0.3333 = 333.3, 501 × 0.3333 = 166.98…, 5 × 0.3333 = 1.67: 333 + 166 + 1; cash 3333 − 333 − 166.
  const back = result.outcomes.slice(1).map((o) => [o.refundedDiscount, o.cash]);
  expect(back).toEqual([[500n, 2834n], [1006n, 5665n]]); // biome-ignore format: a small table
});

test("the largest min_payable so far goes on counting after offers without one", () => {
  // 100 − 30 − 50 leaves 20 for the third.
  const first = off("a", "40", { priority: 1 }, { min_payable: "30" });
  expect(takes([first, off("b", "10", { priority: 2 }), off("d", "40")])).toBe("a=40.00; b=10.00; d=20.00");
});

test("best: the mean of a hidden offer is that at its base", () => {
  const half: Discount = { mode: "percent_off", tiers: [{ minimum_amount: "1", percent_off: "50%" }] };
  const lucky: Discount = { mode: "lucky_draw", ratio: "50%", prize: half, otherwise: half };
  // Whatever is drawn, half of the 40 left: 60 + 20.
  const two = [off("a", "60", { priority: 1 }), make("h", lucky, { reveal: "after_payment", priority: 2 })];
  expect(takes([...two, off("s", "80", { stacking: {} })], {}, "best")).toBe("a=60.00; h=20.00");
  expect(takes([...two, off("s", "80.01", { stacking: {} })], {}, "best")).toBe("s=80.01");
});
