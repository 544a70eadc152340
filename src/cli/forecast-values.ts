/** Reads the values of options that only forecasts have: days, factors, precision. */
import { InvalidArgumentError } from "commander";
import { parseDecimal } from "../domain/decimal.js";
import { parsePercentage } from "../domain/ratio.js";
import { MOST_DAYS } from "../forecast/estimate-rows.js";
import { parseDay } from "../forecast/parse-day.js";

/** Beyond it nobody means a factor. */
const LARGEST_FACTOR = 1000;
const MOST_DECIMALS = 6;

/** `2026-03-01..2026-03-31`, both inside. */
export function horizon(value: string): { readonly from: string; readonly to: string } {
  const days = value.split("..").map((day) => day.trim());
  if (days.length !== 2) throw new InvalidArgumentError("Expected two dates such as 2026-03-01..2026-03-31.");
  const [from, to] = days;
  if (dayOf(from) > dayOf(to)) throw new InvalidArgumentError(`It ends on ${to}, before it begins on ${from}.`);
  const length = dayOf(to) - dayOf(from) + 1;
  if (length > MOST_DAYS)
    throw new InvalidArgumentError(`It has ${length} days: at most ${MOST_DAYS}, which is ten years.`);
  return { from, to };
}

/** `1.2`, or the range `0.9..1.3`: above 0. */
export function growth(value: string): { readonly low: number; readonly high: number } {
  const ends = value.split("..").map((end) => factorIn(end.trim()));
  if (ends.length > 2 || ends.some((end) => end === null || end === 0)) {
    throw new InvalidArgumentError(
      `Expected a factor such as 1.2, or a range such as 0.9..1.3: above 0, at most ${LARGEST_FACTOR}.`,
    );
  }
  const [low, high = low] = ends as number[];
  if (low > high) throw new InvalidArgumentError(`The range ends at ${high}, below its beginning ${low}.`);
  return { low, high };
}

/** A day and the factor on its payments: from 0. */
export interface HolidayFactor {
  readonly day: string;
  readonly factor: number;
}

/** `2026-03-08=2.5`. */
export function holiday(value: string): HolidayFactor {
  const equals = value.indexOf("=");
  if (equals < 1) throw new InvalidArgumentError("Expected a date and a factor such as 2026-03-08=2.5.");
  const read = readHoliday(value.slice(0, equals).trim(), value.slice(equals + 1).trim());
  if (typeof read === "string") throw new InvalidArgumentError(`${capital(read)}.`);
  return read;
}

/** Or what is wrong with it. */
export function readHoliday(day: string, text: string): HolidayFactor | string {
  try {
    parseDay(day);
  } catch (error) {
    if (error instanceof RangeError) return error.message;
    throw error;
  }
  const factor = factorIn(text);
  return factor === null ? `the factor "${text}" is no number from 0 to ${LARGEST_FACTOR}` : { day, factor };
}

/** `1%` as 0.01: above 0%, below 100%. */
export function precision(value: string): number {
  const ratio = parsePercentage(value.trim());
  const part = typeof ratio === "string" ? Number.NaN : ratio.numerator / ratio.denominator;
  if (part > 0 && part < 1) return part;
  throw new InvalidArgumentError("Expected a percentage above 0%, such as 1%.");
}

/** A plain decimal from 0 to `LARGEST_FACTOR`, or null. */
function factorIn(text: string): number | null {
  const decimal = parseDecimal(text);
  if (decimal === null || decimal.scale > MOST_DECIMALS || decimal.units < 0n) return null;
  const factor = Number(text);
  return factor <= LARGEST_FACTOR ? factor : null;
}

function dayOf(text: string): number {
  try {
    return parseDay(text);
  } catch (error) {
    throw error instanceof RangeError ? new InvalidArgumentError(`${capital(error.message)}.`) : error;
  }
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
