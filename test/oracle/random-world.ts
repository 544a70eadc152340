/** The small world of a random case: few users, cards and merchants, awkward days, and amounts that sit on thresholds. */
import type { Row, Table } from "./case.js";
import { EXPONENTS, LARGEST_AMOUNT } from "./naive-money.js";
import { isoOf, localOf, momentOfLocal } from "./naive-time.js";
import type { Source } from "./random-source.js";

export interface World {
  random: Source;
  zone: string;
  currency: string;
  exponent: number;
  /** First moment of the log. */
  start: number;
  days: number;
  /** A day of `start` + i as `2026-01-02`. */
  day(index: number): string;
  /** The id of campaign number i, often not ASCII. */
  idOf(index: number): string;
  /** Whether timestamps keep every millisecond, so that a log can be in order. */
  exactTimes: boolean;
  /** What the case is about: one kind of rule with little else in its way, or all of them. */
  theme:
    | "all"
    | "limits"
    | "budgets"
    | "free orders"
    | "points"
    | "refunds"
    | "eligibility"
    | "draws"
    | "hidden"
    | "free draws";
  /** Whether some prices come near the largest amount that a file may hold. */
  huge: boolean;
  /** Amounts are about this many minor units for "1". */
  unit: bigint;
}

export const USERS = ["U1", "U2", "U3", "U4"];
export const MERCHANTS = ["M001", "M002", "M003", "N9"];
export const CARDS = ["C1", "C2", "C3", "C4", "C5"];
export const CITIES = ["Shanghai", "Beijing", "杭州"];
export const LEVELS = ["gold", "platinum", "silver"];
export const CHANNELS = ["app", "web", "pos"];
export const BINS = ["622588", "622589", "621400", "00123", "123"];
export const DAY_MS = 86_400_000;

const IDS: ((index: number) => string)[] = [
  (index) => `c${index}`,
  (index) => `c${index}`,
  (index) => `周五立减-${index}`,
  (index) => `${index}🎁`,
  (index) => `a-campaign-of-a-long-name-${index}`,
  (index) => "été".repeat(index),
];

/** Zones with the local day about which the log turns: clock changes, ends of months and weeks. */
const PLACES: [zone: string, day: string][] = [
  ["Asia/Shanghai", "2026-01-31"],
  ["Asia/Shanghai", "2026-03-01"],
  ["America/New_York", "2026-03-08"],
  ["America/New_York", "2026-11-01"],
  ["Europe/London", "2026-03-29"],
  ["Europe/London", "2026-10-25"],
  ["America/Sao_Paulo", "2018-11-04"],
  ["America/Sao_Paulo", "2018-02-18"],
  ["Australia/Lord_Howe", "2026-04-05"],
  ["Asia/Kathmandu", "2025-12-31"],
  ["UTC", "2024-02-29"],
];

export function createWorld(random: Source): World {
  const [zone, turn] = random.pick(PLACES);
  const currency = random.pick(["CNY", "CNY", "USD", "JPY", "KWD", "HUF"]);
  const days = random.int(2, 9);
  const midnight = Date.parse(`${turn}T00:00:00Z`) - random.int(1, days) * DAY_MS;
  const exponent = EXPONENTS[currency];
  return {
    random,
    zone,
    currency,
    exponent,
    start: momentOfLocal(midnight, zone),
    days,
    day: (index) => new Date(midnight + index * DAY_MS).toISOString().slice(0, 10),
    theme: random.pick([
      "all",
      "all",
      "limits",
      "limits",
      "budgets",
      "free orders",
      "points",
      "refunds",
      "eligibility",
      "draws",
      "draws",
      "hidden",
      "free draws",
    ]),
    idOf: random.pick(IDS),
    exactTimes: random.chance(0.4),
    huge: random.chance(0.05),
    unit: 10n ** BigInt(exponent),
  };
}

/** Thresholds that campaigns and prices share, so that prices fall on and beside them. */
export const THRESHOLDS = [10, 20, 25, 50, 100, 120];

export function amountText(minor: bigint, exponent: number): string {
  const digits = minor.toString().padStart(exponent + 1, "0");
  return exponent === 0 ? digits : `${digits.slice(0, -exponent)}.${digits.slice(-exponent)}`;
}

/** An amount of `whole` units, in the shapes that a file may give it. */
export function wholeText(world: World, whole: number): string {
  const short = String(whole);
  return world.random.pick([short, amountText(BigInt(whole) * world.unit, world.exponent), `${short}.0`]);
}

export function randomPrice(world: World): bigint {
  const { random, unit } = world;
  if (world.huge && random.chance(0.4)) return LARGEST_AMOUNT - BigInt(random.int(0, 1000));
  const kind = random.int(1, 20);
  if (kind === 1) return BigInt(random.int(1, 7));
  if (kind <= 13) {
    const price = BigInt(random.pick(THRESHOLDS)) * unit + BigInt(random.pick([-1, 0, 0, 0, 1]));
    return price > 0n ? price : 1n;
  }
  return BigInt(random.int(1, 150 * Number(unit)));
}

/** A moment of the log in one of the shapes of SPEC §3. */
export function timestampText(world: World, t: number): string {
  const { random, zone } = world;
  const l = localOf(t, zone);
  const two = (n: number): string => String(n).padStart(2, "0");
  const date = `${l.year}-${two(l.month)}-${two(l.day)}`;
  const clock = `${two(l.hour)}:${two(l.minute)}:${two(l.second)}`;
  switch (world.exactTimes ? random.int(7, 12) : random.int(1, 12)) {
    case 1:
      return `${date}T${clock}`;
    case 2:
      return `${date} ${clock}.9`;
    case 3:
      return `${date} ${clock.slice(0, 5)}`;
    case 4:
      return `${date}${clock}`.replace(/[-:]/g, "");
    case 5:
      return random.pick([date, date.replace(/-/g, "")]);
    case 6:
      return String(Math.floor(t / 1000));
    case 7:
      return String(t);
    case 8:
      return new Date(t).toISOString();
    case 9:
      return isoOf(t, zone).replace(/:(\d\d)$/, "$1");
    case 10:
      return isoOf(t, "America/Sao_Paulo").replace("T", " ");
    default:
      return isoOf(t, zone);
  }
}

export function usersTable({ random }: World): Table {
  const rows: Row[] = random.some([...USERS, "U9"], random.int(2, 5)).map((user) => ({
    user_id: user,
    level: random.pick([...LEVELS, ""]),
    age: random.pick(["18", "29", "30", "30.0", "31", "45", "", "n/a"]),
    gender: random.pick(["F", "M"]),
  }));
  if (random.chance(0.1)) rows.push({ user_id: "U1", level: "gold", age: "30", gender: "F" }, { user_id: "U1" });
  return { columns: ["user_id", "level", "age", "gender"], rows };
}

export function merchantsTable({ random }: World): Table {
  const rows: Row[] = random
    .some(MERCHANTS, random.int(1, 4))
    .map((merchant) => ({ merchant_id: merchant, category: random.pick(["food", "books", ""]) }));
  return { columns: ["merchant_id", "category"], rows };
}
