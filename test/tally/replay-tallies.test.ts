/** All tallies together against obvious loops in BigInt over the same events. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compareCodePoints } from "../../src/domain/text-order.js";
import { DECLINES } from "../../src/engine/refusals.js";
import { createReplayTallies, type ReplayResults } from "../../src/tally/replay-tallies.js";
import { type Event, madeUpReplay, type Payment, type Refund, type Taken } from "./made-up-replay.js";
import { CAMPAIGNS, EVENTS } from "./random-events.js";

function results(events: readonly Event[]): ReplayResults {
  const { context, play } = madeUpReplay(CAMPAIGNS, events);
  const made = createReplayTallies(context);
  play(made.tallies);
  return made.results();
}

const isPayment = (event: Event): event is Payment => event.type === "payment";
const isRefund = (event: Event): event is Refund => event.type === "refund";
const sum = (amounts: readonly number[]) => amounts.reduce((total, amount) => total + BigInt(amount), 0n);
const paidOf = (events: readonly Event[]) => events.filter(isPayment).filter((event) => event.decline === undefined);

function eachReplay(check: (got: ReplayResults, events: readonly Event[]) => void): void {
  fc.assert(fc.property(EVENTS, (events) => check(results(events), events)));
}

describe("the tallies of a replay", () => {
  it("total what went through", () => {
    eachReplay(({ totals }, events) => {
      const paid = paidOf(events);
      const taken = paid.flatMap((event) => event.taken);
      const cashback = sum(taken.filter((t) => t.cashback === true).map((t) => t.granted));
      const refunds = events.filter(isRefund);
      expect(totals).toEqual({
        payments: paid.length,
        declined: events.filter(isPayment).length - paid.length,
        refunds: refunds.length,
        discountedPayments: paid.filter((event) => event.taken.length > 0).length,
        priceMinor: sum(paid.map((event) => event.price)),
        discountMinor: sum(taken.map((t) => t.granted)),
        cashbackMinor: cashback,
        payableMinor: sum(paid.map((event) => event.price)) - sum(taken.map((t) => t.granted)) + cashback,
        refundedPriceMinor: sum(refunds.map((event) => event.price)),
        refundedDiscountMinor: sum(refunds.flatMap((event) => event.parts.map((part) => part.granted))),
      });
    });
  });

  it("tell each campaign's figures and users", () => {
    eachReplay(({ campaigns, users }, events) => {
      CAMPAIGNS.forEach(({ sponsors }, i) => {
        const using = paidOf(events).filter((event) => event.taken.some((t) => t.campaign === i));
        const taken = using.flatMap((event) => event.taken);
        const backs = events.filter(isRefund).flatMap((event) => event.parts.filter((part) => part.campaign === i));
        const attempts = events.filter(isPayment);
        expect(campaigns[i]).toEqual({
          offers: attempts.filter((event) => event.offers?.includes(i)).length,
          redemptions: using.length,
          declined: attempts.filter((e) => e.decline !== undefined && e.taken.some((t) => t.campaign === i)).length,
          priceMinor: sum(using.map((event) => event.price)),
          desiredMinor: sum(taken.map((t) => t.desired)),
          discountMinor: sum(taken.map((t) => t.granted)),
          refundedDiscountMinor: sum(backs.map((part) => part.granted)),
          contributionsMinor: sponsors.map((_, k) => sum(taken.map((t) => t.parts[k]))),
          refundedContributionsMinor: sponsors.map((_, k) => sum(backs.map((part) => part.parts[k]))),
        });
        const known = using.map((event) => event.user).filter((user) => user !== "");
        expect(users.campaigns[i]?.size ?? 0).toBe(new Set(known).size);
      });
    });
  });

  it("list merchants by code points, with those who paid something there", () => {
    eachReplay(({ merchants }, events) => {
      const paid = paidOf(events);
      const ids = [...new Set(paid.map((event) => event.merchant))].sort(compareCodePoints);
      expect(merchants.map((line) => line.merchantId)).toEqual(ids);
      for (const line of merchants) {
        const here = paid.filter((event) => event.merchant === line.merchantId);
        const taken = here.flatMap((event) => event.taken);
        expect(line.payments).toBe(here.length);
        expect(line.priceMinor).toBe(sum(here.map((event) => event.price)));
        expect(line.discountMinor).toBe(sum(taken.map((t) => t.granted)));
        const paidBy = ["bank", "merchant", "platform", "brand"].map((sponsor) => ({
          sponsor,
          amountMinor: sum(taken.map((t) => partOf(t, sponsor))),
        }));
        expect(line.contributions).toEqual(paidBy.filter(({ amountMinor }) => amountMinor > 0n));
      }
    });
  });

  it("split contributions by day, merchant of the payment, campaign and sponsor", () => {
    eachReplay(({ contributions, campaigns }, events) => {
      const lines = [...contributions()];
      const places = lines.map(
        (line) =>
          `${line.day} ${line.merchantId} ${line.campaign} ${CAMPAIGNS[line.campaign].sponsors.indexOf(line.sponsor)}`,
      );
      expect(new Set(places).size).toBe(places.length);
      const sorted = [...lines].sort(
        (a, b) =>
          a.day - b.day ||
          compareCodePoints(a.merchantId, b.merchantId) ||
          a.campaign - b.campaign ||
          CAMPAIGNS[a.campaign].sponsors.indexOf(a.sponsor) - CAMPAIGNS[b.campaign].sponsors.indexOf(b.sponsor),
      );
      expect(lines).toEqual(sorted);
      expect(lines.every((line) => line.grantedMinor > 0n || line.refundedMinor > 0n)).toBe(true);
      CAMPAIGNS.forEach(({ sponsors }, campaign) => {
        for (const [k, sponsor] of sponsors.entries()) {
          const own = lines.filter((line) => line.campaign === campaign && line.sponsor === sponsor);
          const granted = own.reduce((total, line) => total + line.grantedMinor, 0n);
          const refunded = own.reduce((total, line) => total + line.refundedMinor, 0n);
          expect([granted, refunded]).toEqual([
            campaigns[campaign].contributionsMinor[k],
            campaigns[campaign].refundedContributionsMinor[k],
          ]);
        }
      });
      const merchantsOfRefunds = new Set(
        events.filter(isRefund).flatMap((e) => (e.parts.length > 0 ? [(events[e.of] as Payment).merchant] : [])),
      );
      const refundLines = lines.filter((line) => line.refundedMinor > 0n);
      expect(new Set(refundLines.map((line) => line.merchantId))).toEqual(merchantsOfRefunds);
    });
  });

  it("check the front end's discounts, declined payments included", () => {
    eachReplay(({ mismatches }, events) => {
      const shown = events.filter(isPayment).flatMap((event) => {
        const ours = sum(event.taken.filter((t) => t.cashback !== true).map((t) => t.granted));
        return event.client === undefined ? [] : [BigInt(event.client) - ours];
      });
      const different = shown.filter((difference) => difference !== 0n);
      expect(mismatches).toEqual({
        checked: shown.length,
        different: different.length,
        differenceMinor: different.reduce((total, d) => total + (d < 0n ? -d : d), 0n),
      });
    });
  });

  it("count declines by reason, the days covered, and the distribution's redemptions", () => {
    eachReplay(({ declines, period, discounts, campaigns, burn }, events) => {
      for (const reason of DECLINES) {
        expect(declines[reason]).toBe(events.filter(isPayment).filter((event) => event.decline === reason).length);
      }
      const days = events.map((event) => Math.floor((event.timeMs + 8 * 3_600_000) / 86_400_000));
      expect(period).toEqual(days.length === 0 ? null : { first: Math.min(...days), last: Math.max(...days) });
      campaigns.forEach((campaign, i) => {
        const counted = (discounts[i]?.histogram ?? []).reduce((total, bin) => total + bin.count, 0);
        const burned = burn.filter((line) => line.campaign === i);
        expect(counted).toBe(campaign.redemptions);
        expect(burned.reduce((total, line) => total + line.redemptions, 0)).toBe(campaign.redemptions);
        expect(burned.at(-1)?.cumulativeMinor ?? 0n).toBe(campaign.discountMinor);
      });
    });
  });
});

function partOf(taken: Taken, sponsor: string): number {
  const place = CAMPAIGNS[taken.campaign].sponsors.indexOf(sponsor);
  return place < 0 ? 0 : taken.parts[place];
}
