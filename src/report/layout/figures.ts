/** Figures for people: thousands separators, percentages with one decimal, short dates. */
import { daysFromCivil } from "../../domain/civil-date.js";
import { formatMinor } from "../../domain/money.js";

/** `12345` is `12,345`. */
export function count(value: number | bigint): string {
  return group(value.toString());
}

/** `1234560` at exponent 2 is `12,345.60`. */
export function money(minor: number | bigint, exponent: number): string {
  const [whole, decimals] = formatMinor(minor, exponent).split(".");
  return decimals === undefined ? group(whole) : `${group(whole)}.${decimals}`;
}

function group(digits: string): string {
  return digits.replace(/\B(?=(\d{3})+$)/g, ",");
}

/** `part ÷ whole` rounded half up to a tenth: `36.4%`; `<0.1%` rather than a wrong 0, a dash where there is no whole. */
export function percent(part: number | bigint, whole: number | bigint): string {
  const of = BigInt(whole);
  if (of === 0n) return "–";
  const tenths = (BigInt(part) * 2000n + of) / (2n * of);
  return tenths === 0n && BigInt(part) > 0n ? "<0.1%" : `${count(tenths / 10n)}.${tenths % 10n}%`;
}

/** `part ÷ whole` for bars, 0 where there is no whole. */
export function fraction(part: number | bigint, whole: number | bigint): number {
  return BigInt(whole) === 0n ? 0 : Number(part) / Number(whole);
}

/** `1 payment`, `12 payments`. */
export function counted(value: number | bigint, one: string, many = `${one}s`): string {
  return `${count(value)} ${BigInt(value) === 1n ? one : many}`;
}

/** `2026-03-02 14:05` of an ISO 8601 moment. */
export function moment(iso: string): string {
  return `${iso.slice(0, 10)} ${iso.slice(11, 16)}`;
}

/** Day number of `2026-03-02`. */
export function dayNumber(day: string): number {
  const [year, month, date] = day.split("-").map(Number);
  return daysFromCivil(year, month, date);
}
