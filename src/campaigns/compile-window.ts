/** `window`: dates in words of the file to instants, weekdays to numbers, hours to minutes. */

import type { DocumentFile } from "../documents/document-file.js";
import type { Path } from "../documents/tree.js";
import type { Zone } from "../domain/zone.js";
import { quote } from "../schema/quote.js";
import type { Window } from "./campaign.js";
import { type Shapes, WEEKDAYS } from "./campaign-schema.js";
import { type HourSpan, parseHours } from "./parse-hours.js";
import { parseMoment } from "./parse-moment.js";
import { readKeys } from "./read-keys.js";

/** The window at `path`; without one, all time. */
export function compileWindow(file: DocumentFile, path: Path, zone: Zone, shape: Shapes["window"]): Window {
  const { start, end, days, hours } = readKeys(file, path, "window", shape);
  const startMs = start === undefined ? Number.NEGATIVE_INFINITY : moment(file, [...path, "start"], start, zone);
  const endMs = end === undefined ? Number.POSITIVE_INFINITY : moment(file, [...path, "end"], end, zone);
  if (startMs >= endMs) {
    const hint = "end is exclusive: write a later one (for one day, the date of the day after)";
    file.report([...path, "end"], "empty-window", "the window ends before it starts, or as it starts", hint);
  }
  const weekdays = days?.map((day) => WEEKDAYS.indexOf(day));
  return {
    startMs,
    endMs,
    days: weekdays === undefined ? null : [...new Set(weekdays)].sort((a, b) => a - b),
    hours: hours === undefined ? null : hours.map((text, index) => span(file, [...path, "hours", index], text)),
  };
}

/** NaN where the text was reported: it compares as false with everything. */
function moment(file: DocumentFile, path: Path, text: string, zone: Zone): number {
  const found = parseMoment(text, zone);
  if (typeof found === "number") return found;
  const message = {
    not_a_moment: `${quote(text)} is not a date`,
    no_such_date: `there is no date ${quote(text)}`,
    no_such_time: `there is no time ${quote(text)}`,
  }[found];
  file.report(path, "bad-date", message, "write 2026-01-02, or 2026-01-02T10:00:00 with or without an offset");
  return Number.NaN;
}

function span(file: DocumentFile, path: Path, text: string): HourSpan {
  const found = parseHours(text);
  if (typeof found === "object") return found;
  const [message, hint] = {
    not_a_span: [`${quote(text)} is not a span of hours`, 'write "10:00-14:00"'],
    no_such_time: [
      `${quote(text)} has a time that does not exist`,
      "hours go from 00:00 to 23:59, and 24:00 as an end",
    ],
    empty_span: [`${quote(text)} ends where it starts`, 'for the whole day write "00:00-24:00", or leave hours out'],
  }[found];
  file.report(path, "bad-hours", message, hint);
  return { from: 0, until: 1 };
}
