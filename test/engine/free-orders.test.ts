/** The lots of free orders: every set of numbers alike, declined wins passed on, and never more than due. */
import { describe, expect, it } from "vitest";
import { chiSquareTail } from "../../src/chance/chi-square.js";
import { runKey } from "../../src/chance/keys.js";
import { Threefry } from "../../src/chance/threefry.js";
import { type FreeOrderPick, scheduleOf } from "../../src/modes/free-order-picks.js";
import { countEach, type Numbers, numbersFor } from "./number-free-orders.js";

const DAY_MS = 86_400_000;
/** Local noon of 2026-01-01 in Shanghai. */
const NOON = Date.parse("2026-01-01T04:00:00Z");

/** The numbers from 1 to `attempts` that win in the period of the instant, all being redeemed. */
function winnersAt({ clock, numbers }: Numbers, timeMs: number, attempts: number): number[] {
  const winners: number[] = [];
  clock.moveTo(timeMs);
  for (let k = 1; k <= attempts; k++) {
    if (!numbers.isDue(0, 3600)) continue;
    numbers.redeem(0);
    winners.push(k);
  }
  return winners;
}

/** Chi-square p-value that all of `kinds` kinds are equally likely, independently. */
function evennessOf(counts: ReadonlyMap<unknown, number>, kinds: number): number {
  const expected = [...counts.values()].reduce((sum, count) => sum + count, 0) / kinds;
  const seen = [...counts.values()].reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
  return chiSquareTail(seen + (kinds - counts.size) * expected, kinds - 1);
}

/** Sets of winners for 10,000 days of one seed, and for 10,000 seeds. */
function setsOf(discount: string, attempts: number): Record<string, number[][]> {
  const daily = numbersFor(`${discount}, every: day`, "one seed");
  const days = Array.from({ length: 10_000 }, (_, i) => winnersAt(daily, NOON + i * DAY_MS, attempts));
  const seeds = Array.from({ length: 10_000 }, (_, i) => winnersAt(numbersFor(discount, `seed ${i}`), NOON, attempts));
  return { days, seeds };
}

describe("random_of", () => {
  const OF = 8;
  const COUNT = 3;
  const SETS = 56; // 8! / (3! 5!)
  const PAIRS = 28;
  const found = setsOf(`count: ${COUNT}, pick: { random_of: ${OF} }`, 3 * OF);

  it.each(Object.entries(found))("picks exactly count of the first N over 10,000 %s", (_kind, sets) => {
    expect(sets.filter((set) => set.length !== COUNT)).toEqual([]);
    expect(Math.max(...sets.flat())).toBe(OF);
    expect(Math.min(...sets.flat())).toBe(1);
  });

  it.each(Object.entries(found))("picks every set, number and pair as often over 10,000 %s", (_kind, sets) => {
    const texts = sets.map((set) => set.join(" "));
    expect(evennessOf(countEach(texts), SETS)).toBeGreaterThan(1e-4);
    const share = COUNT / OF;
    const numbers = countEach(sets.flat());
    const pairs = countEach(sets.flatMap(([a, b, c]) => [`${a} ${b}`, `${a} ${c}`, `${b} ${c}`]));
    const pairShare = (share * (COUNT - 1)) / (OF - 1);
    expect([numbers.size, pairs.size]).toEqual([OF, PAIRS]);
    const errors = (count: number, p: number) => Math.abs(count - 10_000 * p) / Math.sqrt(10_000 * p * (1 - p));
    for (const count of numbers.values()) expect(errors(count, share)).toBeLessThan(4);
    for (const count of pairs.values()) expect(errors(count, pairShare)).toBeLessThan(4);
  });

  it("draws days apart: yesterday's set says nothing of today's", () => {
    const { days } = found;
    const shared = days.slice(1).map((set, i) => set.filter((k) => days[i].includes(k)).length);
    // Of two sets of 3 among 8: hypergeometric.
    const expected = [10 / 56, 30 / 56, 15 / 56, 1 / 56];
    const counts = countEach(shared);
    const statistic = expected.reduce((sum, p, i) => {
      const count = p * shared.length;
      return sum + ((counts.get(i) ?? 0) - count) ** 2 / count;
    }, 0);
    expect(chiSquareTail(statistic, 3)).toBeGreaterThan(1e-4);
  });

  it.each([
    [1, 1],
    [5, 5],
    [1, 1000],
    [999, 1000],
  ])("gives exactly %i of %i", (count, of) => {
    for (let seed = 0; seed < 20; seed++) {
      const winners = winnersAt(
        numbersFor(`count: ${count}, pick: { random_of: ${of} }`, `edge ${seed}`),
        NOON,
        2 * of,
      );
      expect(winners).toHaveLength(count);
      expect(winners[count - 1]).toBeLessThanOrEqual(of);
    }
  });

  it("gives the wins so far where fewer come", () => {
    for (let seed = 0; seed < 200; seed++) {
      const discount = `count: ${COUNT}, pick: { random_of: ${OF} }`;
      const all = winnersAt(numbersFor(discount, `few ${seed}`), NOON, OF);
      const few = winnersAt(numbersFor(discount, `few ${seed}`), NOON, 5);
      expect(few).toEqual(all.filter((k) => k <= 5));
    }
  });

  it("passes a win that was not redeemed to the next attempts until one takes it", () => {
    for (let seed = 0; seed < 200; seed++) {
      const discount = `count: ${COUNT}, pick: { random_of: ${OF} }`;
      const [first] = winnersAt(numbersFor(discount, `passed ${seed}`), NOON, OF);
      const { clock, numbers } = numbersFor(discount, `passed ${seed}`);
      clock.moveTo(NOON);
      const due = Array.from({ length: 3 * OF }, () => numbers.isDue(0, 3600));
      expect(due).toEqual(due.map((_, i) => i + 1 >= first));
      const late = [0, 1, 2, 3].map(() => {
        const free = numbers.isDue(0, 3600);
        if (free) numbers.redeem(0);
        return free;
      });
      expect(late).toEqual([true, true, true, false]);
    }
  });

  it("gives no number above max_price", () => {
    const discount = `count: 2, pick: { random_of: 6 }, max_price: 36.00`;
    for (let seed = 0; seed < 100; seed++) {
      const alone = winnersAt(numbersFor(discount, `price ${seed}`), NOON, 6);
      const { clock, numbers } = numbersFor(discount, `price ${seed}`);
      clock.moveTo(NOON);
      const winners: number[] = [];
      for (let k = 1; k <= 6; k++) {
        expect(numbers.isDue(0, 3601)).toBe(false);
        if (!numbers.isDue(0, 3600)) continue;
        numbers.redeem(0);
        winners.push(k);
      }
      expect(winners).toEqual(alone);
    }
  });
});

describe("what is due", () => {
  const COUNT = 7;
  const picks: readonly (readonly [string, FreeOrderPick, number])[] = [
    ["first", "first", COUNT],
    ["nth", { nth: 4 }, 0],
    ["random_of", { random_of: 40 }, 0],
    ["random_times", "random_times", 0],
  ];

  it.each(picks)("never falls, and comes to count: %s", (name, pick, from) => {
    for (let seed = 0; seed < 50; seed++) {
      const block = new Threefry();
      const { k0, k1 } = runKey(`${name} ${seed}`);
      const due = scheduleOf(pick, COUNT).begin({
        uniform(index) {
          block.encrypt(k0, k1, index, 0);
          return block.uniform();
        },
        openMoment: (share) => 1000 * share,
      });
      // Two attempts of the same moment now and then.
      const dues = Array.from({ length: 60 }, (_, i) => due(i + 1, 40 * Math.floor(i / 2)));
      expect(dues.filter((now, i) => now < (dues[i - 1] ?? from) || !Number.isInteger(now))).toEqual([]);
      expect(Math.max(...dues)).toBe(COUNT);
      expect(dues[0]).toBeLessThanOrEqual(from + 1);
    }
  });
});
