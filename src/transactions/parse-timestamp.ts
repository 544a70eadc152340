/** Instants from the bytes of a timestamp cell, in any of the formats of the log; nothing is allocated. */
import { DAY_MS, daysFromCivil, daysInMonth, MINUTE_MS } from "../domain/civil-date.js";
import type { Zone } from "../domain/zone.js";

const ZERO = 0x30;

/**
 * Epoch milliseconds of the text in `[from, to)`, NaN if it is no timestamp.
 *
 * `yyyy-MM-dd` alone (its local midnight), or followed by `T` or a blank and `HH:mm`, `:ss`, a fraction (cut after the millisecond),
 * an offset (`Z`, `+08`, `+0800`, `+08:00`); without one it is local in `zone`. Digits alone: 9 or 10 are epoch seconds, 13 epoch
 * milliseconds, 8, 12 and 14 local `yyyyMMdd[HHmm[ss]]`.
 */
export function parseTimestamp(bytes: Uint8Array, from: number, to: number, zone: Zone): number {
  const length = to - from;
  if (length >= 10 && bytes[from + 4] === 0x2d) return parseIso(bytes, from, to, zone);
  switch (length) {
    case 9:
    case 10:
      return digits(bytes, from, length) * 1000;
    case 13:
      return digits(bytes, from, 13);
    case 8:
    case 12:
    case 14: {
      const day = dayMs(digits(bytes, from, 4), digits(bytes, from + 4, 2), digits(bytes, from + 6, 2));
      const time =
        length === 8
          ? 0
          : timeMs(
              digits(bytes, from + 8, 2),
              digits(bytes, from + 10, 2),
              length === 14 ? digits(bytes, from + 12, 2) : 0,
            );
      return toInstant(day + time, zone);
    }
    default:
      return Number.NaN;
  }
}

function parseIso(bytes: Uint8Array, from: number, to: number, zone: Zone): number {
  if (bytes[from + 7] !== 0x2d) return Number.NaN;
  const day = dayMs(digits(bytes, from, 4), digits(bytes, from + 5, 2), digits(bytes, from + 8, 2));
  if (to - from === 10) return toInstant(day, zone);
  const separator = bytes[from + 10];
  if ((separator !== 0x54 && separator !== 0x20) || to - from < 16 || bytes[from + 13] !== 0x3a) return Number.NaN;
  let at = from + 16;
  let second = 0;
  let fraction = 0;
  if (at < to && bytes[at] === 0x3a) {
    if (at + 3 > to) return Number.NaN;
    second = digits(bytes, at + 1, 2);
    at += 3;
    if (at < to && (bytes[at] === 0x2e || bytes[at] === 0x2c)) {
      const start = ++at;
      for (let worth = 100; at < to && isDigit(bytes[at]); at++) {
        fraction += (bytes[at] - ZERO) * worth;
        worth = worth === 100 ? 10 : worth === 10 ? 1 : 0;
      }
      if (at === start) return Number.NaN;
    }
  }
  const wallMs = day + timeMs(digits(bytes, from + 11, 2), digits(bytes, from + 14, 2), second) + fraction;
  return at === to ? toInstant(wallMs, zone) : wallMs - offsetMs(bytes, at, to);
}

/** Milliseconds of `Z`, `±HH`, `±HHmm` or `±HH:mm`; NaN for anything else. */
function offsetMs(bytes: Uint8Array, from: number, to: number): number {
  const sign = bytes[from];
  const length = to - from;
  if (sign === 0x5a) return length === 1 ? 0 : Number.NaN;
  if ((sign !== 0x2b && sign !== 0x2d) || (length !== 3 && length !== 5 && length !== 6)) return Number.NaN;
  if (length === 6 && bytes[from + 3] !== 0x3a) return Number.NaN;
  const hours = digits(bytes, from + 1, 2);
  const minutes = length === 3 ? 0 : digits(bytes, to - 2, 2);
  if (!(hours <= 23 && minutes <= 59)) return Number.NaN;
  return (hours * 60 + minutes) * (sign === 0x2d ? -MINUTE_MS : MINUTE_MS);
}

function toInstant(wallMs: number, zone: Zone): number {
  return Number.isNaN(wallMs) ? wallMs : zone.instantOf(wallMs);
}

function dayMs(year: number, month: number, day: number): number {
  // Written so that NaN fails as well.
  if (!(month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month) && year >= 0)) return Number.NaN;
  return daysFromCivil(year, month, day) * DAY_MS;
}

function timeMs(hour: number, minute: number, second: number): number {
  return hour <= 23 && minute <= 59 && second <= 59 ? ((hour * 60 + minute) * 60 + second) * 1000 : Number.NaN;
}

/** The number that `count` digits write; NaN if one is none. */
function digits(bytes: Uint8Array, from: number, count: number): number {
  let value = 0;
  for (let at = from; at < from + count; at++) {
    const digit = bytes[at] - ZERO;
    if (!(digit >= 0 && digit <= 9)) return Number.NaN;
    value = value * 10 + digit;
  }
  return value;
}

function isDigit(byte: number): boolean {
  return byte >= ZERO && byte <= ZERO + 9;
}
