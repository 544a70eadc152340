/** Random lives of checkouts against a model of one budget and one limit in plain counters, with one engine, and with two that share a stock. */
import { expect, it } from "vitest";
import { Threefry } from "../../src/chance/threefry.js";
import { createEngine, MemoryInventory } from "../../src/engine.js";

interface Quoted {
  readonly user: string;
  readonly at: number;
  readonly offered: boolean;
  held: boolean;
  readonly expiresMs: number;
}

it.each(["at_quote", "at_payment", "none"])("answers as the counters say, %s", async (reserve) => {
  const seen = { paid: 0, gone: 0, declined: 0, refunded: 0, expired: 0 };
  for (let seed = 1; seed <= 60; seed++) await live(seed, reserve, seen);
  expect(seen.paid).toBeGreaterThan(200);
  expect(seen.declined).toBeGreaterThan(30);
  expect(seen.refunded).toBeGreaterThan(200);
  expect(seen.expired).toBeGreaterThan(200);
  if (reserve === "at_payment") expect(seen.gone).toBeGreaterThan(5);
});

async function live(seed: number, reserve: string, seen: Record<string, number>): Promise<void> {
  const block = new Threefry();
  let draws = 0;
  const below = (most: number) => {
    block.encrypt(seed, reserve.length, draws++, 0);
    return Math.floor(block.uniform() * most);
  };
  const [budget, max, ttl] = [500 * (1 + below(8)), 1 + below(3), 1 + below(20)];
  const restore = seed % 4 === 0;
  const text = `version: 1
currency: CNY
timezone: Asia/Shanghai
campaigns:
  - id: one
    budget: { total: ${budget / 100}.00 }
    limits: [{ max: ${max}, per: user_id }]
    inventory: { reserve: ${reserve}, ttl: ${ttl}m }
    refunds: { restore_limits: ${restore} }
    discount: { mode: amount_off, tiers: [{ minimum_amount: 20.00, amount_off: 5.00 }] }
`;
  const inventory = new MemoryInventory();
  const options = seed % 2 === 0 ? { inventory } : {};
  const engines = Array.from({ length: seed % 2 === 0 ? 2 : 1 }, () =>
    createEngine([{ file: "one.yaml", text }], options),
  );
  const open = new Map<string, Quoted>();
  const paid = new Map<string, { readonly quote: Quoted; refunded: number; back: number }>();
  const uses = new Map<string, number>();
  let spent = 0;
  let now = Date.UTC(2026, 2, 2);
  const held = () => [...open.values()].filter((quote) => quote.held);
  const usesOf = (user: string) => (uses.get(user) ?? 0) + held().filter((quote) => quote.user === user).length;
  const why = (user: string) => {
    if (usesOf(user) >= max) return "limit_reached";
    return budget - spent - held().length * 500 < 500 ? "budget_exhausted" : null;
  };
  for (let step = 0; step < 50; step++) {
    now += below(4) === 0 ? below(12) * 60_000 : below(5) * 1000;
    for (const [id, { offered, expiresMs }] of open) if (offered && expiresMs <= now) open.delete(id);
    for (const engine of engines) await engine.release("nobody", now); // each lets go of what has expired
    const ids = [...open.keys()];
    const act = ids.length === 0 ? below(2) * 5 : below(6);
    const id = act <= 1 ? `T${step}` : ids[below(Math.max(1, ids.length))];
    const quote = open.get(id);
    if (act <= 1) {
      const [user, at] = [`U${below(3)}`, below(engines.length)];
      const checkout = { transaction_id: id, timestamp: now, user_id: user, amount_minor: 3000 };
      const { refusals } = await engines[at].quote(checkout);
      const refusal = why(user);
      expect(refusals.one ?? null).toBe(refusal);
      const offered = refusal === null;
      open.set(id, { user, at, offered, held: offered && reserve === "at_quote", expiresMs: now + ttl * 60_000 });
    } else if (act === 5) {
      if (paid.size === 0) continue;
      const [target, payment] = [...paid][below(paid.size)];
      const amount = 1 + below(2000);
      const answer = await engines[payment.quote.at].refund({
        refund_of: target,
        timestamp: now,
        amount_minor: amount,
      });
      if (amount > 3000 - payment.refunded) {
        expect(answer).toEqual({ outcome: "rejected", reason: "refund_too_large" });
        continue;
      }
      payment.refunded += amount;
      const { user, offered } = payment.quote;
      const back = offered ? Math.floor((500 * payment.refunded) / 3000) - payment.back : 0;
      expect(answer).toMatchObject({ outcome: "refunded", discount_minor: back, cash_minor: amount - back });
      payment.back += back;
      spent -= back;
      seen.refunded++;
      if (restore && offered && payment.refunded === 3000) uses.set(user, (uses.get(user) ?? 0) - 1);
    } else if (quote === undefined) continue;
    else if (act === 2) {
      const answer = await engines[quote.at].reserve(id, now);
      const refusal = quote.held || !quote.offered ? null : why(quote.user);
      expect(answer).toMatchObject(
        refusal === null ? { outcome: "reserved" } : { outcome: "gone", reason: refusal, campaign_id: "one" },
      );
      if (refusal === null && quote.offered) quote.held = true;
    } else if (act === 3) {
      const isPoor = below(5) === 0;
      const answer = await engines[quote.at].redeem(id, { timestamp: now, ...(isPoor ? { balance_minor: 10 } : {}) });
      const looks = quote.offered && !quote.held && reserve !== "none";
      const refusal = looks ? why(quote.user) : null;
      if (refusal !== null) {
        expect(answer).toEqual({ outcome: "gone", reason: refusal, campaign_id: "one" });
        seen.gone++;
        continue;
      }
      open.delete(id);
      seen[isPoor ? "declined" : "paid"]++;
      expect(answer).toMatchObject(
        isPoor
          ? { outcome: "declined", reason: "insufficient_balance" }
          : { outcome: "paid", discount_minor: quote.offered ? 500 : 0 },
      );
      if (isPoor) continue;
      paid.set(id, { quote, refunded: 0, back: 0 });
      if (!quote.offered) continue;
      spent += 500;
      uses.set(quote.user, (uses.get(quote.user) ?? 0) + 1);
    } else {
      await engines[quote.at].release(id, now);
      open.delete(id);
      expect(await engines[quote.at].redeem(id)).toMatchObject({ outcome: "gone", reason: "expired" });
      seen.expired++;
    }
    if (engines.length === 1) continue;
    expect(inventory.taken(["one/budget/total"])).toEqual([spent + held().length * 500]);
    if (reserve !== "none") expect(spent + held().length * 500).toBeLessThanOrEqual(budget);
    for (const user of ["U0", "U1", "U2"]) {
      expect(inventory.taken([`one/limit/uses/user_id=${user}/life`])).toEqual([usesOf(user)]);
    }
  }
}
