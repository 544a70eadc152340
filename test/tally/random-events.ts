/** Random logs for property tests: payments at a handful of merchants, refunds of some of them, in time order. */
import fc from "fast-check";
import { DECLINES } from "../../src/engine/refusals.js";
import type { Event, MadeCampaign, Payment, Taken } from "./made-up-replay.js";

export const CAMPAIGNS: readonly MadeCampaign[] = [
  { id: "a", sponsors: ["bank", "merchant"], total: 2_000_000 },
  { id: "b", sponsors: ["platform"] },
  { id: "c", sponsors: ["merchant", "brand", "bank"], total: 50_000 },
];

const START = Date.UTC(2026, 0, 1);
/** Small, large, and next to the largest amount there is. */
const AMOUNT = fc.oneof(
  fc.integer({ min: 1, max: 300 }),
  fc.integer({ min: 1, max: 2 ** 40 }),
  fc.constant(2 ** 53 - 1),
);

const TAKEN: fc.Arbitrary<Taken> = fc
  .record({ campaign: fc.nat(CAMPAIGNS.length - 1), granted: AMOUNT, cashback: fc.boolean(), share: fc.nat(100) })
  .map(({ campaign, granted, cashback, share }) => {
    const first = Math.floor(granted / 100) * share;
    const parts = CAMPAIGNS[campaign].sponsors.map((_, i) => (i === 0 ? first : 0));
    parts[parts.length - 1] += granted - first;
    return { campaign, desired: granted, granted, cashback, parts };
  });

const PAYMENT = fc.record({
  gapMs: fc.nat(20 * 3_600_000),
  user: fc.constantFrom("u1", "u2", "u3", ""),
  merchant: fc.constantFrom("m2", "m10", "", "商户"),
  price: AMOUNT,
  decline: fc.option(fc.constantFrom(...DECLINES), { nil: undefined, freq: 4 }),
  client: fc.option(fc.integer({ min: 0, max: 300 }), { nil: undefined }),
  taken: fc.option(TAKEN, { nil: undefined }),
  /** Refunds the payment right after, wholly. */
  refunded: fc.boolean(),
});

/** At most one discount a payment, as long as combination is not supported. */
export const EVENTS: fc.Arbitrary<readonly Event[]> = fc.array(PAYMENT, { maxLength: 60 }).map((made) => {
  const events: Event[] = [];
  let timeMs = START;
  for (const { gapMs, decline, client, taken, refunded, ...rest } of made) {
    timeMs += gapMs;
    const payment: Payment = {
      ...rest,
      type: "payment",
      timeMs,
      taken: taken === undefined ? [] : [taken],
      offers: taken === undefined ? [] : [taken.campaign, (taken.campaign + 1) % CAMPAIGNS.length],
      ...(decline === undefined ? {} : { decline }),
      ...(client === undefined ? {} : { client }),
    };
    events.push(payment);
    if (!refunded || decline !== undefined) continue;
    timeMs += Math.floor(gapMs / 2);
    events.push({ type: "refund", timeMs, of: events.length - 1, price: payment.price, parts: payment.taken });
  }
  return events;
});
