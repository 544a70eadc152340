/** Growth, holidays and further payments: how many come, whose they are, and that refunds stay with their payments. */
import { describe, expect, it } from "vitest";
import { Zone } from "../../../src/domain/zone.js";
import type { ForecastSettings } from "../../../src/forecast/contract.js";
import { createSampler } from "../../../src/forecast/sampling/create-sampler.js";
import type { SampledLog } from "../../../src/forecast/sampling/sampled-log.js";
import { AS_IS, logOf, madeUpLog, noRows, rowsOf } from "./made-up-log.js";

const DAY_MS = 86_400_000;
const UTC = Zone.named("UTC") as Zone;
/** 2026-01-05, a Monday. */
const MONDAY = 20_458;

function sample(log: SampledLog, varied: Partial<ForecastSettings>, run = 0) {
  return rowsOf(createSampler(log, { ...AS_IS, ...varied }, UTC), run);
}

/** A payment an hour for so many days, each by a user of its own. */
const hourly = (days: number) =>
  logOf(Array.from({ length: 24 * days }, (_, row) => ({ timeMs: MONDAY * DAY_MS + row * 3_600_000, user: row + 1 })));

describe("growth", () => {
  it.each([0.3, 1, 1.75, 3])("of %d brings that many customers", (factor) => {
    const log = hourly(100);
    const growth = { low: factor, high: factor };
    const persons = sample(log, { growth }).map(({ person }) => person);
    const spread = Math.sqrt(2400 * (factor % 1) * (1 - (factor % 1)));
    expect(Math.abs(persons.length - 2400 * factor)).toBeLessThanOrEqual(5 * spread);
    expect(new Set(persons)).toEqual(new Set(Array.from({ length: Math.ceil(factor) }, (_, person) => person)));
    expect(sample(log, { growth, resample: "users" })).toHaveLength(2400 * factor);
  });

  it("of draws with replacement is rounded to a whole number of them", () => {
    for (const [factor, draws] of [
      [1.0003, 2401],
      [0.9999, 2400],
      [0.9997, 2399],
    ]) {
      const growth = { low: factor, high: factor };
      expect(sample(hourly(100), { growth, resample: "users" })).toHaveLength(draws);
    }
  });

  it("is drawn evenly from its range, anew for each run", () => {
    const sampler = createSampler(hourly(5), { ...AS_IS, resample: "users", growth: { low: 0.5, high: 1.5 } }, UTC);
    const rows = noRows();
    const counts = Array.from({ length: 4000 }, (_, run) => {
      sampler.sample(run, rows);
      return rows.length;
    });
    expect(Math.min(...counts)).toBeGreaterThanOrEqual(60);
    expect(Math.max(...counts)).toBeLessThanOrEqual(180);
    for (let quarter = 0; quarter < 4; quarter++) {
      const from = 60 + 30 * quarter;
      const inside = counts.filter((count) => count > from && count <= from + 30).length;
      expect(Math.abs(inside / 4000 - 0.25)).toBeLessThan(5 * Math.sqrt((0.25 * 0.75) / 4000));
    }
  });
});

describe("holidays", () => {
  const paid = hourly(300);
  const holiday = (factor: number) => new Map(Array.from({ length: 150 }, (_, day) => [MONDAY + 2 * day, factor]));
  const even = (base: number) => Math.floor(base / 24) % 2 === 0;

  it.each([0, 0.25, 1, 2.5])(
    "times %d bring that many payments of the same customers at the same moment, on those days",
    (factor) => {
      for (const resample of ["none", "days"] as const) {
        const onDays = (timeMs: number) => even((timeMs - MONDAY * DAY_MS) / 3_600_000);
        const rows = sample(paid, { holidays: holiday(factor), resample });
        expect(rows.filter(({ timeMs }) => !onDays(timeMs))).toHaveLength(3600);
        const count = rows.filter(({ timeMs }) => onDays(timeMs)).length;
        expect(Math.abs(count - 3600 * factor)).toBeLessThanOrEqual(
          5 * Math.sqrt(3600 * (factor % 1) * (1 - (factor % 1))),
        );
        expect(rows.every(({ person }) => person === 0)).toBe(true);
      }
    },
  );

  it("repeat a payment whole times at least", () => {
    const times = new Int32Array(paid.length);
    for (const { base } of sample(paid, { holidays: holiday(2.5) })) times[base]++;
    for (const [base, count] of times.entries()) expect(even(base) ? [2, 3] : [1]).toContain(count);
  });
});

describe("uplift", () => {
  it("repeats payments at the same time on another day of the weekday, by the same customer", () => {
    const log = hourly(28);
    const rows = sample(log, { uplift: 0.5 });
    const further = rows.filter(({ base, timeMs }) => timeMs !== log.timeMs[base]);
    expect(rows.filter(({ base, timeMs }) => timeMs === log.timeMs[base])).toHaveLength(log.length);
    expect(Math.abs(further.length - log.length / 2)).toBeLessThan(5 * Math.sqrt(log.length / 4));
    const weeks = new Set<number>();
    for (const { base, person, timeMs } of further) {
      const apart = (timeMs - log.timeMs[base]) / (7 * DAY_MS);
      expect([Number.isInteger(apart), person]).toEqual([true, 0]);
      expect(Math.abs(apart)).toBeLessThan(4);
      weeks.add(apart);
    }
    expect([...weeks].sort((a, b) => a - b)).toEqual([-3, -2, -1, 1, 2, 3]);
  });

  it("falls on the same day if there is no other", () => {
    const log = hourly(2);
    const rows = sample(log, { uplift: 1 });
    expect(rows.map(({ timeMs }) => timeMs)).toEqual([...log.timeMs].flatMap((timeMs) => [timeMs, timeMs]));
  });

  it("of holidays is subject to their factor", () => {
    const log = hourly(14);
    const rows = sample(log, { uplift: 1, holidays: new Map([[MONDAY, 0]]) });
    expect(rows.filter(({ timeMs }) => timeMs < (MONDAY + 1) * DAY_MS)).toEqual([]);
    // Of the other Monday its own; its further payments would have come on the first.
    expect(rows.filter(({ base }) => Math.floor(base / 24) === 7)).toHaveLength(24);
    expect(rows.filter(({ base }) => Math.floor(base / 24) === 0)).toHaveLength(24);
  });
});

const VARIED: Record<string, Partial<ForecastSettings>> = {
  users: { resample: "users" },
  days: { resample: "days" },
  "a horizon": { horizon: { first: MONDAY + 100, until: MONDAY + 160 } },
  holidays: { holidays: new Map([[MONDAY + 2, 2.5]]) },
  everything: { resample: "days", uplift: 1.3, growth: { low: 0.5, high: 2 }, holidays: new Map([[MONDAY + 9, 2.5]]) },
};

describe.each(Object.entries(VARIED))("with %s", (_, varied) => {
  const log = madeUpLog(77, 600, MONDAY * DAY_MS, 28);
  const sampler = createSampler(log, { ...AS_IS, ...varied }, UTC);

  it("the k-th of a refund comes after the k-th of its payment, as long after it as in the log", () => {
    let refunds = 0;
    for (let run = 0; run < 10; run++) {
      const rows = rowsOf(sampler, run);
      const places = new Map<string, number[]>();
      for (const [place, { base, person }] of rows.entries()) {
        const name = `${base} ${person}`;
        places.set(name, [...(places.get(name) ?? []), place]);
      }
      for (const [place, { base, person, timeMs }] of rows.entries()) {
        const payment = log.refundOf[base];
        if (
          log.type[base] === 0 ||
          log.prior[base] === 1 ||
          payment === -1 ||
          log.type[payment] === 1 ||
          log.prior[payment] === 1
        )
          continue;
        const k = (places.get(`${base} ${person}`) ?? []).indexOf(place);
        const paidAt = places.get(`${payment} ${person}`)?.[k] ?? Number.POSITIVE_INFINITY;
        expect(paidAt).toBeLessThan(place);
        expect(timeMs - rows[paidAt].timeMs).toBe(log.timeMs[base] - log.timeMs[payment]);
        refunds++;
      }
    }
    expect(refunds).toBeGreaterThan(100);
  });

  it("a run is the same whatever was asked before, and in whatever buffers; runs and seeds differ", () => {
    const rows = noRows();
    const forward = [0, 1, 2, 3].map((run) => rowsOf(sampler, run, rows));
    const backward = [3, 2, 1, 0].map((run) => rowsOf(sampler, run)).reverse();
    const anew = [0, 1, 2, 3].map((run) => sample(log, varied, run));
    expect(backward).toEqual(forward);
    expect(anew).toEqual(forward);
    if (varied.horizon === undefined) {
      expect(forward[1]).not.toEqual(forward[0]);
      expect(sample(log, { ...varied, seed: "another" })).not.toEqual(forward[0]);
    }
  });
});
