import fc from "fast-check";
import { Temporal } from "temporal-polyfill";
import { describe, expect, it } from "vitest";
import {
  civilFromDays,
  DAY_MS,
  daysFromCivil,
  daysInMonth,
  formatDay,
  periodIndex,
  weekdayOf,
} from "../../src/domain/civil-date.js";
import { formatDuration } from "../../src/domain/duration.js";
import { compareCodePoints } from "../../src/domain/text-order.js";
import { wallMs, Zone } from "../../src/domain/zone.js";

const days = fc.integer({ min: -700_000, max: 2_900_000 });

function zone(name: string): Zone {
  const found = Zone.named(name);
  if (found === null) throw new Error(`no zone ${name}`);
  return found;
}

describe("the civil calendar", () => {
  it("agrees with Temporal on every date", () => {
    fc.assert(
      fc.property(days, (day) => {
        const date = Temporal.PlainDate.from("1970-01-01").add({ days: day });
        expect(civilFromDays(day)).toEqual({ year: date.year, month: date.month, day: date.day });
        expect(daysFromCivil(date.year, date.month, date.day)).toBe(day);
        expect(weekdayOf(day)).toBe(date.dayOfWeek - 1);
        expect(daysInMonth(date.year, date.month)).toBe(date.daysInMonth);
      }),
    );
  });

  it("numbers periods so that neighbours differ exactly at their borders", () => {
    const sunday = daysFromCivil(2026, 3, 1);
    expect(weekdayOf(sunday)).toBe(6);
    expect(periodIndex("week", sunday + 1) - periodIndex("week", sunday)).toBe(1);
    expect(periodIndex("week", sunday)).toBe(periodIndex("week", sunday - 6));
    expect(periodIndex("month", sunday) - periodIndex("month", sunday - 1)).toBe(1);
    expect(periodIndex("month", sunday)).toBe(periodIndex("month", sunday + 30));
    expect(periodIndex("day", sunday)).toBe(sunday);
    expect(formatDay(sunday)).toBe("2026-03-01");
    expect([daysFromCivil(0, 1, 1), daysFromCivil(9999, 12, 31)].map(formatDay)).toEqual(["0000-01-01", "9999-12-31"]);
    expect([daysFromCivil(0, 1, 1) - 1, daysFromCivil(9999, 12, 31) + 1].map(formatDay)).toEqual([
      "-000001-12-31",
      "+010000-01-01",
    ]);
  });
});

describe("Zone", () => {
  it("knows no zone of another name, and takes no bare offset for one", () => {
    expect([Zone.named("Mars/Olympus"), Zone.named("+08:00"), Zone.named("")]).toEqual([null, null, null]);
  });

  it.each(["Asia/Shanghai", "America/New_York", "Europe/London", "America/Sao_Paulo", "Australia/Lord_Howe", "UTC"])(
    "agrees with Temporal in %s, gaps and repeated hours included",
    (name) => {
      const here = zone(name);
      const moment = fc.integer({ min: Date.UTC(1975, 0), max: Date.UTC(2040, 0) });
      fc.assert(
        fc.property(moment, (timeMs) => {
          const there = Temporal.Instant.fromEpochMilliseconds(timeMs).toZonedDateTimeISO(name);
          expect(here.offsetAt(timeMs)).toBe(there.offsetNanoseconds / 1e6);
          expect(here.dayOf(timeMs)).toBe(daysFromCivil(there.year, there.month, there.day));
        }),
      );
      const hour = fc.integer({ min: Date.UTC(2015, 0) / 1_800_000, max: Date.UTC(2026, 0) / 1_800_000 });
      fc.assert(
        fc.property(hour, (half) => {
          const wall = Temporal.Instant.fromEpochMilliseconds(half * 1_800_000)
            .toZonedDateTimeISO("UTC")
            .toPlainDateTime();
          expect(here.instantOf(half * 1_800_000)).toBe(wall.toZonedDateTime(name).epochMilliseconds);
        }),
      );
    },
  );

  it("moves a skipped time forward by the gap and takes the earlier of two", () => {
    const newYork = zone("America/New_York");
    expect(newYork.format(newYork.instantOf(wallMs(2026, 3, 8, 2, 30, 0, 0)))).toBe("2026-03-08T03:30:00-04:00");
    expect(newYork.format(newYork.instantOf(wallMs(2026, 11, 1, 1, 30, 0, 0)))).toBe("2026-11-01T01:30:00-04:00");
  });

  it("begins a day whose midnight is skipped at one o'clock", () => {
    const saoPaulo = zone("America/Sao_Paulo");
    expect(saoPaulo.format(saoPaulo.startOfDay(daysFromCivil(2018, 11, 4)))).toBe("2018-11-04T01:00:00-02:00");
  });

  it("writes milliseconds only where they are not 0", () => {
    const shanghai = zone("Asia/Shanghai");
    expect(shanghai.format(0)).toBe("1970-01-01T08:00:00+08:00");
    expect(shanghai.format(7)).toBe("1970-01-01T08:00:00.007+08:00");
  });
});

describe("words and order", () => {
  it("says a duration in its largest whole unit", () => {
    expect([30 * DAY_MS, DAY_MS, DAY_MS / 2, 900_000].map(formatDuration)).toEqual([
      "30 days",
      "1 day",
      "12 hours",
      "15 minutes",
    ]);
  });

  it("compares by code points, also beyond the first plane", () => {
    const naive = (a: string, b: string) => {
      const [left, right] = [[...a], [...b]].map((text) => text.map((c) => c.codePointAt(0) ?? 0));
      for (let i = 0; i < Math.min(left.length, right.length); i++) if (left[i] !== right[i]) return left[i] - right[i];
      return left.length - right.length;
    };
    const text = fc.string({ unit: fc.constantFrom("a", "B", "中", "\uffee", "\u{1f600}", "\u{10ffff}", "\ue000") });
    fc.assert(
      fc.property(text, text, (a, b) => {
        expect(Math.sign(compareCodePoints(a, b))).toBe(Math.sign(naive(a, b)));
      }),
    );
  });
});
