/** How totals are split, how long friends take, and how many redemptions a grant causes. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { runKey } from "../../src/chance/keys.js";
import { normalCdf, normalQuantile } from "../../src/chance/normal.js";
import { Adoption } from "../../src/sharing/adoption.js";
import { CUT, ShareDraws } from "../../src/sharing/share-draws.js";
import { splitAtRandom, splitEqually } from "../../src/sharing/split-total.js";
import { HEAD, minutes, replayShared } from "./replay-shared.js";

const HOUR = 3_600_000;

function drawsOf(seed: string, grant: number): (i: number) => number {
  const draws = new ShareDraws(runKey(seed), ["spring"]);
  draws.aim(0, { k0: grant, k1: 7 });
  return (i) => draws.uniform(i, CUT);
}

describe("a total that is split", () => {
  const cases = fc
    .tuple(fc.integer({ min: 1, max: 60 }), fc.integer({ min: 0, max: 2 ** 45 }), fc.integer())
    .map(([count, more, grant]) => ({ count, total: count + more, grant }));

  it("is the sum of parts above 0", () => {
    fc.assert(
      fc.property(cases, ({ count, total, grant }) => {
        for (const parts of [splitEqually(total, count), splitAtRandom(total, count, drawsOf("a", grant))]) {
          expect(parts).toHaveLength(count);
          expect(parts.reduce((sum, part) => sum + part, 0)).toBe(total);
          expect(parts.every((part) => Number.isSafeInteger(part) && part >= 1)).toBe(true);
        }
        const equal = splitEqually(total, count);
        expect(equal).toEqual([...equal].sort((a, b) => b - a));
        expect(equal[0] - equal[count - 1]).toBeLessThanOrEqual(1);
      }),
    );
  });

  it("at random falls on every way to write it alike", () => {
    const counts = new Map<string, number>();
    const grants = 15_000;
    for (let grant = 0; grant < grants; grant++) {
      const parts = splitAtRandom(7, 3, drawsOf("law", grant)).join();
      counts.set(parts, (counts.get(parts) ?? 0) + 1);
    }
    expect(counts.size).toBe(15); // two cuts in six places
    const expected = grants / 15;
    const statistic = [...counts.values()].reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
    expect(statistic).toBeLessThan(36.1); // 0.1% of the chi-square of 14 degrees
  });
});

/** The probability of less than `ms`. */
function delayBelow({ medianMs, p95Ms }: { medianMs: number; p95Ms: number }, ms: number): number {
  return normalCdf((Math.log(ms / medianMs) / Math.log(p95Ms / medianMs)) * normalQuantile(0.95));
}

describe("a delay", () => {
  const delay = { medianMs: 3 * HOUR, p95Ms: 48 * HOUR };
  const adoption = new Adoption({ pickUp: 0.3, newcomers: 0, delay, paysAfter: { medianMs: HOUR, p95Ms: HOUR } });

  it("has the median and the percentile that are stated", () => {
    expect(adoption.delayMs(0.5)).toBe(3 * HOUR);
    expect(adoption.delayMs(0.95)).toBeCloseTo(48 * HOUR, -2);
    expect(adoption.delayMs(0)).toBeGreaterThanOrEqual(0);
    expect(adoption.paysAfterMs(0.99)).toBe(HOUR);
    expect(delayBelow(delay, 48 * HOUR)).toBeCloseTo(0.95, 12);
    for (const p of [0.01, 0.3, 0.77, 0.999]) expect(delayBelow(delay, adoption.delayMs(p))).toBeCloseTo(p, 5);
  });
});

const CAMPAIGNS = (grantsOfFriends: string, sharing: string) =>
  `${HEAD}behaviour: { sharing: { ${sharing} } }
campaigns:
  - id: spring
    priority: 2
    discount: { mode: amount_off, tiers: [{ minimum_amount: 50.00, amount_off: 5.00 }] }
    grants: { campaign: friends, count: 5, share: { split: random, total: 20.00, expires: 6h } }
  - id: friends
    priority: 1
    coupon: required
    discount: { mode: amount_off, tiers: [{ minimum_amount: 50.00, amount_off: 2.00 }] }
${grantsOfFriends}`;

describe("the reproduction number", () => {
  const DELAY = "delay: { median: 3h, p95: 12h }";
  const inTime = delayBelow({ medianMs: 3 * HOUR, p95Ms: 12 * HOUR }, 6 * HOUR);

  it("is count × pick_up × P(in time) where all are newcomers", async () => {
    const campaigns = CAMPAIGNS("", `pick_up: 40%, ${DELAY}, newcomers: 100%`);
    const log = minutes(300, 300);
    let caused = 0;
    let grants = 0;
    for (const seed of ["1", "2", "3", "4"]) {
      const { sharing, document } = await replayShared(campaigns, log, { options: { seed } });
      const [first, second] = sharing.generations;
      caused += first.caused;
      grants += first.grants;
      expect(second.redemptions).toBe(first.caused);
      expect(first.complete_grants).toBe(first.grants);
      expect(document.rows.made).toBe(first.caused + document.campaigns[1].refusals.below_minimum - 1);
    }
    expect(grants).toBe(1200);
    // Each of 5 coupons a grant is used with this probability, apart from a payment like the last one, which is below every minimum.
    const p = 0.4 * inTime * (300 / 301);
    const sd = Math.sqrt(grants * 5 * p * (1 - p));
    expect(Math.abs(caused - grants * 5 * p)).toBeLessThan(4 * sd);
  });

  it("of a campaign that grants its own coupons spreads as a branching process does", async () => {
    const own = "    grants: { campaign: friends, count: 2, share: { split: equal, total: 4.00, expires: 6h } }\n";
    const campaigns = CAMPAIGNS(own, `pick_up: 40%, ${DELAY}, newcomers: 100%`);
    const { sharing } = await replayShared(campaigns, minutes(400, 400));
    const [line] = sharing.generations;
    const r = 2 * 0.4 * inTime * (400 / 401);
    const later = sharing.generations.slice(1);
    const grants = later.reduce((sum, { grants }) => sum + grants, 0);
    const caused = later.reduce((sum, generation) => sum + generation.caused, 0);
    expect(grants).toBe(line.caused + caused);
    expect(Math.abs(caused - grants * r)).toBeLessThan(4 * Math.sqrt(grants * r));
    expect(sharing.generations.length).toBeGreaterThan(4);
  });
});
