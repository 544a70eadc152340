/** What users got in all, and when: sums at any size, hours on the wall clock. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { assert } from "../../src/domain/problem.js";
import { Zone } from "../../src/domain/zone.js";
import type { PaymentOutcome } from "../../src/engine/outcome.js";
import type { TallyContext } from "../../src/tally/contract.js";
import { ExactSums } from "../../src/tally/exact-sums.js";
import { HoursTally } from "../../src/tally/hours.js";
import { createReplayTallies } from "../../src/tally/replay-tallies.js";
import { summarizeSums } from "../../src/tally/summarize-sums.js";
import { madeUpReplay, type Payment } from "./made-up-replay.js";
import { CAMPAIGNS, EVENTS } from "./random-events.js";

function summary(...amounts: readonly number[][]) {
  const sums = new ExactSums(1);
  amounts.forEach((own, i) => {
    for (const amount of own) sums.add(i, amount);
  });
  return summarizeSums(sums, 0, amounts.length);
}

describe("summarizeSums", () => {
  it("describes sums as amounts are described", () => {
    expect(summary([100, 50], [300], [150])).toEqual({
      size: 3,
      meanMinor: 200,
      sdMinor: Math.sqrt(5000),
      minMinor: 150n,
      p50Minor: 150n,
      p90Minor: 300n,
      p99Minor: 300n,
      maxMinor: 300n,
      histogram: [
        { fromMinor: 150n, toMinor: 151n, count: 2 },
        { fromMinor: 300n, toMinor: 301n, count: 1 },
      ],
    });
  });

  it("loses nothing beyond 2^53", () => {
    const largest = Number.MAX_SAFE_INTEGER;
    const wide = summary([largest, largest, 2], [largest, largest]);
    expect(wide).toMatchObject({ sdMinor: 1, minMinor: 18_014_398_509_481_982n, maxMinor: 18_014_398_509_481_984n });
    expect(wide.histogram.map(({ count }) => count)).toEqual([1, 1]);
  });

  it("tells the same of sums on either side of 2^53", () => {
    // A sum that is too wide sends all of them the other way; its own place is known.
    const amounts = fc.array(fc.nat(100_000), { minLength: 1, maxLength: 80 });
    fc.assert(
      fc.property(amounts, (values) => {
        const largest = Number.MAX_SAFE_INTEGER;
        const small = summary(...values.map((value) => [value]));
        const shift = 2n * BigInt(largest) + 2n;
        const wide = summary(...values.map((value) => [value, largest, largest, 2]));
        expect(wide.sdMinor).toBe(small.sdMinor);
        for (const place of ["minMinor", "p50Minor", "p90Minor", "p99Minor", "maxMinor"] as const) {
          expect(wide[place] - shift).toBe(small[place]);
        }
        expect(wide.histogram.length).toBeLessThanOrEqual(40);
        for (const { fromMinor, toMinor, count } of wide.histogram) {
          const inside = values.filter((v) => BigInt(v) + shift >= fromMinor && BigInt(v) + shift < toMinor);
          expect(inside).toHaveLength(count);
        }
        expect(wide.histogram.reduce((sum, bin) => sum + bin.count, 0)).toBe(values.length);
      }),
    );
  });
});

describe("users and hours of a replay", () => {
  it("are what obvious loops over the payments say", () => {
    fc.assert(
      fc.property(EVENTS, (events) => {
        const { context, play } = madeUpReplay(CAMPAIGNS, events);
        const made = createReplayTallies(context);
        play(made.tallies);
        const { users, hours } = made.results();
        const paid = events.filter((e): e is Payment => e.type === "payment" && e.decline === undefined);
        const taken = paid.flatMap((event) => event.taken.map((t) => ({ ...t, event })));
        const check = (own: typeof taken, perUser: typeof users.overall, byHour: typeof hours.overall) => {
          const sums = new Map<string, bigint>();
          for (const { event, granted } of own) {
            if (event.user !== "") sums.set(event.user, (sums.get(event.user) ?? 0n) + BigInt(granted));
          }
          const sorted = [...sums.values()].sort((a, b) => (a < b ? -1 : 1));
          expect(perUser?.size ?? 0).toBe(sums.size);
          expect(perUser?.minMinor).toBe(sorted[0]);
          expect(perUser?.maxMinor).toBe(sorted.at(-1));
          const hourOf = (timeMs: number) => new Date(timeMs + 8 * 3_600_000).getUTCHours();
          const naive = Array.from({ length: 24 }, (_, hour) => {
            const here = own.filter(({ event }) => hourOf(event.timeMs) === hour);
            return {
              redemptions: here.length,
              discountMinor: here.reduce((sum, { granted }) => sum + BigInt(granted), 0n),
            };
          });
          expect(byHour).toEqual(own.length === 0 ? [] : naive);
        };
        check(taken, users.overall, hours.overall);
        CAMPAIGNS.forEach((_, i) => {
          check(
            taken.filter(({ campaign }) => campaign === i),
            users.campaigns[i],
            hours.campaigns[i],
          );
        });
      }),
    );
  });

  it("goes by the wall clock where clocks change", () => {
    const zone = Zone.named("Europe/Berlin");
    assert(zone !== null, "the zone exists");
    const tally = new HoursTally({ set: { zone, campaigns: [{}] } } as unknown as TallyContext);
    // 00:30, 01:30 and 02:30 UTC: in March 01:30, 03:30, 04:30; in October 02:30 twice, then 03:30.
    for (const day of ["2026-03-29", "2026-10-25"]) {
      for (const time of ["00:30", "01:30", "02:30"]) {
        const timeMs = Date.parse(`${day}T${time}Z`);
        const redemptions = [{ campaign: 0, grantedMinor: 1 }];
        const outcome = { timeMs, day: zone.dayOf(timeMs), decline: null, redemptions, redemptionCount: 1 };
        tally.payment(outcome as unknown as PaymentOutcome);
      }
    }
    const at = tally
      .finish()
      .overall.flatMap(({ redemptions }, hour) => (redemptions > 0 ? [[hour, redemptions]] : []));
    expect(at).toEqual([
      [1, 1],
      [2, 2],
      [3, 2],
      [4, 1],
    ]);
  });
});
