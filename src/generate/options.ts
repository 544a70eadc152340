/** What a generated log can be asked for: ranges, defaults, and what is wrong with a request. */
import { daysFromCivil, daysInMonth } from "../domain/civil-date.js";
import { Zone } from "../domain/zone.js";

export interface GenerateOptions {
  /** Payments, exactly; refunds come on top. 0 to 1,000,000,000. */
  readonly rows: number;
  /** 1 to 10,000,000. Default: one for 12 payments, 20 to 1,000,000. */
  readonly users?: number;
  /** 1 to 1,000,000. Default: 1.2 × √rows, 8 to 20,000. */
  readonly merchants?: number;
  /** First local day, `2026-01-01` (the default), from 2000 to 2100. */
  readonly start?: string;
  /** Length in local days, 1 to 3,660. Default 90. */
  readonly days?: number;
  /** IANA name. Default `Asia/Shanghai`. */
  readonly timezone?: string;
  /** Decimals of the currency, 0 to 4. Default 2. */
  readonly exponent?: number;
  /** Any text. Default `promosim`. */
  readonly seed?: string;
  /** Share of the payments that are given back, wholly or in part, 0 to 1. Default 0. */
  readonly refundsShare?: number;
  /** Adds the column `points`. Default false. */
  readonly withPoints?: boolean;
  /** Fills the column `balance` for debit cards. Default true. */
  readonly withBalances?: boolean;
}

/** One option out of range. */
export interface OptionFault {
  readonly option: keyof GenerateOptions;
  readonly message: string;
}

export interface ResolvedOptions {
  readonly rows: number;
  readonly users: number;
  readonly merchants: number;
  /** Day number of the first local day. */
  readonly startDay: number;
  readonly days: number;
  readonly zone: Zone;
  readonly exponent: number;
  readonly seed: string;
  readonly refundsShare: number;
  readonly withPoints: boolean;
  readonly withBalances: boolean;
}

const RANGES = {
  rows: [0, 1_000_000_000],
  users: [1, 10_000_000],
  merchants: [1, 1_000_000],
  days: [1, 3660],
  exponent: [0, 4],
} as const;

const DEFAULT_START = "2026-01-01";
const DEFAULT_TIMEZONE = "Asia/Shanghai";

/** Everything that is out of range; empty for options that can be generated. */
export function checkGenerateOptions(options: GenerateOptions): OptionFault[] {
  const faults: OptionFault[] = [];
  for (const [option, [from, to]] of Object.entries(RANGES) as [keyof typeof RANGES, readonly [number, number]][]) {
    const value = options[option];
    if (value === undefined && option !== "rows") continue;
    if (value === undefined || !Number.isInteger(value) || value < from || value > to)
      faults.push({ option, message: `${option} must be a whole number from ${from} to ${to}` });
  }
  const share = options.refundsShare ?? 0;
  if (!(share >= 0 && share <= 1))
    faults.push({ option: "refundsShare", message: "the share of refunds must be from 0 to 1" });
  const startDay = parseDay(options.start ?? DEFAULT_START);
  if (startDay === null)
    faults.push({ option: "start", message: "start must be a date from 2000-01-01 to 2099-12-31, such as 2026-01-01" });
  const zone = Zone.named(options.timezone ?? DEFAULT_TIMEZONE);
  if (zone === null) faults.push({ option: "timezone", message: `there is no time zone "${options.timezone}"` });
  // Samoa had no 30 December 2011.
  const isOneDay = startDay !== null && zone !== null && options.days === 1;
  if (isOneDay && zone.startOfDay(startDay) === zone.startOfDay(startDay + 1))
    faults.push({ option: "start", message: `there was no ${options.start} in ${options.timezone}` });
  return faults;
}

/** The options with defaults filled in. They must have passed `checkGenerateOptions`; a RangeError otherwise. */
export function resolveOptions(options: GenerateOptions): ResolvedOptions {
  const zone = Zone.named(options.timezone ?? DEFAULT_TIMEZONE);
  const startDay = parseDay(options.start ?? DEFAULT_START);
  const [fault] = checkGenerateOptions(options);
  if (fault !== undefined || zone === null || startDay === null) throw new RangeError(fault?.message);
  const { rows } = options;
  return {
    rows,
    users: options.users ?? clamp(Math.round(rows / 12), 20, 1_000_000),
    merchants: options.merchants ?? clamp(Math.round(1.2 * Math.sqrt(rows)), 8, 20_000),
    startDay,
    days: options.days ?? 90,
    zone,
    exponent: options.exponent ?? 2,
    seed: options.seed ?? "promosim",
    refundsShare: options.refundsShare ?? 0,
    withPoints: options.withPoints ?? false,
    withBalances: options.withBalances ?? true,
  };
}

function clamp(value: number, from: number, to: number): number {
  return Math.min(to, Math.max(from, value));
}

function parseDay(text: string): number | null {
  const match = /^(20\d\d)-(\d\d)-(\d\d)$/.exec(text);
  if (match === null) return null;
  const [year, month, day] = match.slice(1).map(Number);
  if (month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) return null;
  return daysFromCivil(year, month, day);
}
