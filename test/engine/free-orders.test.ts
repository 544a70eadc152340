/** The lots and moments of free orders: every set alike, every open moment alike, and never more than due. */
import { describe, expect, it } from "vitest";
import type { CampaignSet } from "../../src/campaigns/campaign.js";
import { chiSquareTail } from "../../src/chance/chi-square.js";
import { Clock } from "../../src/engine/clock.js";
import { FreeOrderNumbers } from "../../src/engine/free-order-numbers.js";
import { load } from "../campaigns/campaign-text.js";
import { openMinutes, type WindowText, windowKey } from "./open-minutes.js";

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;
/** Local noon of 2026-01-01 in Shanghai. */
const NOON = Date.parse("2026-01-01T04:00:00Z");

const sets = new Map<string, CampaignSet>();

/** Campaigns are read once for all seeds. */
function setFor(discount: string, window: WindowText | null): CampaignSet {
  const head = `version: 1\ncurrency: CNY\ntimezone: ${window?.zone ?? "Asia/Shanghai"}\n`;
  const key = window === null ? "" : `    ${windowKey(window)}\n`;
  const text = `${head}campaigns:\n  - id: free\n${key}    discount: { mode: free_orders, ${discount} }\n`;
  const set = sets.get(text) ?? load(text);
  sets.set(text, set);
  return set;
}

function numbersFor(discount: string, seed: string, window: WindowText | null = null) {
  const set = setFor(discount, window);
  const clock = new Clock(set.zone);
  return { clock, numbers: new FreeOrderNumbers(set, clock, seed) };
}

type Numbers = ReturnType<typeof numbersFor>;

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

function countEach<T>(items: Iterable<T>): Map<T, number> {
  const counts = new Map<T, number>();
  for (const item of items) counts.set(item, (counts.get(item) ?? 0) + 1);
  return counts;
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

/** How many moments fall due at each tick, all being redeemed at once. */
function momentsAt({ clock, numbers }: Numbers, ticks: readonly number[]): number[] {
  return ticks.map((tick) => {
    clock.moveTo(tick);
    let passed = 0;
    while (numbers.isDue(0, 3600)) {
      numbers.redeem(0);
      passed++;
    }
    return passed;
  });
}

describe("random_times", () => {
  const COUNT = 6;
  /** Over both kinds of hours, open on Sunday's skipped and repeated ones. */
  const WINDOWS: readonly WindowText[] = [
    {
      zone: "Europe/Berlin",
      start: "2026-03-27T00:00",
      end: "2026-03-31T00:00",
      days: ["sat", "sun"],
      hours: ["22:00-04:00", "12:00-13:30"],
    },
    {
      zone: "Europe/Berlin",
      start: "2026-10-23T00:00",
      end: "2026-10-27T00:00",
      hours: ["01:00-05:00", "22:00-01:30"],
    },
    { zone: "Asia/Shanghai", start: "2026-01-05T00:00", end: "2026-01-06T12:00" },
  ];
  const SLOT = 30 * MINUTE_MS;

  /** Half hours and the open minutes in each; ticks are their last milliseconds. */
  function slotsOf(window: WindowText) {
    const minutes = openMinutes(window);
    const slots = countEach(minutes.map(({ timeMs }) => Math.floor(timeMs / SLOT)));
    const [first] = slots.keys();
    const indexes = Array.from({ length: 5 * 48 }, (_, i) => first - 10 + i);
    return {
      ticks: indexes.map((slot) => (slot + 1) * SLOT - 1),
      open: indexes.map((slot) => slots.get(slot) ?? 0),
      minutes,
    };
  }

  function fitOf(counts: readonly number[], open: readonly number[], share: (i: number) => number): number {
    let statistic = 0;
    let slots = 0;
    for (const [i, count] of counts.entries()) {
      if (open[i] === 0) continue;
      statistic += (count - share(i)) ** 2 / share(i);
      slots++;
    }
    return chiSquareTail(statistic, slots - 1);
  }

  it.each(WINDOWS)("are even over the open time: $zone from $start", (window) => {
    const { ticks, open, minutes } = slotsOf(window);
    const SEEDS = 1500;
    const counts = ticks.map(() => 0);
    for (let seed = 0; seed < SEEDS; seed++) {
      const passed = momentsAt(numbersFor(`count: ${COUNT}, pick: random_times`, `times ${seed}`, window), ticks);
      expect(passed.reduce((sum, count) => sum + count, 0)).toBe(COUNT);
      for (const [i, count] of passed.entries()) counts[i] += count;
    }
    expect(counts.filter((count, i) => open[i] === 0 && count > 0)).toEqual([]);
    expect(fitOf(counts, open, (i) => (SEEDS * COUNT * open[i]) / minutes.length)).toBeGreaterThan(1e-4);
  });

  it.each(WINDOWS)("are even over the open time of each day: $zone from $start", (window) => {
    const { ticks, open, minutes } = slotsOf(window);
    const SEEDS = 1500;
    const perDay = countEach(minutes.map(({ day }) => day));
    const dayOf = new Map(minutes.map(({ timeMs, day }) => [Math.floor(timeMs / SLOT), day]));
    const days = ticks.map((tick) => dayOf.get(Math.floor(tick / SLOT)) ?? "");
    const counts = ticks.map(() => 0);
    for (let seed = 0; seed < SEEDS; seed++) {
      const discount = `count: ${COUNT}, every: day, pick: random_times`;
      const passed = momentsAt(numbersFor(discount, `daily ${seed}`, window), ticks);
      for (const [i, count] of passed.entries()) counts[i] += count;
    }
    for (const day of perDay.keys()) {
      const own = counts.filter((_, i) => days[i] === day);
      expect(own.reduce((sum, count) => sum + count, 0)).toBe(SEEDS * COUNT);
      const openOwn = open.filter((_, i) => days[i] === day);
      if (openOwn.length === 1) continue;
      const each = (SEEDS * COUNT) / (perDay.get(day) ?? 0);
      expect(fitOf(own, openOwn, (i) => each * openOwn[i])).toBeGreaterThan(1e-4);
    }
    expect(counts.filter((count, i) => open[i] === 0 && count > 0)).toEqual([]);
  });

  it("are independent: how many fall into the first half is binomial", () => {
    const window = WINDOWS[2];
    const halfway = Date.parse("2026-01-04T16:00Z") + 18 * 60 * MINUTE_MS;
    const halves = Array.from(
      { length: 4000 },
      (_, seed) => momentsAt(numbersFor("count: 4, pick: random_times", `halves ${seed}`, window), [halfway])[0],
    );
    const counts = countEach(halves);
    const statistic = [1, 4, 6, 4, 1].reduce((sum, ways, i) => {
      const expected = (4000 * ways) / 16;
      return sum + ((counts.get(i) ?? 0) - expected) ** 2 / expected;
    }, 0);
    expect(chiSquareTail(statistic, 4)).toBeGreaterThan(1e-4);
  });
});
