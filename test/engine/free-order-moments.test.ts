/** The moments of free orders: every open moment alike, over clock changes too, and none when the window is closed. */
import { describe, expect, it } from "vitest";
import { chiSquareTail } from "../../src/chance/chi-square.js";
import { countEach, type Numbers, numbersFor } from "./number-free-orders.js";
import { openMinutes, type WindowText } from "./open-minutes.js";

const MINUTE_MS = 60_000;

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
