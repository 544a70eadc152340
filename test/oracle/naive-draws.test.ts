/** The oracle's uniforms and laws on paper: known answers of the generator, seeds, masses of the normal, whose draw it is. */
import seedrandom from "seedrandom";
import { expect, test } from "vitest";
import type { Campaign, Discount } from "./case.js";
import { chosenNumbers } from "./naive-free-orders.js";
import { everyGiven } from "./naive-given.js";
import { drawFrom, lawOfMode } from "./naive-law.js";
import { createNormal, massBefore } from "./naive-normal.js";
import { asciiList, type Block, runKey, threefry } from "./naive-threefry.js";
import { type Cells, campaign, first, grants, pay, replayed } from "./worked.js";

test("Threefry gives the known answers of its authors", () => {
  const hex = (block: Block): string => block.map((word) => word.toString(16).padStart(8, "0")).join(" ");
  const ones = 0xffffffffn;
  expect(hex(threefry([0n, 0n], [0n, 0n]))).toBe("6b200159 99ba4efe");
  expect(hex(threefry([ones, ones], [ones, ones]))).toBe("1cb996fc bb002be7");
  expect(hex(threefry([0x13198a2en, 0x03707344n], [0x243f6a88n, 0x85a308d3n]))).toBe("c4923a9c 483df7a0");
});

test("a seed is a JSON list in ASCII, and gives what seedrandom gives", () => {
  expect(asciiList('é"\n\u007f🎁')).toBe('["\\u00e9\\"\\n\\u007f\\ud83c\\udf81"]');
  for (const seed of ["", "a", "aa", "promosim", "š周五", "x".repeat(700)]) {
    const random = seedrandom(asciiList(seed));
    const words = [random.int32(), random.int32()].map((word) => BigInt(word >>> 0));
    expect(runKey(seed)).toEqual(words);
  }
});

const share = (part: bigint, whole: bigint): number => Number((part * 10n ** 18n) / whole) / 1e18;

test("masses of the normal: 68.27% within one deviation, 95.45% within two, and tails keep their digits", () => {
  const normal = createNormal(0n, 10n, -100n, 100n);
  const all = massBefore(normal, 200n) - massBefore(normal, -200n);
  expect(share(massBefore(normal, 20n) - massBefore(normal, -20n), all)).toBeCloseTo(0.682689492137086, 14);
  expect(share(massBefore(normal, 40n) - massBefore(normal, -40n), all)).toBeCloseTo(0.954499736103642, 14);
  // Q(6) = 9.865876450377e-10 and Q(7) = 1.279812543886e-12: their ratio holds to many digits.
  const beyond = (z: bigint): bigint => massBefore(normal, 200n) - massBefore(normal, 20n * z);
  expect(share(beyond(7n), beyond(6n))).toBeCloseTo(1.279812543886e-12 / 9.865876450377e-10, 11);
});

test("laws: equal amounts side by side, halves up and into the bounds, steps from each `from`", () => {
  const law = (discount: Discount) => lawOfMode(discount, 2).map((possible) => Number(possible.amount));
  const choice: Discount = {
    mode: "random_choice",
    amounts: [
      { amount_off: "2.00", weight: 1 },
      { amount_off: "0.50", weight: 2 },
      { amount_off: "2", weight: 3 },
    ],
  };
  expect(law(choice)).toEqual([50, 200, 200]);
  const at = (u: number) => drawFrom(lawOfMode(choice, 2), BigInt(Math.round(u * 2 ** 20)) * 2n ** 33n, NO_CHANCE);
  expect([at(0), at(0.3333), at(0.3334), at(0.9999)]).toEqual([50n, 50n, 200n, 200n]);

  const normal: Discount = { mode: "random_normal", mean: "0.10", sd: "0.05", min: "0.07", max: "0.21", step: "0.05" };
  expect(law(normal)).toEqual([10, 15, 20]);
  const intervals: Discount = {
    mode: "random_intervals",
    intervals: [
      { from: "0.00", to: "0.07", weight: 1 },
      { from: "0.10", to: "0.16", weight: 1 },
    ],
    step: "0.03",
  };
  expect(lawOfMode(intervals, 2)).toEqual(
    [0n, 3n, 6n, 10n, 13n, 16n].map((amount) => ({ amount, weight: 3_000_000n })),
  );
});

const NO_CHANCE = { uniform: () => 0n, unsure: () => {} };

test("a nested draw keeps the odds of both sides, after the caps of each", () => {
  const lucky: Discount = {
    mode: "lucky_draw",
    ratio: "25%",
    prize: { mode: "fixed_price", price: "1.00", max_discount: "5.00" },
    otherwise: {
      mode: "random_choice",
      amounts: [
        { amount_off: "1.00", weight: 1 },
        { amount_off: "2.00", weight: 2 },
      ],
      minimum_amount: "10.00",
    },
  };
  const odds = (price: bigint): [number, number][] => {
    const all = everyGiven(lucky, price, { points: 0n, exponent: 2, rounding: "half_up" });
    const total = all.reduce((sum, given) => sum + given.weight, 0n);
    return all.map((given) => [Number(given.amount), share(given.weight, total)]);
  };
  expect(odds(1000n)).toEqual([
    [500, 0.25],
    [100, 0.25],
    [200, 0.5],
  ]);
  expect(odds(999n)).toEqual([
    [500, 0.25],
    [0, 0.75],
  ]);
});

/** All amounts from 0.01 to 500.00 are as likely, so that two draws that agree are one. */
const WIDE: Discount = { mode: "random_intervals", intervals: [{ from: "0.01", to: "500.00", weight: 1 }] };

const drawn = (more: Partial<Campaign>, rows: Cells[], discount = WIDE) =>
  grants(replayed({ campaigns: [campaign(discount, more)], rows, options: { anonymous: "replay" } })).map(
    (line) => line.split(":")[1],
  );

test("a draw sticks until it is redeemed, for an attempt, or for ever", () => {
  const rows = [
    pay("1", "05 10:00", "1000", { offer: "-", device_id: "" }),
    pay("2", "05 10:01", "1000", { device_id: "D" }),
    pay("3", "05 10:02", "1000", { device_id: "D" }),
    pay("4", "05 10:03", "1000", { user_id: "U2", device_id: "D" }),
  ];
  const [, a, b, c] = drawn({}, rows);
  expect(new Set([a, b, c]).size).toBe(3);
  expect(drawn({ draw: { per: "attempt" } }, rows)[1]).toBe(b);
  expect(drawn({ draw: { per: "user" } }, rows).slice(1)).toEqual([a, a, c]);
  const [, d, e, f] = drawn({ draw: { identity: "device_id" } }, rows);
  expect(new Set([a, b, c, d, e, f]).size).toBe(6);
  expect(drawn({ draw: { per: "user", identity: "device_id" } }, rows).slice(1)).toEqual([d, d, d]);
});

test("nobody draws by the id of the payment", () => {
  const rows = (id: string) => [pay(id, "05 10:00", "1000", { user_id: "" })];
  expect(drawn({}, rows("A"))).not.toEqual(drawn({}, rows("B")));
  expect(drawn({}, rows("A"))).toEqual(drawn({ draw: { per: "user" } }, rows("A")));
});

test("a lost draw moves on with a payment that goes through, and not with one that is declined", () => {
  const half: Discount = { mode: "lucky_draw", ratio: "50%", prize: { mode: "fixed_price", price: "1.00" } };
  const won = (balance: string): boolean[] =>
    drawn(
      {},
      Array.from({ length: 40 }, (_, i) => pay(`${i}`, "05 10:00", "10", { balance })),
      half,
    ).map((amount) => amount === "900");
  expect(new Set(won("")).size).toBe(2);
  const result = replayed({
    campaigns: ["a", "b", "c", "d", "e"].map((id) => campaign(half, { id })),
    rows: Array.from({ length: 9 }, (_, i) => pay(`${i}`, "05 10:00", "10", { balance: "0.5" })),
  });
  for (const { offers } of result.document.campaigns) expect([0, 9]).toContain(offers);
});

test("every `random_of` chooses as many numbers as there are free orders", () => {
  const seen = new Set<string>();
  for (let seed = 0; seed < 300; seed++) {
    const chosen = chosenNumbers(2, 4, runKey(String(seed)), { unsure: false });
    expect(chosen.length).toBe(2);
    seen.add(chosen.join(" "));
  }
  expect([...seen].sort()).toEqual(["1 2", "1 3", "1 4", "2 3", "2 4", "3 4"]);
});

test("random times are all due at the end of the window, and none at its first moment", () => {
  const discount: Discount = { mode: "free_orders", count: 3, pick: "random_times" };
  const window = { start: "2026-01-05", end: "2026-01-06", hours: ["10:00-12:00"] };
  const rows = ["10:00", "11:59:59.990", "11:59:59.991", "11:59:59.992", "11:59:59.993"].map((clock, i) =>
    pay(`${i}`, `05 ${clock}`, "10"),
  );
  const result = replayed({ campaigns: [campaign(discount, { window })], rows });
  expect(grants(result)).toEqual(["0:0", "1:1000", "2:1000", "3:1000", "4:0"]);
});

test("a hidden offer counts with its mean: 10% of 20.00 and 90% of 0.00 are worth as much as 2.00", () => {
  const ticket = (ratio: string): Campaign => ({
    id: "ticket",
    name: "T",
    discount: {
      mode: "lucky_draw",
      ratio,
      prize: { mode: "random_choice", amounts: [{ amount_off: "20", weight: 1 }] },
      otherwise: { mode: "random_choice", amounts: [{ amount_off: "0.01", weight: 1 }] },
    },
    reveal: "after_payment",
  });
  const two = campaign({ mode: "random_choice", amounts: [{ amount_off: "2", weight: 1 }] });
  const taken = (ratio: string) =>
    first(replayed({ campaigns: [ticket(ratio), two], rows: [pay("1", "05 10:00", "50")], choice: "best" }))
      .redemptions;
  expect(taken("10%")).toBe(1);
  expect(taken("9.9%")).toBe(0);
});
