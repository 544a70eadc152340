import { describe, expect, it } from "vitest";
import { Threefry } from "../../src/chance/threefry.js";
import {
  type CheckoutQuote,
  type Claim,
  createEngine,
  type EngineOptions,
  type Inventory,
  MemoryInventory,
} from "../../src/engine.js";

const START = Date.UTC(2026, 2, 2);
const campaigns = (campaign: string) => [
  {
    file: "campaigns.yaml",
    text: `version: 1
currency: CNY
timezone: Asia/Shanghai
campaigns:
  - id: spring
${campaign}
    discount: { mode: amount_off, tiers: [{ minimum_amount: 20.00, amount_off: 5.00 }] }
`,
  },
];
const engine = (campaign: string, options: EngineOptions = {}) => createEngine(campaigns(campaign), options);
const checkout = (id: string, seconds = 0, user = id) => ({
  transaction_id: id,
  timestamp: START + seconds * 1000,
  user_id: user,
  amount_minor: 3000,
});
const shownOf = ({ taken }: CheckoutQuote) => taken.map(({ discount_minor }) => discount_minor);

describe("quotes that wait", () => {
  const two = "    budget: { total: 10.00 }";

  it("lose the money to who pays first, and can be asked for anew", async () => {
    const one = engine(two);
    for (const id of ["A", "B", "C"]) expect(shownOf(await one.quote(checkout(id)))).toEqual([500]);
    expect(await one.redeem("A")).toMatchObject({ outcome: "paid", payable_minor: 2500 });
    expect(await one.redeem("B")).toMatchObject({ outcome: "paid" });
    const gone = { outcome: "gone", reason: "budget_exhausted", campaign_id: "spring" };
    expect(await one.redeem("C")).toEqual(gone);
    expect(await one.quote(checkout("C", 5))).toMatchObject({ taken: [], refusals: { spring: "budget_exhausted" } });
    expect(await one.redeem("C")).toMatchObject({ outcome: "paid", payable_minor: 3000, redemptions: [] });
  });

  it("keep it once reserved, until they are paid, released or have expired", async () => {
    const one = engine(`${two}\n    inventory: { ttl: 1m }`);
    for (const id of ["A", "B"]) {
      await one.quote(checkout(id));
      expect(await one.reserve(id)).toEqual({ outcome: "reserved", expires_ms: START + 60_000 });
    }
    expect((await one.quote(checkout("C"))).refusals).toEqual({ spring: "budget_exhausted" });
    await one.release("A");
    expect(shownOf(await one.quote(checkout("C", 1)))).toEqual([500]);
    expect(await one.redeem("C")).toMatchObject({ outcome: "paid", discount_minor: 500 });
    expect(await one.redeem("B", { timestamp: START + 60_000 })).toEqual({
      outcome: "gone",
      reason: "expired",
      campaign_id: null,
    });
    expect(shownOf(await one.quote(checkout("D", 60)))).toEqual([500]);
  });

  it("hold it from the start where the campaign says so, and let go of it when they are declined", async () => {
    const one = engine("    budget: { total: 5.00 }\n    inventory: { reserve: at_quote }");
    await one.quote(checkout("A"));
    expect((await one.quote(checkout("B"))).refusals).toEqual({ spring: "budget_exhausted" });
    expect(await one.redeem("A", { balance_minor: 100 })).toEqual({
      outcome: "declined",
      reason: "insufficient_balance",
    });
    expect(shownOf(await one.quote(checkout("B", 1)))).toEqual([500]);
    await expect(one.quote(checkout("B", 2))).rejects.toMatchObject({ code: "duplicate_id" });
  });

  it("are sold twice where nobody looks again", async () => {
    const one = engine("    budget: { total: 5.00 }\n    inventory: { reserve: none }");
    for (const id of ["A", "B"]) await one.quote(checkout(id));
    for (const id of ["A", "B"]) expect(await one.redeem(id)).toMatchObject({ outcome: "paid", discount_minor: 500 });
  });
});

/** A store that answers after a while, and takes all claims at once when it does. */
class SlowInventory implements Inventory {
  readonly inner = new MemoryInventory();
  most = 0;
  private readonly block = new Threefry();
  private calls = 0;

  constructor(private readonly seed: number) {}

  async taken(pools: readonly string[]): Promise<readonly number[]> {
    await this.wait();
    return this.inner.taken(pools);
  }

  async take(claims: readonly Claim[]): Promise<boolean> {
    await this.wait();
    return this.inner.take(claims);
  }

  async giveBack(claims: readonly Claim[]): Promise<void> {
    await this.wait();
    this.inner.giveBack(claims);
  }

  /** Some turns of the event loop, as many as chance says. */
  private async wait(): Promise<void> {
    this.block.encrypt(this.seed, 3, this.calls++, 0);
    for (let turns = Math.floor(this.block.uniform() * 6); turns > 0; turns--) await new Promise(setImmediate);
  }
}

describe("engines that share an inventory", () => {
  it.each(["at_quote", "at_payment"])("never give more than there is, %s", async (reserve) => {
    for (let seed = 1; seed <= 12; seed++) {
      const inventory = new SlowInventory(seed);
      const text = `    budget: { total: 100.00, per_day: 60.00 }
    limits: [{ max: 2, per: user_id }, { max: 9, every: day }]
    inventory: { reserve: ${reserve}, ttl: 15m }`;
      const engines = [engine(text, { inventory }), engine(text, { inventory }), engine(text, { inventory })];
      const given = await Promise.all(
        Array.from({ length: 40 }, async (_, i) => {
          const at = engines[(i * seed) % 3];
          await at.quote(checkout(`T${i}`, 0, `U${i % 6}`));
          if (i % 5 === 0) await at.reserve(`T${i}`);
          if (i % 7 === 0) await at.release(`T${i}`);
          const paid = await at.redeem(`T${i}`, i % 11 === 0 ? { balance_minor: 1 } : {});
          return paid.outcome === "paid" ? { user: i % 6, minor: paid.discount_minor } : { user: i % 6, minor: 0 };
        }),
      );
      const sum = given.reduce((total, { minor }) => total + minor, 0);
      const pools = ["spring/budget/total", "spring/budget/2026-03-02", "spring/limit/uses/day=2026-03-02"];
      expect(inventory.inner.taken(pools)).toEqual([sum, sum, sum / 500]);
      // Nine of a day are the tightest of all bounds. Demand for more was there; what was held when it came may have been released since.
      expect(sum).toBeLessThanOrEqual(4500);
      expect(sum).toBeGreaterThanOrEqual(reserve === "at_payment" ? 4500 : 3500);
      for (let user = 0; user < 6; user++) {
        const uses = given.filter((one) => one.user === user && one.minor > 0).length;
        expect(uses).toBeLessThanOrEqual(2);
        expect(inventory.inner.taken([`spring/limit/uses/user_id=U${user}/life`])).toEqual([uses]);
      }
    }
  });

  it("see what the others took, and what refunds gave back", async () => {
    const inventory = new MemoryInventory();
    const text =
      "    budget: { total: 5.00 }\n    refunds: { restore_limits: true }\n    limits: [{ max: 1, per: user_id, every: month }]";
    const [first, second] = [engine(text, { inventory }), engine(text, { inventory })];
    await first.quote(checkout("A"));
    await first.redeem("A");
    expect((await second.quote(checkout("B", 1))).refusals).toEqual({ spring: "budget_exhausted" });
    expect((await second.quote(checkout("B", 1, "A"))).refusals).toEqual({ spring: "limit_reached" });
    const half = await first.refund({ refund_of: "A", timestamp: START + 2000, amount_minor: 1500 });
    expect(half).toMatchObject({ outcome: "refunded", discount_minor: 250, cash_minor: 1250 });
    expect(inventory.taken(["spring/budget/total", "spring/limit/uses/user_id=A/month=2026-03"])).toEqual([250, 1]);
    await first.refund({ refund_of: "A", timestamp: START + 3000, amount_minor: 1500 });
    expect(inventory.taken(["spring/budget/total", "spring/limit/uses/user_id=A/month=2026-03"])).toEqual([0, 0]);
    expect(shownOf(await second.quote(checkout("B", 4, "A")))).toEqual([500]);
  });

  it("use a coupon once, and get it back with the price", async () => {
    const inventory = new MemoryInventory();
    const coupons = ["k1", "k2"].map((coupon_id) => ({ coupon_id, user_id: "ada", campaign_id: "spring" }));
    const [first, second] = [
      engine("    coupon: required", { inventory, coupons }),
      engine("    coupon: required", { inventory, coupons }),
    ];
    const pay = async (at: typeof first, id: string, seconds: number) => {
      await at.quote(checkout(id, seconds, "ada"));
      const paid = await at.redeem(id);
      return paid.outcome === "paid" ? paid.redemptions.map(({ coupon_id }) => coupon_id) : paid;
    };
    // Both see k1 before either pays.
    await first.quote(checkout("A", 0, "ada"));
    await second.quote(checkout("B", 0, "ada"));
    expect(await first.redeem("A")).toMatchObject({ redemptions: [{ coupon_id: "k1" }] });
    expect(await second.redeem("B")).toMatchObject({ redemptions: [{ coupon_id: "k2" }] });
    expect((await first.quote(checkout("C", 2, "ada"))).refusals).toEqual({ spring: "no_coupon" });
    expect(inventory.taken(["coupon/k1", "coupon/k2"])).toEqual([1, 1]);
    await first.refund({ refund_of: "A", timestamp: START + 3000, amount_minor: 3000 });
    expect(inventory.taken(["coupon/k1", "coupon/k2"])).toEqual([0, 1]);
    expect(await pay(first, "D", 4)).toEqual(["k1"]);
  });

  it("count lines that count the same once, the tightest deciding", async () => {
    const inventory = new MemoryInventory();
    const one = engine("    limits: [{ max: 3, per: user_id }, { max: 1, per: user_id }]", { inventory });
    await one.quote(checkout("A", 0, "ada"));
    await one.redeem("A");
    expect(inventory.taken(["spring/limit/uses/user_id=ada/life"])).toEqual([1]);
    expect((await one.quote(checkout("B", 1, "ada"))).refusals).toEqual({ spring: "limit_reached" });
  });

  it("leave a quote as it was where the inventory fails", async () => {
    let fails = true;
    const inner = new MemoryInventory();
    const inventory: Inventory = {
      taken: (pools) => inner.taken(pools),
      giveBack: (claims) => inner.giveBack(claims),
      take(claims) {
        if (fails) throw new Error("the store is down");
        return inner.take(claims);
      },
    };
    const one = engine("    budget: { total: 5.00 }", { inventory });
    await one.quote(checkout("A"));
    await expect(one.redeem("A")).rejects.toThrow("the store is down");
    fails = false;
    expect(await one.redeem("A")).toMatchObject({ outcome: "paid", discount_minor: 500 });
  });

  it("go once beyond a budget that says so", async () => {
    const inventory = new MemoryInventory();
    const text = "    budget: { total: 7.00, on_short: overshoot_once }";
    const [first, second] = [engine(text, { inventory }), engine(text, { inventory })];
    for (const [at, id] of [
      [first, "A"],
      [second, "B"],
      [first, "C"],
    ] as const)
      await at.quote(checkout(id));
    expect(await first.redeem("A")).toMatchObject({ discount_minor: 500 });
    expect(await second.redeem("B")).toMatchObject({ discount_minor: 500 });
    expect(await first.redeem("C")).toMatchObject({ outcome: "gone", reason: "budget_exhausted" });
    expect(inventory.taken(["spring/budget/total"])).toEqual([1000]);
  });
});

describe("what a caller can get wrong", () => {
  it.each([
    [{ amount_minor: 0 }, "amount_minor is a whole number from 1"],
    [{ amount_minor: 12.5 }, "amount_minor is a whole number from 1"],
    [{ timestamp: "soon" }, "timestamp is a moment such as 2026-01-02T10:00:00+08:00"],
    [{ timestamp: Number.NaN }, "timestamp is a whole number of milliseconds, or a text"],
    [{ transaction_id: " " }, "transaction_id is a text that is not empty"],
    [{ risk: "maybe" }, "risk is pass, review or reject"],
    [{ attributes: { city: 7 } }, "attributes.city is a text"],
    [{ points: -1 }, "points is a whole number from 0"],
    [
      { city: "Paris" },
      "city is not known here: transaction_id, timestamp, amount_minor, user_id, merchant_id, balance_minor, risk, points, offer, client_discount_minor, attributes; columns of its own stand in attributes",
    ],
  ])("%j", async (wrong, message) => {
    const one = engine("    status: active");
    const bad = { ...checkout("A"), ...wrong } as never;
    await expect(one.quote(bad)).rejects.toMatchObject({ name: "CheckoutError", code: "bad_checkout", message });
    expect(await one.redeem("A")).toMatchObject({ outcome: "gone", reason: "expired" });
  });

  it("payments that were made, and campaigns that need a log", async () => {
    const one = engine("    status: active");
    await one.quote(checkout("A"));
    await one.redeem("A");
    await expect(one.quote(checkout("A", 1))).rejects.toMatchObject({ code: "duplicate_id" });
    await expect(one.redeem("A")).rejects.toMatchObject({ code: "duplicate_id" });
    expect(await one.refund({ refund_of: "B", timestamp: START, amount_minor: 1 })).toEqual({
      outcome: "rejected",
      reason: "unknown_payment",
    });
    expect(() => engine("    grants: { campaign: spring, count: 2 }\n    coupon: required")).toThrow(
      /who picks them up/,
    );
    expect(() => engine("    window: { start: tomorrow }")).toThrow();
  });

  it("payments that are forgotten are refunded no more, and make room", async () => {
    const one = engine("    limits: [{ max: 1, per: user_id }]");
    await one.quote(checkout("A"));
    await one.redeem("A");
    one.forget(START + 1000);
    expect(await one.refund({ refund_of: "A", timestamp: START + 1000, amount_minor: 1 })).toMatchObject({
      reason: "unknown_payment",
    });
    // What was counted stays counted.
    expect((await one.quote(checkout("A", 2))).refusals).toEqual({ spring: "limit_reached" });
    await expect(one.redeem("A", { city: "Paris" } as never)).rejects.toMatchObject({ code: "bad_checkout" });
  });

  it("hidden amounts stay hidden until they are paid", async () => {
    const one = engine("    reveal: after_payment");
    const { offers, taken, payable_minor } = await one.quote(checkout("A"));
    expect([offers[0].discount_minor, taken[0].discount_minor, payable_minor]).toEqual([null, null, null]);
    expect(await one.redeem("A")).toMatchObject({ discount_minor: 500 });
  });
});
