import { describe, expect, it } from "vitest";
import { parseHours } from "../../src/campaigns/parse-hours.js";
import { parseMoment } from "../../src/campaigns/parse-moment.js";
import { Zone } from "../../src/domain/zone.js";
import { campaignWith } from "./campaign-text.js";

function zone(name: string): Zone {
  const found = Zone.named(name);
  if (found === null) throw new Error(name);
  return found;
}

const SHANGHAI = zone("Asia/Shanghai");

describe("moments of a window", () => {
  it.each([
    ["2026-01-02", "2026-01-01T16:00:00Z"],
    ["2026-01-02T10:00", "2026-01-02T02:00:00Z"],
    ["2026-01-02 10:00:30", "2026-01-02T02:00:30Z"],
    ["2026-01-02T10:00:00.1239", "2026-01-02T02:00:00.123Z"],
    ["2026-01-02T10:00:00Z", "2026-01-02T10:00:00Z"],
    ["2026-01-02T10:00:00+08", "2026-01-02T02:00:00Z"],
    ["2026-01-02T10:00:00-0330", "2026-01-02T13:30:00Z"],
    ["2026-01-02T10:00 +05:45", "2026-01-02T04:15:00Z"],
    ["2024-02-29", "2024-02-28T16:00:00Z"],
  ])("%s is %s", (text, instant) => {
    expect(parseMoment(text, SHANGHAI)).toBe(Date.parse(instant));
  });

  it.each([
    ["2026-02-29", "no_such_date"],
    ["2026-13-01", "no_such_date"],
    ["2026-00-10", "no_such_date"],
    ["2026-01-00", "no_such_date"],
    ["2026-01-02T24:00", "no_such_time"],
    ["2026-01-02T10:60", "no_such_time"],
    ["2026-01-02T10:00:60", "no_such_time"],
    ["2026-01-02T10:00+24:00", "no_such_time"],
    ["2026-01-02T10:00+08:60", "no_such_time"],
    ["2026-1-2", "not_a_moment"],
    ["2026-01-02T", "not_a_moment"],
    ["20260102", "not_a_moment"],
    ["2026-01-02T10:00 Asia/Shanghai", "not_a_moment"],
    ["tomorrow", "not_a_moment"],
  ])("%s is none: %s", (text, fault) => {
    expect(parseMoment(text, SHANGHAI)).toBe(fault);
  });

  it("follow daylight saving: skipped times move forward, of two the earlier", () => {
    const paris = zone("Europe/Paris");
    expect(parseMoment("2026-03-29T02:30", paris)).toBe(Date.parse("2026-03-29T03:30:00+02:00"));
    expect(parseMoment("2026-10-25T02:30", paris)).toBe(Date.parse("2026-10-25T02:30:00+02:00"));
    // In Santiago midnight of that day is skipped: the day begins at one.
    expect(parseMoment("2026-09-06", zone("America/Santiago"))).toBe(Date.parse("2026-09-06T01:00:00-03:00"));
  });
});

describe("spans of hours", () => {
  it.each([
    ["10:00-14:00", 600, 840],
    ["9:05-9:06", 545, 546],
    ["22:00-02:00", 1320, 1560],
    ["22:00-00:00", 1320, 1440],
    ["18:00 - 24:00", 1080, 1440],
    ["00:00-24:00", 0, 1440],
    ["00:01-00:00", 1, 1440],
  ])("%s", (text, from, until) => {
    expect(parseHours(text)).toEqual({ from, until });
  });

  it.each([
    ["10:00-10:00", "empty_span"],
    ["24:00-02:00", "no_such_time"],
    ["24:00-24:00", "no_such_time"],
    ["10:00-24:01", "no_such_time"],
    ["10:60-11:00", "no_such_time"],
    ["10-12", "not_a_span"],
    ["10:00", "not_a_span"],
    ["10:00-11:00-12:00", "not_a_span"],
  ])("%s is none: %s", (text, fault) => {
    expect(parseHours(text)).toBe(fault);
  });

  it("lists weekdays once each, in order", () => {
    expect(campaignWith("window: { days: [sun, mon, sun] }").window.days).toEqual([0, 6]);
  });
});
