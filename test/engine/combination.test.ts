/** Several discounts in one payment (SPEC §7), by worked examples: the same that docs/combination.md tells. */
import { describe, expect, it } from "vitest";
import { renderJson, simulate } from "../../src/index.js";

interface Rule {
  readonly id: string;
  readonly discount: string;
  /** Further keys of the campaign, in flow style. */
  readonly more?: string;
  readonly stacking?: string;
}

const HEADER = "transaction_id,timestamp,user_id,amount,offer,points,type,refund_of,client_discount";

async function replay(rules: readonly Rule[], rows: readonly string[], choice = "priority") {
  const campaigns = rules.map(
    ({ id, discount, more = "", stacking = "combine: true" }) =>
      `  - { id: ${id}, discount: { ${discount} }, stacking: { ${stacking} }${more === "" ? "" : `, ${more}`} }`,
  );
  const text = [
    "version: 1",
    "currency: CNY",
    "timezone: Asia/Shanghai",
    `choice: ${choice}`,
    "campaigns:",
    ...campaigns,
  ];
  const files: Record<string, string> = {};
  const { document } = await simulate({
    campaigns: [{ file: "c.yaml", text: text.join("\n") }],
    transactions: { name: "log.csv", text: [HEADER, ...rows].join("\n") },
    openFile: (name) => {
      files[name] = "";
      return (piece) => {
        files[name] += piece;
      };
    },
  });
  return { document: JSON.parse(renderJson(document)), files };
}

/** What one payment of `amount` uses: "a=10.00; b=19.00". */
async function uses(rules: readonly Rule[], amount: string, { choice = "priority", offer = "", points = "" } = {}) {
  const { files } = await replay(rules, [`t1,2026-01-05T10:00,u1,${amount},${offer},${points},,,`], choice);
  const [header, line] = files["outcomes.csv"].split("\n");
  return line.split(",")[header.split(",").indexOf("campaigns")];
}

const TEN_OFF = "mode: amount_off, tiers: [{ minimum_amount: 100.00, amount_off: 10.00 }]";
const TENTH_OFF = "mode: percent_off, tiers: [{ minimum_amount: 100.00, percent_off: 10% }]";
const off = (amount: string, more = "") =>
  `mode: amount_off, tiers: [{ minimum_amount: 0.01, amount_off: ${amount} }]${more}`;

describe("a payment with several discounts", () => {
  it("computes each on what the ones before it have left, in priority order", async () => {
    const first = { id: "first", discount: TEN_OFF, more: "priority: 1" };
    const second = { id: "second", discount: TENTH_OFF, more: "priority: 2" };
    expect(await uses([second, first], "200.00")).toBe("first=10.00; second=19.00");
    expect(
      await uses(
        [
          { ...second, more: "priority: 1" },
          { ...first, more: "priority: 2" },
        ],
        "200.00",
      ),
    ).toBe("second=20.00; first=10.00");
  });

  it("computes one with base: price on the price", async () => {
    const rules = [
      { id: "first", discount: TEN_OFF, more: "priority: 1" },
      { id: "second", discount: TENTH_OFF, more: "priority: 2", stacking: "combine: true, base: price" },
    ];
    expect(await uses(rules, "200.00")).toBe("first=10.00; second=20.00");
  });

  it("lets thresholds look at the price, whatever is left", async () => {
    const rules = [
      { id: "most", discount: off("150.00"), more: "priority: 1" },
      { id: "tier", discount: TEN_OFF, more: "priority: 2" },
    ];
    expect(await uses(rules, "200.00")).toBe("most=150.00; tier=10.00");
  });

  it("uses one of a group, and a lead that does not combine alone", async () => {
    const rules = [
      { id: "a", discount: off("1.00"), more: "priority: 1", stacking: "combine: true, group: g" },
      { id: "b", discount: off("5.00"), more: "priority: 2", stacking: "combine: true, group: g" },
      { id: "c", discount: off("9.00"), more: "priority: 3", stacking: "combine: false" },
      { id: "d", discount: off("2.00"), more: "priority: 4" },
    ];
    expect(await uses(rules, "100.00")).toBe("a=1.00; d=2.00");
    expect(await uses(rules, "100.00", { offer: "b" })).toBe("b=5.00; d=2.00");
    expect(await uses(rules, "100.00", { offer: "c" })).toBe("c=9.00");
    expect(await uses(rules, "100.00", { offer: "-" })).toBe("");
    expect(await uses(rules, "100.00", { choice: "best" })).toBe("c=9.00");
    expect(await uses(rules, "100.00", { choice: "best", offer: "a" })).toBe("a=1.00; d=2.00");
  });

  it("keeps the largest min_payable of those that give something", async () => {
    const rules = [
      { id: "a", discount: off("60.00", ", min_payable: 30.00"), more: "priority: 1" },
      { id: "b", discount: off("60.00", ", min_payable: 10.00"), more: "priority: 2" },
    ];
    expect(await uses(rules, "100.00")).toBe("a=60.00; b=10.00");
    // The last unit that a leaves is below its own min_payable: it drops out, and b may go down to 10.00.
    const swapped = [
      { ...rules[1], more: "priority: 1" },
      { ...rules[0], more: "priority: 2" },
      { id: "c", discount: off("60.00"), more: "priority: 3" },
    ];
    expect(await uses(swapped, "75.00")).toBe("b=60.00; c=5.00");
  });

  it("lets one that ends at 0 drop out: an offer, but no redemption", async () => {
    const rules = [
      {
        id: "all",
        discount: "mode: percent_off, tiers: [{ minimum_amount: 1.00, percent_off: 100% }]",
        more: "priority: 1",
      },
      { id: "late", discount: TEN_OFF, more: "priority: 2" },
    ];
    const { document, files } = await replay(rules, ["t1,2026-01-05T10:00,u1,150.00,,,,,"]);
    const late = document.campaigns[1];
    expect([late.offers, late.redemptions, late.discount_minor]).toEqual([1, 0, 0]);
    expect(files["redemptions.csv"].trim().split("\n")).toHaveLength(2);
  });

  it("counts cashback in the sum, but lowers no base with it", async () => {
    const rules = [
      { id: "back", discount: TENTH_OFF, more: "priority: 1, given_as: cashback" },
      { id: "now", discount: TENTH_OFF, more: "priority: 2" },
    ];
    expect(await uses(rules, "200.00")).toBe("back=20.00; now=20.00");
    const tight = [
      { id: "back", discount: off("70.00"), more: "priority: 1, given_as: cashback" },
      { id: "now", discount: off("70.00"), more: "priority: 2" },
    ];
    expect(await uses(tight, "100.00")).toBe("back=70.00; now=30.00");
  });

  it("spends points once, in whole steps", async () => {
    const points = "mode: points, points_per_unit: 100, step: 500";
    const rules = [
      { id: "p", discount: points, more: "priority: 1, budget: { total: 7.00, on_short: partial }" },
      { id: "q", discount: points, more: "priority: 2" },
    ];
    // 1,300 points: two steps are 10.00; the budget leaves one, and of the 800 that remain one more is whole.
    expect(await uses(rules, "100.00", { points: "1300" })).toBe("p=5.00; q=5.00");
  });

  it("draws once, however often an offer is computed", async () => {
    const random =
      "mode: random_choice, amounts: [{ amount_off: 1.00, weight: 1 }, { amount_off: 2.00, weight: 1 }, { amount_off: 3.00, weight: 1 }]";
    const rules = [
      { id: "r", discount: random, more: "priority: 2, draw: { per: attempt }" },
      { id: "fixed", discount: off("1.00"), more: "priority: 1" },
    ];
    const rows = Array.from({ length: 40 }, (_, i) => `t${i},2026-01-05T10:00:${10 + i},u1,50.00,,,,,`);
    const alone = await replay([rules[0]], rows);
    const together = await replay(rules, rows);
    const amounts = (csv: string) => [...csv.matchAll(/r=(\d\.\d\d)/g)].map(([, amount]) => amount);
    expect(new Set(amounts(alone.files["outcomes.csv"])).size).toBe(3);
    expect(amounts(together.files["outcomes.csv"])).toEqual(amounts(alone.files["outcomes.csv"]));
  });

  it("gives back each discount by its own figures", async () => {
    const rules = [
      { id: "a", discount: off("10.01"), more: "priority: 1, funding: { bank: 50%, merchant: 50% }" },
      { id: "b", discount: off("5.00"), more: "priority: 2, refunds: { discount: forfeit }" },
      { id: "c", discount: off("1.00"), more: "priority: 3, given_as: cashback" },
    ];
    const { document } = await replay(rules, [
      "t1,2026-01-05T10:00,u1,100.00,,,,,",
      "r1,2026-01-06T10:00,u1,33.00,,,refund,t1,",
      "r2,2026-01-07T10:00,u1,67.00,,,refund,t1,",
    ]);
    expect(document.totals.discount_minor).toBe(1601);
    expect(document.totals.refunded_discount_minor).toBe(1101);
    expect(
      document.campaigns.map((campaign: { refunded_discount_minor: number }) => campaign.refunded_discount_minor),
    ).toEqual([1001, 0, 100]);
  });

  it("checks the front end's figure against the sum of the instant discounts", async () => {
    const rules = [
      { id: "a", discount: off("3.00"), more: "priority: 1" },
      { id: "b", discount: off("4.00"), more: "priority: 2, given_as: cashback" },
      { id: "c", discount: off("5.00"), more: "priority: 3" },
    ];
    const { document } = await replay(rules, [
      "t1,2026-01-05T10:00,u1,100.00,,,,,8.00",
      "t2,2026-01-05T11:00,u1,100.00,,,,,12.00",
    ]);
    expect(document.mismatches).toEqual({ checked: 2, different: 1, difference_minor: 400 });
  });
});

describe("choice: best", () => {
  it("takes the set that comes to most, of groups and bases", async () => {
    const rules = [
      { id: "alone", discount: off("28.00"), stacking: "combine: false" },
      { id: "ten", discount: TEN_OFF, more: "priority: 1" },
      { id: "tenth", discount: TENTH_OFF, more: "priority: 2" },
    ];
    expect(await uses(rules, "200.00", { choice: "best" })).toBe("ten=10.00; tenth=19.00");
    expect(await uses(rules, "150.00", { choice: "best" })).toBe("alone=28.00");
  });

  it("leaves out an offer that costs more than it brings", async () => {
    const rules = [
      { id: "small", discount: off("1.00", ", min_payable: 50.00"), more: "priority: 1" },
      { id: "large", discount: off("60.00"), more: "priority: 2" },
    ];
    expect(await uses(rules, "100.00", { choice: "best" })).toBe("large=60.00");
    expect(await uses(rules, "100.00")).toBe("small=1.00; large=49.00");
  });

  it("breaks ties by the set whose places come first", async () => {
    const rules = [
      { id: "a", discount: off("5.00"), more: "priority: 1", stacking: "combine: true, group: g" },
      { id: "b", discount: off("5.00"), more: "priority: 2", stacking: "combine: true, group: g" },
      { id: "c", discount: off("5.00"), more: "priority: 3", stacking: "combine: false" },
    ];
    expect(await uses([...rules].reverse(), "100.00", { choice: "best" })).toBe("a=5.00");
  });

  it("is exact up to 12 offers, and says how far it may be off above", async () => {
    const many = (count: number) =>
      Array.from({ length: count }, (_, i) => ({ id: `c${i}`, discount: off(`${i + 1}.00`, ", max_discount: 10.00") }));
    const few = await replay(many(12), ["t1,2026-01-05T10:00,u1,500.00,,,,,"], "best");
    expect(few.document.totals.discount_minor).toBe(7500);
    expect(few.document.warnings.map(({ code }: { code: string }) => code)).not.toContain("choice-not-exact");
    const more = await replay(many(14), ["t1,2026-01-05T10:00,u1,500.00,,,,,"], "best");
    expect(more.document.totals.discount_minor).toBe(9500); // what the bound allows: it is certain
    expect(more.document.warnings.map(({ code }: { code: string }) => code)).not.toContain("choice-not-exact");
    const tenths = many(14).map((rule) => ({ ...rule, discount: TENTH_OFF }));
    const unsure = await replay(tenths, ["t1,2026-01-05T10:00,u1,500.00,,,,,"], "best");
    const warning = unsure.document.warnings.find(({ code }: { code: string }) => code === "choice-not-exact");
    expect(warning.message).toMatch(/1 payment .*/);
  });
});
