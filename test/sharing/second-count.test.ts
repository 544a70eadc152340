/** Shared coupons counted a second time, from docs/grants.md and with the oracle's own draws: who used which, when, for how much. */
import { describe, expect, it } from "vitest";
import { type Block, derive, ONE, runKey, threefry, uniformAt } from "../oracle/naive-threefry.js";
import { HEAD, LOG, replayShared } from "./replay-shared.js";

const PAYMENTS = 60;
const USERS = 8;
const COUNT = 4;
const TOTAL = 600;
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const START = Date.UTC(2026, 4, 1);

const CAMPAIGNS = `${HEAD}behaviour: { sharing: { pick_up: 60%, delay: { median: 2h, p95: 2h }, newcomers: 50%, pays_after: { median: 30m, p95: 30m } } }
campaigns:
  - id: spring
    eligibility: [{ count: { at_least: 1 } }]
    stacking: { combine: true }
    discount: { mode: amount_off, tiers: [{ minimum_amount: 10.00, amount_off: 1.00 }] }
    grants: { campaign: friends, count: ${COUNT}, share: { split: random, total: 6.00, expires: 3h } }
  - id: friends
    coupon: required
    stacking: { combine: true }
    discount: { mode: amount_off, tiers: [{ minimum_amount: 10.00, amount_off: 2.00 }] }
`;

/** One payment each ten minutes, by the users in turn; their first ones are not eligible, and grant nothing. */
const timeOf = (payment: number) => START + 10 * MINUTE * payment;

interface Coupon {
  readonly id: string;
  readonly user: number;
  readonly heldFromMs: number;
  readonly untilMs: number;
  readonly amount: number;
}

function countAgain(seed: string): { uses: string[]; made: string[] } {
  const run = runKey(seed);
  const uses: string[] = [];
  const made: string[] = [];
  const held: Coupon[] = [];
  for (let payment = USERS; payment < PAYMENTS; payment++) {
    const id = `P${payment}`;
    const key = threefry(derive(run, "share", "spring"), derive(run, "identity", "transaction_id", id));
    const below = (coupon: number, purpose: bigint, limit: number) =>
      Number((uniformAt(key, [BigInt(coupon), purpose]) * BigInt(limit)) / ONE);
    const isBelow = (coupon: number, purpose: bigint, percent: bigint) =>
      uniformAt(key, [BigInt(coupon), purpose]) * 100n < percent * ONE;
    const amounts = split((i, limit) => below(i, 6n, limit));
    for (let n = 1; n <= COUNT; n++) {
      if (!isBelow(n, 0n, 60n)) continue;
      const atMs = timeOf(payment) + 2 * HOUR;
      if (atMs > timeOf(PAYMENTS - 1)) continue;
      const coupon = { id: `${id}/spring/${n}`, heldFromMs: atMs, untilMs: atMs + HOUR, amount: amounts[n - 1] };
      if (isBelow(n, 2n, 50n)) {
        const paidMs = atMs + 30 * MINUTE;
        if (paidMs > timeOf(PAYMENTS - 1)) continue;
        const name = `newcomer-${hex(threefry(key, [BigInt(n), 7n]))}`;
        made.push(`${name} ${new Date(paidMs).toISOString()} ${20 + below(n, 4n, PAYMENTS)}.00`);
        uses.push(`${coupon.id} ${name} ${Math.min(200, coupon.amount)}`);
        continue;
      }
      const others = Array.from({ length: USERS }, (_, user) => user).filter((user) => user !== payment % USERS);
      held.push({ ...coupon, user: others[below(n, 3n, USERS - 1)] });
    }
  }
  const spent = new Set<Coupon>();
  for (let payment = 0; payment < PAYMENTS; payment++) {
    const timeMs = timeOf(payment);
    const [first] = held
      .filter((coupon) => coupon.user === payment % USERS && !spent.has(coupon))
      .filter(({ heldFromMs, untilMs }) => heldFromMs < timeMs && timeMs < untilMs)
      .sort((a, b) => a.untilMs - b.untilMs);
    if (first === undefined) continue;
    spent.add(first);
    uses.push(`${first.id} P${payment} ${Math.min(200, first.amount)}`);
  }
  return { uses: uses.sort(), made: made.sort() };
}

/** `below(i, limit)`: a whole number from 0 to below the limit, of the i-th uniform for cuts. */
function split(below: (i: number, limit: number) => number): number[] {
  const cuts: number[] = [];
  for (let i = 1; i < COUNT; i++) {
    const last = TOTAL - COUNT + i;
    const place = 1 + below(i, last);
    cuts.push(cuts.includes(place) ? last : place);
  }
  const ends = [0, ...cuts.sort((a, b) => a - b), TOTAL];
  return ends.slice(1).map((end, i) => end - ends[i]);
}

function hex([high, low]: Block): string {
  return [high, low].map((word) => word.toString(16).padStart(8, "0")).join("");
}

describe("shared coupons, counted a second time", () => {
  it.each(["one", "two", "three"])("come to the same: seed %s", async (seed) => {
    let log = LOG;
    for (let payment = 0; payment < PAYMENTS; payment++) {
      log += `P${payment},${new Date(timeOf(payment)).toISOString()},payment,,U${payment % USERS},${20 + payment}.00,,\n`;
    }
    const { rowsOf } = await replayShared(CAMPAIGNS, log, { options: { seed } });
    const again = countAgain(seed);
    const uses = rowsOf("coupon-uses.csv").map(
      ([coupon, , transaction, , , , discount]) => `${coupon} ${transaction} ${Math.round(Number(discount) * 100)}`,
    );
    expect(uses.sort()).toEqual(again.uses);
    const made = rowsOf("outcomes.csv")
      .filter(([id]) => id.startsWith("newcomer-"))
      .map((cells) => `${cells[0]} ${new Date(cells[1]).toISOString()} ${cells[7]}`);
    expect(made.sort()).toEqual(again.made);
    expect(again.uses.length).toBeGreaterThan(again.made.length);
    expect(again.made.length).toBeGreaterThan(20);
  });
});
