import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { replayCoupons } from "./replay-coupons.js";

/** Days after 2026-01-01; null for an empty cell. */
interface Coupon {
  readonly user: number;
  readonly campaign: number;
  readonly from: number | null;
  readonly until: number | null;
}

interface Event {
  readonly user: number;
  /** Of the payments before it, the one that is refunded in full or by half; null for a payment. */
  readonly refund: { readonly of: number; readonly whole: boolean } | null;
  readonly declined: boolean;
  /** Name in the column `offer`. */
  readonly offer: string;
}

const USES = ["expires_first", "expires_last", "expires_first"] as const;
const FORFEITS = [false, false, true];
const CAMPAIGNS = USES.map(
  (use, i) => `  - id: c${i}
    coupon: { required: true, use: ${use} }
    priority: ${i + 1}
    refunds: { discount: ${FORFEITS[i] ? "forfeit" : "prorate"} }
    discount: { mode: fixed_price, price: ${i + 1}.00 }
`,
).join("");

const day = (n: number | null) => (n === null ? "" : new Date(Date.UTC(2026, 0, 1 + n)).toISOString().slice(0, 10));

/** Looks through all coupons at every payment. */
function naive(coupons: readonly Coupon[], events: readonly Event[]) {
  const spent = new Set<number>();
  const used: Record<string, string> = {};
  const paid = new Map<number, { campaign: number; coupon: number; left: number } | null>();
  const figures = USES.map(() => ({ used: 0, given_back: 0 }));
  const usable = (coupon: number, user: number, now: number) => {
    const { user: holder, from, until } = coupons[coupon];
    return holder === user && user !== 0 && !spent.has(coupon) && (from ?? -1) <= now && now < (until ?? 1e9);
  };
  events.forEach(({ user, refund, declined, offer }, now) => {
    if (refund !== null) {
      const payment = paid.get(refund.of);
      const amount = refund.whole ? 100 : 50;
      if (payment === undefined || payment === null || amount > payment.left) return;
      payment.left -= amount;
      if (payment.left > 0 || payment.coupon < 0 || FORFEITS[payment.campaign]) return;
      spent.delete(payment.coupon);
      figures[payment.campaign].given_back++;
      return;
    }
    const choices = USES.map((use, campaign) => {
      const all = coupons.map((_, i) => i).filter((i) => coupons[i].campaign === campaign && usable(i, user, now));
      const end = (i: number) => coupons[i].until ?? 1e9;
      return all.sort((a, b) => (use === "expires_last" ? end(b) - end(a) : end(a) - end(b)) || a - b)[0];
    });
    let campaign = choices.findIndex((coupon) => coupon !== undefined);
    let coupon = choices[campaign];
    const named = /^k(\d+)$/.exec(offer);
    const lead = /^c(\d)$/.exec(offer);
    if (named !== null && Number(named[1]) < coupons.length && usable(Number(named[1]), user, now)) {
      coupon = Number(named[1]);
      campaign = coupons[coupon].campaign;
    } else if (lead !== null && choices[Number(lead[1])] !== undefined) {
      campaign = Number(lead[1]);
      coupon = choices[campaign];
    }
    if (declined) return;
    paid.set(now, { campaign, coupon: campaign === -1 || offer === "-" ? -1 : coupon, left: 100 });
    if (campaign === -1 || offer === "-") return;
    spent.add(coupon);
    figures[campaign].used++;
    used[`T${now}`] = `c${campaign} k${coupon}`;
  });
  const last = events.length - 1;
  const lines = USES.map((_, campaign) => {
    const own = coupons.map((_, i) => i).filter((i) => coupons[i].campaign === campaign);
    const over = (i: number) => (coupons[i].until ?? 1e9) <= last;
    return {
      campaign_id: `c${campaign}`,
      issued: own.length,
      ...figures[campaign],
      expired: own.filter((i) => !spent.has(i) && over(i)).length,
      open: own.filter((i) => !spent.has(i) && !over(i)).length,
      cost_minor: BigInt(figures[campaign].used * (100 - campaign - 1) * 100),
    };
  });
  return { used, lines };
}

const COUPON = fc.record({
  user: fc.integer({ min: 1, max: 2 }),
  campaign: fc.integer({ min: 0, max: 2 }),
  from: fc.option(fc.integer({ min: 0, max: 12 })),
  until: fc.option(fc.integer({ min: 1, max: 25 })),
});
const EVENT = fc.record({
  user: fc.constantFrom(0, 1, 1, 1, 2, 2, 3),
  refund: fc.option(fc.record({ of: fc.integer({ min: 0, max: 8 }), whole: fc.boolean() }), { freq: 2 }),
  declined: fc.integer({ min: 0, max: 5 }).map((n) => n === 0),
  offer: fc.oneof({ weight: 3, arbitrary: fc.constant("") }, fc.constantFrom("-", "c0", "c1", "c2", "nothing"), {
    weight: 2,
    arbitrary: fc.integer({ min: 0, max: 14 }).map((n) => `k${n}`),
  }),
});

describe("coupons of random tables over random logs", () => {
  it("are used, given back and counted as by somebody who looks through all of them each time", async () => {
    let total = 0;
    let givenBack = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.array(COUPON, { minLength: 4, maxLength: 15 }),
        fc.array(EVENT, { minLength: 10, maxLength: 25 }),
        async (coupons, events) => {
          const table = coupons.map(
            (c, i) => `k${i},${c.user === 0 ? "" : `U${c.user}`},c${c.campaign},${day(c.from)},${day(c.until)}\n`,
          );
          const log = events.map(({ user, refund, declined, offer }, now) => {
            const who = user === 0 ? "" : `U${user}`;
            return refund === null
              ? `T${now},${day(now)},payment,,${who},100.00,${declined ? "reject" : ""},${offer}\n`
              : `T${now},${day(now)},refund,T${refund.of},${who},${refund.whole ? 100 : 50}.00,,\n`;
          });
          const got = await replayCoupons({
            campaigns: CAMPAIGNS,
            log: log.join(""),
            coupons: table.join(""),
            options: { anonymous: "replay" },
          });
          const expected = naive(coupons, events);
          expect(got.used).toEqual(expected.used);
          expect(got.document.coupons).toEqual(expected.lines);
          total += Object.keys(got.used).length;
          for (const line of expected.lines) givenBack += line.given_back;
        },
      ),
      { numRuns: 120 },
    );
    expect(total).toBeGreaterThan(150);
    expect(givenBack).toBeGreaterThan(3);
  });
});
