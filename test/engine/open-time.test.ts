/** Open time against the minutes counted one by one, around clock changes and midnights. */
import { describe, expect, it } from "vitest";
import type { CampaignSet } from "../../src/campaigns/campaign.js";
import { OpenTime } from "../../src/engine/open-time.js";
import { OpenWindows } from "../../src/engine/screen/open-windows.js";
import { DISCOUNT, load } from "../campaigns/campaign-text.js";
import { openMinutes, type WindowText, windowKey } from "./open-minutes.js";

const NIGHTS = ["22:00-02:30", "01:15-03:45"];

const WINDOWS: readonly (WindowText & { readonly title: string })[] = [
  {
    title: "no clock change",
    zone: "Asia/Shanghai",
    start: "2026-01-05T00:00",
    end: "2026-01-19T00:00",
    hours: NIGHTS,
  },
  {
    title: "nights of listed days, which end on the day after",
    zone: "Asia/Shanghai",
    start: "2026-01-04T12:34",
    end: "2026-01-18T01:07",
    days: ["sun", "mon", "fri"],
    hours: ["20:00-04:00"],
  },
  {
    title: "days without hours",
    zone: "America/New_York",
    start: "2026-03-01T06:00",
    end: "2026-03-15T18:00",
    days: ["sun", "tue"],
  },
  { title: "neither days nor hours", zone: "Europe/Berlin", start: "2026-03-28T09:00", end: "2026-03-30T09:01" },
  {
    title: "an hour that is skipped",
    zone: "Europe/Berlin",
    start: "2026-03-25T00:00",
    end: "2026-04-02T00:00",
    hours: ["02:15-02:45", "23:30-02:20", "12:00-13:00"],
  },
  {
    title: "an hour that comes twice",
    zone: "Europe/Berlin",
    start: "2026-10-22T00:00",
    end: "2026-10-29T00:00",
    hours: NIGHTS,
  },
  {
    title: "a Sunday of 25 hours",
    zone: "Europe/Berlin",
    start: "2026-10-01T00:00",
    end: "2026-11-01T00:00",
    days: ["sun"],
  },
  {
    title: "spring in New York, overlapping spans",
    zone: "America/New_York",
    start: "2026-03-05T00:00",
    end: "2026-03-11T00:00",
    hours: ["01:00-05:00", "00:30-02:30", "02:30-03:30", "23:00-01:10"],
  },
  {
    title: "autumn in New York, Saturday's night alone",
    zone: "America/New_York",
    start: "2026-10-30T00:00",
    end: "2026-11-04T00:00",
    days: ["sat"],
    hours: ["23:00-06:00"],
  },
  {
    title: "half an hour skipped",
    zone: "Australia/Lord_Howe",
    start: "2026-10-02T00:00",
    end: "2026-10-07T00:00",
    hours: ["01:40-02:20", "22:00-02:10"],
  },
  {
    title: "half an hour that comes twice",
    zone: "Australia/Lord_Howe",
    start: "2026-04-03T00:00",
    end: "2026-04-08T00:00",
    hours: ["01:20-01:45", "01:40-03:00"],
  },
  {
    title: "a midnight that is skipped",
    zone: "Africa/Cairo",
    start: "2026-04-22T12:00",
    end: "2026-04-26T12:00",
    hours: ["23:10-01:20"],
  },
  {
    title: "an hour before midnight that comes twice",
    zone: "Africa/Cairo",
    start: "2026-10-28T12:00",
    end: "2026-11-01T12:00",
    hours: ["22:40-00:20"],
  },
  {
    title: "before 1970",
    zone: "Asia/Shanghai",
    start: "1969-12-28T00:00",
    end: "1970-01-04T00:00",
    days: ["wed", "thu"],
  },
];

function setWith(window: WindowText): CampaignSet {
  const head = `version: 1\ncurrency: CNY\ntimezone: ${window.zone}\n`;
  return load(`${head}campaigns:\n  - id: c\n    ${windowKey(window)}\n    ${DISCOUNT}\n`);
}

/** The middle of each of `count` equal parts of the open time. */
function middles(openTime: OpenTime, count: number): number[] {
  return Array.from({ length: count }, (_, i) => Math.round(openTime.momentAt((i + 0.5) / count)));
}

describe.each(WINDOWS.map((window) => [`${window.zone}: ${window.title}`, window] as const))("%s", (_title, window) => {
  const { campaigns, zone } = setWith(window);
  const minutes = openMinutes(window);
  const middle = ({ timeMs }: { timeMs: number }) => timeMs + 30_000;

  it("runs through the open minutes, each once and alike", () => {
    const openTime = new OpenTime(campaigns[0].window, zone, Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY);
    expect(minutes.length).toBeGreaterThan(100);
    expect(middles(openTime, minutes.length)).toEqual(minutes.map(middle));
  });

  it("is dealt out to local days", () => {
    for (
      let day = zone.dayOf(minutes[0].timeMs) - 1;
      day <= zone.dayOf(minutes[minutes.length - 1].timeMs) + 1;
      day++
    ) {
      const date = new Date(day * 86_400_000).toISOString().slice(0, 10);
      const own = minutes.filter((minute) => minute.day === date);
      const openTime = new OpenTime(campaigns[0].window, zone, zone.startOfDay(day), zone.startOfDay(day + 1));
      if (own.length === 0) expect(openTime.momentAt(0.5)).toBe(Number.POSITIVE_INFINITY);
      else expect(middles(openTime, own.length)).toEqual(own.map(middle));
    }
  });

  it("is the time at which the screen lets payments pass", () => {
    const windows = new OpenWindows(campaigns, zone);
    const open: number[] = [];
    for (let at = minutes[0].timeMs - 3_600_000; at < minutes[minutes.length - 1].timeMs + 3_600_000; at += 60_000) {
      windows.moveTo(at);
      windows.refresh();
      if (windows.open[0] !== 0) open.push(at);
    }
    expect(open).toEqual(minutes.map(({ timeMs }) => timeMs));
  });
});

describe("the ends of open time", () => {
  const { campaigns, zone } = setWith({
    zone: "Asia/Shanghai",
    start: "2026-01-05T10:00:01.500",
    end: "2026-01-06T10:00:00.250",
    hours: ["10:00-10:01"],
  });
  const { window } = campaigns[0];

  it("are those of the window to the millisecond", () => {
    const openTime = new OpenTime(window, zone, window.startMs, window.endMs);
    const from = Date.parse("2026-01-05T02:00:01.500Z");
    const lengthMs = 58_500 + 250;
    expect(openTime.momentAt(0)).toBe(from);
    expect(openTime.momentAt(58_500 / lengthMs)).toBe(Date.parse("2026-01-06T02:00:00Z"));
    // An instant of our days is a double to a quarter of a microsecond: the last one may be the end itself.
    expect(window.endMs - openTime.momentAt(1 - 2 ** -53)).toBeCloseTo(0, 3);
  });

  it("are nowhere where the window is never open", () => {
    const openTime = new OpenTime(window, zone, window.startMs + 60_000, window.endMs - 60_000);
    expect([openTime.momentAt(0), openTime.momentAt(0.999)]).toEqual([
      Number.POSITIVE_INFINITY,
      Number.POSITIVE_INFINITY,
    ]);
  });
});
