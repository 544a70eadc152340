/** What text and Markdown of a comparison say alike: signed amounts, intervals, the sentence that sums up. */
import { CHANGE_NAMES, type Change } from "../compare/change.js";
import type { CompareDocument, MeasuredDifference } from "../compare/compare-document.js";
import { count, counted, money } from "../report/layout/figures.js";

/** `+1,234.50`, `-3.00`, `0.00`. */
export function signedMoney(minor: bigint, exponent: number): string {
  return minor < 0n ? `-${money(-minor, exponent)}` : `${minor > 0n ? "+" : ""}${money(minor, exponent)}`;
}

export function signedCount(value: bigint): string {
  return value < 0n ? `-${count(-value)}` : `${value > 0n ? "+" : ""}${count(value)}`;
}

/** `+1.2%` of what was before; `<0.1%` for less than that either way, a dash where there was nothing. */
export function relative(difference: bigint, before: bigint): string {
  if (before === 0n) return "–";
  const size = before < 0n ? -before : before;
  const tenths = (2000n * (difference < 0n ? -difference : difference) + size) / (2n * size);
  const sign = difference < 0n ? "-" : difference > 0n ? "+" : "";
  return tenths === 0n && difference !== 0n ? "<0.1%" : `${sign}${count(tenths / 10n)}.${tenths % 10n}%`;
}

/** `-3.00 to +12.50`. */
export function intervalOf({ interval_95: interval }: MeasuredDifference, exponent: number): string {
  if (interval === null) return "not known";
  return `${signedMoney(interval.low, exponent)} to ${signedMoney(interval.high, exponent)}`;
}

/** Classes that occur, the most rows first; of equals in their own order. */
export function occurring(document: CompareDocument): Change[] {
  const rows = (name: Change) => document.changes[name].rows;
  return CHANGE_NAMES.filter((name) => rows(name) > 0).sort((a, b) => rows(b) - rows(a));
}

export function sumUp({ rows, users, totals, currency }: CompareDocument): string {
  if (rows.changed === 0) return `No outcome changes: ${counted(rows.compared, "row")} of the log are as before.`;
  const { difference } = totals.discount_minor;
  const cost =
    difference === 0n
      ? "discounts come to as much as before"
      : `discounts are ${money(difference < 0n ? -difference : difference, currency.exponent)} ${currency.code} ${difference > 0n ? "higher" : "lower"}`;
  const seen = `${counted(rows.changed, "row")} of ${count(rows.compared)}`;
  return `${seen} ${rows.changed === 1 ? "changes" : "change"}, for ${counted(users.changed, "user")} of ${count(users.all)}; ${cost}.`;
}

export const INTERVAL_IN_WORDS =
  "The interval says how much the difference depends on which users happen to be in the log: users are drawn anew from it, each with both of its outcomes. It says nothing of other days, or of users who would behave otherwise.";
