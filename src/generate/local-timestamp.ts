/** Writes moments that come in order as ISO 8601 with offset, working out date and hour once a quarter of an hour. */
import { MINUTE_MS } from "../domain/civil-date.js";
import type { Zone } from "../domain/zone.js";

const QUARTER_MS = 15 * MINUTE_MS;
const TWO_DIGITS = Array.from({ length: 60 }, (_, value) => String(value).padStart(2, "0"));

export class LocalTimestamp {
  private quarter = Number.NaN;
  private dateAndHour = "";
  private offset = "";
  private firstMinute = 0;

  constructor(private readonly zone: Zone) {}

  /** `timeMs` is a whole second. */
  format(timeMs: number): string {
    const quarter = Math.floor(timeMs / QUARTER_MS);
    // Since 2000 all offsets are whole quarters of an hour. A clock change inside a quarter (00:01 in St John's until 2011) shows from
    // the next one on; the moment that is written is the right one all the same.
    if (quarter !== this.quarter) {
      const text = this.zone.format(quarter * QUARTER_MS);
      this.quarter = quarter;
      this.dateAndHour = text.slice(0, 14);
      this.firstMinute = Number(text.slice(14, 16));
      this.offset = text.slice(19);
    }
    const seconds = (timeMs - quarter * QUARTER_MS) / 1000;
    const minute = this.firstMinute + Math.floor(seconds / 60);
    return `${this.dateAndHour}${TWO_DIGITS[minute]}:${TWO_DIGITS[seconds % 60]}${this.offset}`;
  }
}
