/** A moment in a file: `2026-01-02` or `2026-01-02T10:00`, by the time zone of the run. */
import type { DocumentFile } from "../documents/document-file.js";
import type { Path } from "../documents/tree.js";
import type { Zone } from "../domain/zone.js";
import { quote } from "../schema/quote.js";
import { parseMoment } from "./parse-moment.js";

/** Epoch milliseconds of the text at `path`; NaN where it was reported, which compares as false with everything. */
export function readMoment(file: DocumentFile, path: Path, text: string, zone: Zone): number {
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
