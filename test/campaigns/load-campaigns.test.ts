import { describe, expect, it } from "vitest";
import { loadCampaigns } from "../../src/campaigns/load-campaigns.js";
import { parseDecimal } from "../../src/domain/decimal.js";
import { bytesOf, campaignWith, DISCOUNT, fileWith, HEAD, load, placesIn, problemsIn } from "./campaign-text.js";

/** The example of the contract, word for word but for its ellipses. */
const WHOLE = `version: 1
currency: CNY
timezone: Asia/Shanghai
choice: priority            # priority (default) | best
campaigns:
  - id: friday-credit
    name: 周五信用卡满减
    status: active          # active (default) | paused
    window:  { start: 2026-01-02, end: 2026-04-01, days: [sat, fri], hours: ["10:00-14:00", "22:00-02:00"] }
    scope:   { city: [上海, 杭州], not: { merchant_id: [M009] } }
    payment: { card_type: credit, card_bin: { prefix: ["622588", "6214"] } }
    audience: { user.gender: F, user.age: { min: 20, max: 35.5 } }
    when: "tx.amount >= 50.0 && user.level in ['gold', 'platinum']"    # CEL, for what the matchers can't say
    eligibility:
      - { streak: { days: 5, minimum_amount: 100.00 } }
    budget:  { total: 500000.00, per_day: 20000.00, on_short: partial }
    limits:
      - { max: 1, per: user_id, every: day }
      - { max_amount: 50.00, per: [user_id, device_id], every: month }
      - { max_attempts: 20000 }
    discount:
      mode: amount_off
      tiers: [{ minimum_amount: 100.00, amount_off: 5.00 }, { minimum_amount: 200.00, amount_off: 15.00 }]
      max_discount: 15.00
    reveal: before_payment
    given_as: instant
    funding: { bank: 70%, merchant: 30% }
    priority: 1
    stacking: { group: cashier, combine: false }
`;

const CHECKOUT = { priceMinor: 25000, baseMinor: 25000, points: 0, freeOrderDue: false, uniform: () => 0.5 };

describe("loading campaigns", () => {
  it("compiles every key of the contract's example", () => {
    const { campaigns, currency, zone, choice } = load(WHOLE);
    expect({ currency, zone: zone.name, choice }).toEqual({
      currency: { code: "CNY", exponent: 2 },
      zone: "Asia/Shanghai",
      choice: "priority",
    });
    expect(campaigns).toHaveLength(1);
    const [campaign] = campaigns;
    expect(campaign).toMatchObject({
      id: "friday-credit",
      name: "周五信用卡满减",
      at: { file: "a.yaml", line: 6, column: 9 },
      paused: false,
      window: {
        startMs: Date.parse("2026-01-02T00:00:00+08:00"),
        endMs: Date.parse("2026-04-01T00:00:00+08:00"),
        days: [4, 5],
        hours: [
          { from: 600, until: 840 },
          { from: 1320, until: 1560 },
        ],
      },
      scope: [
        { column: "city", negated: false, test: { kind: "any_of", values: ["上海", "杭州"] } },
        { column: "merchant_id", negated: true, test: { kind: "any_of", values: ["M009"] } },
      ],
      payment: [
        { column: "card_type", negated: false, test: { kind: "any_of", values: ["credit"] } },
        { column: "card_bin", negated: false, test: { kind: "prefix", prefixes: ["622588", "6214"] } },
      ],
      audience: [
        { column: "user.gender", test: { kind: "any_of", values: ["F"] } },
        { column: "user.age", test: { kind: "range", min: parseDecimal("20"), max: parseDecimal("35.5") } },
      ],
      budget: { totalMinor: 50_000_000, perDayMinor: 2_000_000, perMonthMinor: null, onShort: "partial" },
      limits: [
        { max: 1, maxAmountMinor: null, maxAttempts: null, cooldownMs: null, per: ["user_id"], every: "day" },
        {
          max: null,
          maxAmountMinor: 5000,
          maxAttempts: null,
          cooldownMs: null,
          per: ["user_id", "device_id"],
          every: "month",
        },
        { max: null, maxAmountMinor: null, maxAttempts: 20000, cooldownMs: null, per: [], every: null },
      ],
      reveal: "before_payment",
      givenAs: "instant",
      cashbackDelayMs: 0,
      funding: { shares: { sponsors: ["bank", "merchant"], weights: [70, 30] }, byMerchant: new Map() },
      priority: 1,
      refunds: { discount: "prorate", restoreBudget: true, restoreLimits: false },
      rounding: "half_up",
    });
    expect(campaign.when?.columns).toEqual(["amount", "user.level"]);
    expect(campaign.eligibility.map((test) => test.kind)).toEqual(["streak"]);
    const { discount } = campaign;
    expect(discount).toMatchObject({
      mode: "amount_off",
      minimumAmountMinor: 0,
      maxDiscountMinor: 1500,
      minPayableMinor: 0,
    });
    expect(discount.rule.desiredMinor(CHECKOUT)).toBe(1500);
    expect(discount.thresholds.map(({ priceMinor, gives }) => [priceMinor, gives])).toEqual([
      [10000, 500],
      [20000, 1500],
    ]);
  });

  it("has defaults for every key but id and discount", () => {
    expect(campaignWith()).toMatchObject({
      name: "spring",
      paused: false,
      window: { startMs: Number.NEGATIVE_INFINITY, endMs: Number.POSITIVE_INFINITY, days: null, hours: null },
      scope: [],
      when: null,
      eligibility: [],
      budget: null,
      limits: [],
      reveal: "before_payment",
      givenAs: "instant",
      funding: { shares: { sponsors: ["platform"], weights: [100] } },
      priority: Number.POSITIVE_INFINITY,
    });
  });

  it("reads JSON with the same schema", () => {
    const json = JSON.stringify({
      version: 1,
      currency: "CNY",
      timezone: "Asia/Shanghai",
      campaigns: [
        {
          id: "j\u00e9",
          name: "\u{1F600}",
          scope: { vip: true, store_id: 12 },
          discount: { mode: "fixed_price", price: 9.9 },
        },
      ],
    });
    const escaped = json.replace("\u{1F600}", "\\ud83d\\ude00");
    for (const text of [json, escaped, JSON.stringify(JSON.parse(json), null, "\t")]) {
      const [campaign] = load(text).campaigns;
      expect(campaign).toMatchObject({ id: "jé", name: "😀" });
      expect(campaign.scope.map(({ test }) => test)).toEqual([
        { kind: "any_of", values: ["true"] },
        { kind: "any_of", values: ["12"] },
      ]);
      expect(campaign.discount.rule.desiredMinor(CHECKOUT)).toBe(25000 - 990);
    }
  });

  it("takes scalars as written, trimmed", () => {
    const { scope } = campaignWith(
      'scope: { a: 00123, b: 12.30, c: 0x1F, d: no, e: ~, f: " x ", g: 1_000, h: [2026-01-02] }',
    );
    const values = scope.map(({ test }) => (test.kind === "any_of" ? test.values : []));
    expect(values).toEqual([["00123"], ["12.30"], ["0x1F"], ["no"], ["~"], ["x"], ["1_000"], ["2026-01-02"]]);
  });

  it("keeps the order of sponsors, numbers among them, and makes whole weights", () => {
    const { funding } = campaignWith(
      "funding: { b: 33.5%, 2: 0%, 1: 66.5%, by_merchant: { M1: { x: 12.25%, y: 87.75% } } }",
    );
    expect(funding.shares).toEqual({ sponsors: ["b", "2", "1"], weights: [335, 0, 665] });
    expect(funding.byMerchant.get("M1")).toEqual({ sponsors: ["x", "y"], weights: [1225, 8775] });
  });

  it("joins files in the order given; one may name what holds for all", () => {
    const first = fileWith(DISCOUNT);
    const second = `version: 1\nchoice: best\ncampaigns:\n  - id: autumn\n    ${DISCOUNT}\n`;
    expect(load(first, second).campaigns.map(({ id }) => id)).toEqual(["spring", "autumn"]);
    const turned = load(second, first);
    expect(turned.campaigns.map(({ id }) => id)).toEqual(["autumn", "spring"]);
    expect(turned).toMatchObject({ choice: "best", currency: { code: "CNY" } });
  });

  it("reports the problems of all files in their order and by place", () => {
    const second = `version: 1\ncampaigns:\n  - id: autumn\n    priority: 0\n    name:\n    ${DISCOUNT}\n`;
    const broken = "version: 1\ncampaigns: [\n";
    expect(placesIn(broken, second, fileWith("status: off", DISCOUNT))).toEqual([
      expect.stringMatching(/^a\.yaml:\d+:\d+ yaml-syntax$/),
      "b.yaml:4:15 number-out-of-range",
      "b.yaml:5:10 empty-value",
      "c.yaml:6:13 unknown-value",
    ]);
  });

  it("blames no file for a currency that an unreadable file may name", () => {
    expect(placesIn("currency: [", `version: 1\ncampaigns:\n  - id: a\n    ${DISCOUNT}\n`).join()).not.toContain("no-");
  });

  it("names the campaign of a problem", () => {
    expect(problemsIn(fileWith(DISCOUNT, "priority: 0"))[0]).toMatchObject({ campaignId: "spring" });
  });

  it("reads amounts in the file's currency", () => {
    const yen = (amount: string) =>
      `version: 1\ncurrency: JPY\ntimezone: Asia/Tokyo\ncampaigns:\n  - id: a\n    discount: { mode: fixed_price, price: ${amount} }\n`;
    expect(load(yen("100.00")).campaigns[0].discount.rule.desiredMinor(CHECKOUT)).toBe(24900);
    expect(placesIn(yen("100.50"))).toEqual(["a.yaml:6:43 too-many-decimals"]);
  });

  it("resolves anchors and aliases", () => {
    const text = `${HEAD}campaigns:\n  - id: a\n    scope: &where { city: [Paris, Lyon] }\n    ${DISCOUNT}\n  - id: b\n    scope: *where\n    ${DISCOUNT}\n`;
    const [a, b] = load(text).campaigns;
    expect(b.scope).toEqual(a.scope);
    expect(b.scope[0].test).toEqual({ kind: "any_of", values: ["Paris", "Lyon"] });
  });

  it("accepts a byte order mark, CRLF, comments and the marks of a document", () => {
    const text = `\uFEFF# comment\n---\n${fileWith(DISCOUNT)}...\n`.replaceAll("\n", "\r\n");
    expect(load(text).campaigns[0].name).toBe("spring");
  });
});

describe("places of problems", () => {
  it("count characters, whatever their width or units", () => {
    expect(placesIn(fileWith(DISCOUNT, 'scope: { 城市: "🎉🎉", a: {} }'))).toEqual(["a.yaml:7:27 empty-block"]);
  });

  it("are right in files with CRLF", () => {
    const text = fileWith(DISCOUNT, "budget:", "  total: x", "limits: [{ max: 1, every: yer }]").replaceAll(
      "\n",
      "\r\n",
    );
    expect(placesIn(text)).toEqual(["a.yaml:8:14 not-an-amount", "a.yaml:9:31 unknown-value"]);
    expect(problemsIn(text)[0].excerpt).toBe("      total: x");
  });

  it("are right in nested blocks and brackets", () => {
    const text = fileWith(
      "discount:",
      "  mode: free_orders",
      "  pick:",
      "    nth: 0",
      "  otherwise:",
      "    mode: amount_off",
      "    tiers:",
      "      - minimum_amount: 10.00",
      "        amount_off: -1",
      "      - { minimum_amount: 20.00, amount_of: 2.00 }",
    );
    expect(placesIn(text)).toEqual([
      "a.yaml:9:14 number-out-of-range",
      "a.yaml:14:25 amount-out-of-range",
      "a.yaml:15:13 missing-key",
      "a.yaml:15:38 unknown-key",
    ]);
  });

  it("are all told, a slip beside another in one block too", () => {
    const text = fileWith(
      "scope: { city: { min: a, mox: 3 } }",
      "discount:",
      "  mode: percent_off",
      "  tiers: [{ minimum_amount: 9.00, percent_off: 5% }, { minimum_amount: 8.00, percent_off: 6% }]",
      "  min_payable: 1.005",
      "  colour: red",
    );
    expect(placesIn(text)).toEqual([
      "a.yaml:6:27 not-a-number",
      "a.yaml:6:30 unknown-key",
      "a.yaml:9:76 tiers-not-ascending",
      "a.yaml:10:20 too-many-decimals",
      "a.yaml:11:7 unknown-key",
    ]);
  });

  it("point into conditions, plain, quoted and of several lines", () => {
    expect(placesIn(fileWith(DISCOUNT, "when: tx.amount >= 'x'"))[0]).toMatch(/^a\.yaml:7:1\d bad-condition$/);
    const plain = problemsIn(fileWith(DISCOUNT, "when: tx.amount > 1.0 &&& true"))[0].at.column;
    const quoted = problemsIn(fileWith(DISCOUNT, 'when: "tx.amount > 1.0 &&& true"'))[0].at.column;
    expect(quoted).toBe(plain + 1);
    const block = problemsIn(fileWith(DISCOUNT, "when: |", "  tx.amount > 1.0 &&& true"));
    expect(block[0].at).toEqual({ file: "a.yaml", line: 8, column: plain - 10 + 6 });
    expect(problemsIn(fileWith(DISCOUNT, "when: |", "  true &&", "  &&& true"))[0].at).toMatchObject({
      line: 8,
      column: 7,
    });
  });

  it("stay the same when the files come in another order", () => {
    const a = fileWith("status: off", DISCOUNT);
    const b = fileWith(DISCOUNT, "priority: none").replace("spring", "summer");
    const by = (texts: readonly string[]) => {
      const files = texts.map((text) => ({ file: text === a ? "a" : "b", bytes: bytesOf(text) }));
      try {
        loadCampaigns(files);
      } catch (error) {
        return (error as { problems: { at: object; code: string }[] }).problems.map(({ at, code }) => ({ at, code }));
      }
      return [];
    };
    expect(by([a, b])).toHaveLength(2);
    expect(by([b, a])).toEqual([...by([a, b])].reverse());
  });
});

describe("nested discounts", () => {
  it("apply their own minimum and caps", () => {
    const nested =
      "{ mode: percent_off, tiers: [{ minimum_amount: 0.00, percent_off: 50% }], max_discount: 8.00, min_payable: 3.00, minimum_amount: 4.00 }";
    const [campaign] = load(
      fileWith(`discount: { mode: free_orders, pick: { nth: 10 }, otherwise: ${nested} }`),
    ).campaigns;
    const { rule } = campaign.discount;
    const at = (priceMinor: number) =>
      rule.desiredMinor({ priceMinor, baseMinor: priceMinor, points: 0, freeOrderDue: false, uniform: () => 0.5 });
    expect(at(399)).toBe(0); // below its minimum
    expect(at(400)).toBe(100); // 3.00 stay to be paid
    expect(at(1000)).toBe(500);
    expect(at(10000)).toBe(800);
    expect(rule.desiredMinor({ ...CHECKOUT, freeOrderDue: true })).toBe(25000);
    expect(rule.minimumPriceMinor).toBe(0);
  });

  it("of points cut to whole steps", () => {
    const nested = "{ mode: points, points_per_unit: 100, step: 50, max_discount: 1.20 }";
    const [campaign] = load(
      fileWith(`discount: { mode: free_orders, pick: { nth: 10 }, otherwise: ${nested} }`),
    ).campaigns;
    const checkout = { priceMinor: 1000, baseMinor: 1000, points: 400, freeOrderDue: false, uniform: () => 0.5 };
    expect(campaign.discount.rule.desiredMinor(checkout)).toBe(100);
    expect(campaign.discount.rule.pointsFor?.(100, checkout)).toBe(100);
  });
});
