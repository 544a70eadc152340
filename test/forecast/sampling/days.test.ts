/** Days drawn within their weekday, and a horizon that the log does not cover. */
import { describe, expect, it } from "vitest";
import { weekdayOf } from "../../../src/domain/civil-date.js";
import { Zone } from "../../../src/domain/zone.js";
import { createSampler } from "../../../src/forecast/sampling/create-sampler.js";
import { missingWeekdays } from "../../../src/forecast/sampling/missing-weekdays.js";
import { AS_IS, logOf, rowsOf } from "./made-up-log.js";

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
const SHANGHAI = Zone.named("Asia/Shanghai") as Zone;
/** 2026-01-05, a Monday. */
const MONDAY = 20_458;

const noonOf = (day: number) => day * DAY_MS + 4 * HOUR_MS;
/** Two payments a day at noon, of users 1 and 2, from Monday on. */
const logOfDays = (count: number, first = MONDAY) =>
  logOf(Array.from({ length: 2 * count }, (_, row) => ({ timeMs: noonOf(first + (row >> 1)), user: 1 + (row % 2) })));
const dayOfRow = (row: number, first = MONDAY) => first + (row >> 1);

describe("drawn days", () => {
  const log = logOfDays(28);
  const sampler = createSampler(log, { ...AS_IS, resample: "days" }, SHANGHAI);

  it("are whole days of the same weekday at the same time of day, users as they are", () => {
    for (let run = 0; run < 20; run++) {
      const rows = rowsOf(sampler, run);
      expect(rows).toHaveLength(56);
      for (const [i, { base, person, timeMs }] of rows.entries()) {
        const day = MONDAY + (i >> 1);
        expect(timeMs).toBe(noonOf(day));
        expect(weekdayOf(dayOfRow(base))).toBe(weekdayOf(day));
        expect([base % 2, person]).toEqual([i % 2, 0]);
      }
    }
  });

  it("are drawn evenly", () => {
    const taken = new Float64Array(28);
    const runs = 2000;
    for (let run = 0; run < runs; run++) for (const { base } of rowsOf(sampler, run)) taken[base >> 1] += 0.5;
    // Each of 4 days a weekday: 4 draws at 1/4 a run.
    for (const times of taken) expect(Math.abs(times / runs - 1)).toBeLessThan(5 * Math.sqrt(0.75 / runs));
  });
});

it("moves a refund with its payment beyond the day, until the run is over", () => {
  const log = logOf([
    ...Array.from({ length: 14 }, (_, i) => ({ timeMs: noonOf(MONDAY + i), user: 1 })),
    { timeMs: noonOf(MONDAY + 13) + 1, user: 1, refundOf: 3 }, // 10 days after Thursday's payment
  ]);
  const sampler = createSampler(log, { ...AS_IS, resample: "days" }, SHANGHAI);
  const seen = new Set<string>();
  for (let run = 0; run < 40; run++) {
    const rows = rowsOf(sampler, run);
    const days = rows.filter(({ base }) => base === 3).map(({ timeMs }) => (timeMs - noonOf(MONDAY)) / DAY_MS);
    const refunds = rows.filter(({ base }) => base === 14).map(({ timeMs }) => timeMs);
    expect(refunds).toEqual(days.includes(3) ? [noonOf(MONDAY + 13) + 1] : []);
    seen.add(days.join());
  }
  expect([...seen].sort()).toEqual(["", "10", "3", "3,10"]);
});

describe("a horizon", () => {
  const log = logOfDays(24); // four Mondays to Wednesdays, three of the others
  const projected = (first: number, until: number, resample: "none" | "users" | "days" = "none") => {
    const sampler = createSampler(log, { ...AS_IS, resample, horizon: { first, until } }, SHANGHAI);
    return rowsOf(sampler, 0);
  };
  const sources = (first: number, until: number) =>
    projected(first, until)
      .filter((_, i) => i % 2 === 0)
      .map(({ base }) => dayOfRow(base) - MONDAY);

  it("takes the log's days of the weekday in turn, the latest last", () => {
    const weeks = sources(MONDAY + 98, MONDAY + 98 + 35);
    expect(weeks.filter((_, i) => i % 7 === 0)).toEqual([21, 0, 7, 14, 21]);
    expect(weeks.filter((_, i) => i % 7 === 4)).toEqual([11, 18, 4, 11, 18]);
    expect(sources(MONDAY + 98, MONDAY + 105)).toEqual([21, 22, 23, 17, 18, 19, 20]);
  });

  it("of the log's own days is the log as it is", () => {
    const rows = projected(MONDAY, MONDAY + 24);
    expect(rows.map(({ base, timeMs }) => [base, timeMs])).toEqual(
      Array.from(log.timeMs, (timeMs, row) => [row, timeMs]),
    );
  });

  it("of some of them is those", () => {
    const rows = projected(MONDAY + 10, MONDAY + 24);
    expect(rows.map(({ base }) => base)).toEqual(Array.from({ length: 28 }, (_, i) => 20 + i));
  });

  it("keeps the users, and the history at its own times", () => {
    const past = logOf([
      { timeMs: noonOf(MONDAY - 30), user: 1, prior: true },
      { timeMs: noonOf(MONDAY - 29), user: 1, prior: true, refundOf: 0 },
      { timeMs: noonOf(MONDAY), user: 1 },
    ]);
    const horizon = { first: MONDAY + 70, until: MONDAY + 71 };
    for (const resample of ["none", "days"] as const) {
      const sampler = createSampler(past, { ...AS_IS, resample, horizon }, SHANGHAI);
      expect(rowsOf(sampler, 0).map(({ base, timeMs }) => [base, timeMs])).toEqual([
        [0, noonOf(MONDAY - 30)],
        [1, noonOf(MONDAY - 29)],
        [2, noonOf(MONDAY + 70)],
      ]);
    }
  });

  it("draws users as without it, each with all its days", () => {
    const rows = projected(MONDAY + 98, MONDAY + 105, "users");
    expect(rows).toHaveLength(14);
    const horizonless = rowsOf(createSampler(log, { ...AS_IS, resample: "users" }, SHANGHAI), 0);
    expect(rows.map(({ base, person }) => [base % 2, person]).slice(0, 2)).toEqual(
      horizonless.map(({ base, person }) => [base % 2, person]).slice(0, 2),
    );
  });
});

describe("a weekday that the log lacks", () => {
  it.each([
    { days: 4, first: MONDAY, sources: [0, 1, 2, 3, 3, 0, 0] }, // Monday to Thursday; Saturday is as near to both
    { days: 2, first: MONDAY + 5, sources: [6, 6, 5, 5, 5, 5, 6] }, // a weekend
    { days: 4, first: MONDAY + 3, sources: [3, 3, 3, 3, 4, 5, 6] }, // Thursday to Sunday
    { days: 1, first: MONDAY + 5, sources: [5, 5, 5, 5, 5, 5, 5] },
  ])("is stood in for by the nearest of its kind: $days days", ({ days, first, sources }) => {
    const log = logOfDays(days, first);
    const horizon = { first: MONDAY + 70, until: MONDAY + 77 };
    const rows = rowsOf(createSampler(log, { ...AS_IS, horizon }, SHANGHAI), 0);
    expect(rows.filter((_, i) => i % 2 === 0).map(({ base }) => dayOfRow(base, first) - MONDAY)).toEqual(sources);
    expect(rows.map(({ timeMs }) => timeMs)).toEqual(rows.map((_, i) => noonOf(MONDAY + 70 + (i >> 1))));
  });

  it("is warned of, if the horizon has it", () => {
    const log = { first: MONDAY, until: MONDAY + 6 };
    const messages = missingWeekdays(log, { first: MONDAY + 70, until: MONDAY + 77 }).map(({ message }) => message);
    expect(messages).toEqual(["the log has no Sunday: those of the horizon take the rows of a Saturday"]);
    expect(missingWeekdays(log, { first: MONDAY + 70, until: MONDAY + 76 })).toEqual([]);
    expect(missingWeekdays({ first: 0, until: 0 }, log)).toEqual([]);
  });
});
