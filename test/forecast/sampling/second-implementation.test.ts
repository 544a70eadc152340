/** The sampler gives what a naive second implementation gives, row by row, whatever is varied and wherever clocks change. */
import { describe, expect, it } from "vitest";
import { Zone } from "../../../src/domain/zone.js";
import type { ForecastSettings } from "../../../src/forecast/contract.js";
import { createSampler } from "../../../src/forecast/sampling/create-sampler.js";
import { AS_IS, madeUpLog, noRows, rowsOf } from "./made-up-log.js";
import { sampleNaively } from "./naive-sampler.js";

const DAY_MS = 86_400_000;

/** From the given moment on, clocks change within the next three weeks but in Shanghai. */
const PLACES = [
  { zone: "Asia/Shanghai", start: "2026-01-01T00:00:00Z" },
  { zone: "Europe/Berlin", start: "2026-03-20T00:00:00Z" },
  { zone: "Europe/Berlin", start: "2026-10-15T00:00:00Z" },
  { zone: "America/Sao_Paulo", start: "2017-10-06T00:00:00Z" }, // midnight is skipped
  { zone: "America/Sao_Paulo", start: "2018-02-10T00:00:00Z" }, // the last hour of a day comes twice
  { zone: "America/St_Johns", start: "2005-10-20T00:00:00Z" }, // at 00:01, back into the day before
  { zone: "America/Toronto", start: "1919-03-18T05:00:00Z" }, // an hour around midnight is skipped
  { zone: "Pacific/Apia", start: "2011-12-20T00:00:00Z" }, // a whole day is left out
];

const VARIED: Record<string, Partial<ForecastSettings>> = {
  nothing: {},
  growth: { growth: { low: 0.7, high: 2.2 } },
  holidays: {},
  users: { resample: "users", growth: { low: 1.2, high: 1.2 } },
  days: { resample: "days" },
  uplift: { uplift: 1.4 },
  everything: { resample: "days", growth: { low: 0.5, high: 1.5 }, uplift: 0.3 },
};

describe.each(PLACES)("$zone from $start", ({ zone: name, start }) => {
  const startMs = Date.parse(start);
  const first = Math.floor(startMs / DAY_MS);
  const log = madeUpLog(first, 200, startMs, 21);
  const zone = Zone.named(name) as Zone;
  const holidays = new Map([
    [first + 4, 0],
    [first + 9, 2.5],
    [first + 10, 0.4],
    [first + 25, 3],
  ]);

  it.each(Object.entries(VARIED))("with %s", (what, varied) => {
    for (const horizon of [
      null,
      { first: first + 5, until: first + 40 },
      { first: first + 300, until: first + 312 },
      { first: first - 3, until: first + 9 },
    ]) {
      const settings = {
        ...AS_IS,
        ...varied,
        horizon,
        ...(what === "holidays" || what === "everything" ? { holidays } : {}),
      };
      const sampler = createSampler(log, settings, zone);
      const rows = noRows();
      for (const run of [0, 7]) {
        const sampled = rowsOf(sampler, run, rows);
        expect(sampled).toEqual(sampleNaively(log, settings, name, run));
        expect(sampled.length).toBeGreaterThan(20);
      }
    }
  });
});

it("gives a log without rows, or with nothing but history, as it is", () => {
  for (const log of [madeUpLog(1, 0, 0, 1), madeUpLog(1, 5, 0, 1)]) {
    log.prior.fill(1);
    for (const varied of Object.values(VARIED)) {
      const settings = { ...AS_IS, ...varied, growth: AS_IS.growth, resample: "days" as const };
      const rows = rowsOf(createSampler(log, settings, Zone.named("UTC") as Zone), 0);
      expect(rows.map(({ base }) => base)).toEqual(Array.from(log.timeMs, (_, row) => row));
    }
  }
});
