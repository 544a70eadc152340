/** `window`: dates in words of the file to instants, weekdays to numbers, hours to minutes. */

import type { DocumentFile } from "../documents/document-file.js";
import { readKeys } from "../documents/read-keys.js";
import type { Path } from "../documents/tree.js";
import type { Zone } from "../domain/zone.js";
import { quote } from "../schema/quote.js";
import type { Window } from "./campaign.js";
import { type Shapes, WEEKDAYS } from "./campaign-schema.js";
import { type HourSpan, parseHours } from "./parse-hours.js";
import { readMoment } from "./read-moment.js";

/** The window at `path`; without one, all time. */
export function compileWindow(file: DocumentFile, path: Path, zone: Zone, shape: Shapes["window"]): Window {
  const { start, end, days, hours } = readKeys(file, path, shape);
  const startMs = start === undefined ? Number.NEGATIVE_INFINITY : readMoment(file, [...path, "start"], start, zone);
  const endMs = end === undefined ? Number.POSITIVE_INFINITY : readMoment(file, [...path, "end"], end, zone);
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
