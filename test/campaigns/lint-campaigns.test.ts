import { describe, expect, it } from "vitest";
import { lintAgainstData, lintCampaigns } from "../../src/campaigns/lint-campaigns.js";
import { DISCOUNT, fileWith, HEAD, load } from "./campaign-text.js";

function warningsOf(...lines: readonly string[]): readonly string[] {
  return lintCampaigns(load(fileWith(...lines)), { hasHistory: true }).map(({ code }) => code);
}

/** Two campaigns with a discount of 5.00 from 100.00 on, `front` before `behind` in the file. */
function pair(front: readonly string[], behind: readonly string[], choice = "priority"): string {
  const block = (id: string, lines: readonly string[]) => {
    const discount = lines.some((line) => line.startsWith("discount")) ? [] : [DISCOUNT];
    return `  - id: ${id}\n${[...lines, ...discount].map((line) => `    ${line}\n`).join("")}`;
  };
  return `${HEAD}choice: ${choice}\ncampaigns:\n${block("front", front)}${block("behind", behind)}`;
}

function shadowed(front: readonly string[], behind: readonly string[], choice?: string): readonly string[] {
  return lintCampaigns(load(pair(front, behind, choice)), { hasHistory: true })
    .filter(({ code }) => code === "campaign-shadowed")
    .map(({ campaignId }) => campaignId ?? "");
}

describe("warnings", () => {
  it("are none for a campaign as people mean it", () => {
    expect(warningsOf(DISCOUNT, "window: { start: 2026-01-02, end: 2026-04-01 }", "budget: { total: 500.00 }")).toEqual(
      [],
    );
  });

  it("carry place, campaign, severity and remedy", () => {
    const [warning] = lintCampaigns(load(fileWith(DISCOUNT, "window: { end: 2026-03-31 }")), { hasHistory: null });
    expect(warning).toMatchObject({
      code: "end-is-exclusive",
      severity: "warning",
      campaignId: "spring",
      at: { file: "a.yaml", line: 5, column: 9 },
      message: "the window ends before the last day of a month: its last moment is 2026-03-30T23:59:59.999+08:00",
    });
    expect(warning.hint).toContain("exclusive");
  });

  it("a threshold not above its discount", () => {
    const tiers =
      "discount: { mode: amount_off, tiers: [{ minimum_amount: 5.00, amount_off: 5.00 }], min_payable: 0.00 }";
    expect(warningsOf(tiers)).toEqual(["threshold-not-above-discount", "min-payable-zero"]);
    expect(warningsOf("discount: { mode: amount_off, every: 5.00, amount_off: 5.00, min_payable: 0.01 }")).toEqual([]);
    expect(warningsOf("discount: { mode: amount_off, tiers: [{ minimum_amount: 5.01, amount_off: 5.00 }] }")).toEqual(
      [],
    );
    expect(warningsOf("discount: { mode: fixed_price, price: 0.00, minimum_amount: 1.00 }")).toContain(
      "threshold-not-above-discount",
    );
  });

  it.each([
    [
      "gives no more than the one before",
      "{ minimum_amount: 10.00, amount_off: 3.00 }, { minimum_amount: 20.00, amount_off: 3.00 }",
      "",
      1,
    ],
    [
      "begins where max_discount is reached",
      "{ minimum_amount: 10.00, amount_off: 3.00 }, { minimum_amount: 20.00, amount_off: 5.00 }",
      ", max_discount: 3.00",
      1,
    ],
    [
      "lies below minimum_amount",
      "{ minimum_amount: 10.00, amount_off: 3.00 }, { minimum_amount: 20.00, amount_off: 5.00 }",
      ", minimum_amount: 20.00",
      1,
    ],
    [
      "is cut but still wins",
      "{ minimum_amount: 10.00, amount_off: 3.00 }, { minimum_amount: 20.00, amount_off: 5.00 }",
      ", max_discount: 4.00",
      0,
    ],
    ["wins", "{ minimum_amount: 10.00, amount_off: 3.00 }, { minimum_amount: 20.00, amount_off: 5.00 }", "", 0],
  ])("a tier that %s", (_name, tiers, caps, count) => {
    const warnings = warningsOf(`discount: { mode: amount_off, tiers: [${tiers}]${caps} }`);
    expect(warnings.filter((code) => code === "tier-never-wins")).toHaveLength(count);
  });

  it("a tier of a lower percentage", () => {
    const tiers = "[{ minimum_amount: 1.00, percent_off: 10% }, { minimum_amount: 20.00, percent_off: 9.99% }]";
    expect(warningsOf(`discount: { mode: percent_off, tiers: ${tiers} }`)).toEqual(["tier-never-wins"]);
  });

  it("a budget below one discount", () => {
    expect(warningsOf(DISCOUNT, "budget: { total: 500.00, per_day: 4.99 }")).toEqual(["budget-below-discount"]);
    expect(warningsOf(DISCOUNT, "budget: { total: 500.00, per_day: 5.00 }")).toEqual([]);
  });

  it("a discount that can leave 0.00 to pay", () => {
    expect(warningsOf("discount: { mode: free_orders, pick: { nth: 3 } }")).toEqual(["min-payable-zero"]);
    expect(warningsOf("discount: { mode: points, points_per_unit: 100 }")).toEqual(["min-payable-zero"]);
    expect(warningsOf("discount: { mode: points, points_per_unit: 100, max_share: 50% }")).toEqual([]);
    expect(warningsOf("discount: { mode: free_orders, pick: { nth: 3 }, min_payable: 0.01 }")).toEqual([]);
    expect(warningsOf("discount: { mode: free_orders, pick: { nth: 3 } }", "given_as: cashback")).toEqual([]);
  });

  it("a random discount that can leave 0.00 to pay of a price no smaller than its minimum", () => {
    const choice = (more: string) =>
      `discount: { mode: random_choice, amounts: [{ amount_off: 1.00, weight: 9 }, { amount_off: 500.00, weight: 1 }]${more} }`;
    expect(warningsOf(choice(""))).toEqual(["min-payable-zero"]);
    expect(warningsOf(choice(", min_payable: 0.01"))).toEqual([]);
    expect(warningsOf(choice(", minimum_amount: 500.01"))).toEqual([]);
    expect(warningsOf(choice(", minimum_amount: 600.00, max_discount: 600.00"))).toEqual([]);
    expect(warningsOf(choice(""), "given_as: cashback")).toEqual([]);
  });

  it("a threshold not above the largest amount of a random discount", () => {
    const normal = (minimum: string) =>
      `discount: { mode: random_normal, mean: 2.00, sd: 1.00, min: 0.50, max: 6.00, minimum_amount: ${minimum}, min_payable: 0.00 }`;
    expect(warningsOf(normal("6.00"))).toEqual(["threshold-not-above-discount", "min-payable-zero"]);
    expect(warningsOf(normal("6.01"))).toEqual([]);
    const [warning] = lintCampaigns(load(fileWith(normal("6.00"))), { hasHistory: true });
    expect(warning.message).toBe("at this threshold the discount can be the whole price");
  });

  it("a budget below the largest amount of a random discount, also of one that is larger than usual prices", () => {
    const lucky =
      "discount: { mode: lucky_draw, ratio: 1%, prize: { mode: amount_off, tiers: [{ minimum_amount: 0.00, amount_off: 888.00 }] }, min_payable: 0.01 }";
    expect(warningsOf(lucky, "budget: { total: 887.99 }")).toEqual(["budget-below-discount"]);
    expect(warningsOf(lucky, "budget: { total: 888.00 }")).toEqual([]);
    const nested =
      "discount: { mode: lucky_draw, ratio: 1%, prize: { mode: amount_off, tiers: [{ minimum_amount: 20000.00, amount_off: 888.00 }] } }";
    expect(warningsOf(nested, "budget: { total: 887.99 }")).toEqual(["budget-below-discount"]);
  });

  it("a draw block where nothing is drawn", () => {
    const set = load(fileWith(DISCOUNT, "draw: { per: user }"));
    expect(lintCampaigns(set, { hasHistory: true })).toMatchObject([
      { code: "draw-without-chance", at: { file: "a.yaml", line: 7, column: 5 } },
    ]);
    const lucky = `discount: { mode: lucky_draw, ratio: 1%, prize: ${DISCOUNT.slice("discount: ".length)} }`;
    expect(warningsOf(lucky, "draw: { per: user }")).toEqual([]);
    expect(warningsOf(lucky)).toEqual([]);
  });

  it("an end on the last day of a month, at its midnight", () => {
    expect(warningsOf(DISCOUNT, "window: { end: 2024-02-29 }")).toEqual(["end-is-exclusive"]);
    expect(warningsOf(DISCOUNT, "window: { end: 2024-02-28 }")).toEqual([]);
    expect(warningsOf(DISCOUNT, "window: { end: 2024-02-29T12:00 }")).toEqual([]);
  });

  it("first_payment, unless a history comes with the log", () => {
    const set = load(fileWith(DISCOUNT, "eligibility: [{ first_payment: true }]"));
    const codes = (hasHistory: boolean | null) => lintCampaigns(set, { hasHistory }).map(({ code }) => code);
    expect(codes(false)).toEqual(["first-payment-without-history"]);
    expect(codes(true)).toEqual([]);
    expect(codes(null)).toEqual(["first-payment-without-history"]);
  });

  it("points under choice: best", () => {
    const text = fileWith("discount: { mode: points, points_per_unit: 100, max_share: 50% }");
    const codes = (choice: string) =>
      lintCampaigns(load(text.replace("campaigns:", `choice: ${choice}\ncampaigns:`)), { hasHistory: true }).map(
        ({ code }) => code,
      );
    expect(codes("best")).toEqual(["points-under-best"]);
    expect(codes("priority")).toEqual([]);
  });

  it("a window outside the data", () => {
    const set = load(fileWith(DISCOUNT, "window: { start: 2026-01-02, end: 2026-04-01 }"));
    const codes = (from: string, to: string) =>
      lintAgainstData(set, Date.parse(`${from}+08:00`), Date.parse(`${to}+08:00`)).map(({ code }) => code);
    expect(codes("2025-01-01T00:00", "2026-01-01T23:59")).toEqual(["window-outside-data"]);
    expect(codes("2025-01-01T00:00", "2026-01-02T00:00")).toEqual([]);
    expect(codes("2026-04-01T00:00", "2026-05-01T00:00")).toEqual(["window-outside-data"]);
    expect(codes("2026-03-31T23:59", "2026-05-01T00:00")).toEqual([]);
  });
});

describe("a campaign shadowed by another", () => {
  it.each<[string, readonly string[], readonly string[], readonly string[]]>([
    ["of a higher priority and no conditions", ["priority: 1"], ["scope: { city: Paris }"], ["behind"]],
    ["that stands later in the file", ["scope: { city: Paris }"], ["priority: 1"], ["front"]],
    ["that is its twin", [], [], ["behind"]],
    [
      "with the same conditions and one less",
      ["priority: 1", "scope: { city: A }"],
      ["scope: { city: A, x: 1 }"],
      ["behind"],
    ],
    [
      "with a lower threshold",
      ["priority: 1"],
      ["discount: { mode: fixed_price, price: 1.00, minimum_amount: 150.00 }"],
      ["behind"],
    ],
    [
      "but not on a tie with another discount",
      [],
      ["discount: { mode: fixed_price, price: 1.00, minimum_amount: 150.00 }"],
      [],
    ],
    ["but not with a higher threshold", ["priority: 1"], ["discount: { mode: fixed_price, price: 1.00 }"], []],
    ["but not with another matcher", ["priority: 1", "scope: { city: A }"], ["scope: { city: B }"], []],
    ["but not with a narrower window", ["priority: 1", "window: { days: [mon] }"], [], []],
    ["but not with a budget", ["priority: 1", "budget: { total: 500.00 }"], [], []],
    ["but not with a limit", ["priority: 1", "limits: [{ max: 1 }]"], [], []],
    ["but not while paused", ["priority: 1", "status: paused"], [], []],
    ["but not with a condition of its own", ["priority: 1", "when: tx.amount > 5.0"], [], []],
  ])("%s", (_name, front, behind, expected) => {
    expect(shadowed(front, behind)).toEqual(expected);
  });

  it("under choice: best only by a twin", () => {
    expect(shadowed(["priority: 1"], ["scope: { city: Paris }"], "best")).toEqual(["behind"]);
    expect(
      shadowed(["priority: 1"], ["discount: { mode: fixed_price, price: 1.00, minimum_amount: 150.00 }"], "best"),
    ).toEqual([]);
  });
});
