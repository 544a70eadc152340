/** Random logs: bursts, ties, refunds of every kind, declines, unsorted rows, and rows that must be rejected. */
import type { Row, Table } from "./case.js";
import { momentOfLocal } from "./naive-time.js";
import {
  amountText,
  BINS,
  CARDS,
  CHANNELS,
  CITIES,
  DAY_MS,
  MERCHANTS,
  randomPrice,
  timestampText,
  USERS,
  type World,
} from "./random-world.js";

const COLUMNS = [
  "transaction_id", "timestamp", "type", "refund_of", "user_id", "device_id", "card_id", "merchant_id", "city", "channel",
  "card_type", "card_bin", "amount", "balance", "risk", "points", "offer", "client_discount", "note",
]; // biome-ignore format: a list of names reads best in rows

/** A payment of the log as refunds see it: what they may still give back, if it goes through. */
interface Paid {
  id: string;
  price: bigint;
  left: bigint;
}

/** How careful the log is: the share of rows that are refunds, and of rows that are bad. */
export interface LogManner {
  prefix: string;
  rows: number;
  firstMoment: number;
  days: number;
  refunds: number;
  bad: number;
  points: boolean;
  unsorted: boolean;
  campaigns: string[];
}

export function randomLog(world: World, manner: LogManner): Table {
  const { random } = world;
  const rows: Row[] = [];
  const payments: Paid[] = [];
  let t = manner.firstMoment;
  const pace = Math.max(1, Math.floor((manner.days * DAY_MS) / manner.rows / 1000));
  for (let i = 1; i <= manner.rows; i++) {
    t = nextMoment(world, t, pace);
    const id = random.chance(0.05) ? String(i) : `${manner.prefix}${i}`;
    const cells: Record<string, string> = {
      transaction_id: id === String(i) ? "" : id,
      timestamp: random.chance(world.exactTimes ? 0 : 0.04) ? awkwardWall(world) : timestampText(world, t),
      user_id: random.chance(0.08) ? "" : random.pick(USERS),
      device_id: random.pick(["D1", "D2", ""]),
      merchant_id: random.chance(0.1) ? "" : random.pick(MERCHANTS),
    };
    if (random.chance(manner.refunds) && payments.length > 0) fillRefund(world, cells, payments);
    else {
      fillPayment(world, cells, manner);
      if (random.chance(goesThrough(cells) ? 0.97 : 0.3))
        payments.push({ id, price: priceOf(world, cells.amount), left: priceOf(world, cells.amount) });
    }
    rows.push(random.chance(manner.bad) ? spoil(world, cells, payments) : cells);
    if (random.chance(0.01)) rows.push([]);
  }
  if (manner.unsorted) shuffleNearby(world, rows);
  return { columns: random.chance(0.5) ? random.some(COLUMNS, COLUMNS.length) : COLUMNS, rows };
}

const priceOf = (world: World, text: string): bigint =>
  BigInt(text.replace(".", "")) * (text.includes(".") ? 1n : world.unit);

/** A guess, so that most refunds name payments that went through. */
const goesThrough = (cells: Record<string, string>): boolean => cells.risk !== "reject" && (cells.balance ?? "") === "";

function nextMoment(world: World, t: number, pace: number): number {
  const { random } = world;
  const step = random.pick([0, 0, 1, 60, pace, pace, 2 * pace]) * 1000;
  if (random.chance(0.05)) {
    const midnight = Math.floor((t + step) / DAY_MS) * DAY_MS + DAY_MS;
    return Math.max(t, momentOfLocal(midnight, world.zone) + random.pick([-1000, -1, 0, 1]));
  }
  return t + step + (random.chance(0.05) ? 250 : 0);
}

/** Local times about the clock changes and the bounds of windows. */
function awkwardWall(world: World): string {
  const { random } = world;
  const clock = random.pick([
    "00:00:00",
    "00:30:00",
    "01:30:00",
    "01:59:59",
    "02:00:00",
    "02:30:00",
    "23:30:00",
    "23:59:59.999",
    "12:00:00",
  ]);
  return `${world.day(random.int(0, world.days))} ${clock}`;
}

function fillPayment(world: World, cells: Record<string, string>, manner: LogManner): void {
  const { random, exponent } = world;
  const price = randomPrice(world);
  const owner = USERS.indexOf(cells.user_id);
  cells.amount = amountText(price, exponent);
  cells.type = random.pick(["payment", ""]);
  cells.card_id = random.chance(0.1) ? "" : owner >= 0 && random.chance(0.9) ? CARDS[owner] : random.pick(CARDS);
  cells.city = random.pick([...CITIES, ""]);
  cells.channel = random.pick([...CHANNELS, ""]);
  cells.card_type = random.pick(["credit", "debit", "Credit"]);
  cells.card_bin = random.pick(BINS);
  if (random.chance(world.theme === "all" || world.theme === "draws" ? 0.3 : 0.1)) {
    const balance = price - BigInt(random.int(-1, 10 * Number(world.unit)));
    cells.balance = amountText(balance < 0n ? 0n : balance, exponent);
  }
  if (random.chance(0.12)) cells.risk = random.pick(["pass", "review", "reject"]);
  if (manner.points && random.chance(0.4)) cells.points = String(random.pick([0, 5, 99, 100, 777, 5000, 100000]));
  if (random.chance(0.15)) cells.offer = random.pick([...manner.campaigns, "-", "no-such"]);
  if (random.chance(0.2))
    cells.client_discount = amountText(
      BigInt(random.pick([0, 1, 3 * Number(world.unit), 5 * Number(world.unit)])),
      exponent,
    );
  if (random.chance(0.1)) cells.note = random.pick(["a,b", 'say "hi"', "x;y", "=1+1", "two\nlines", " "]);
}

function fillRefund(world: World, cells: Record<string, string>, payments: Paid[]): void {
  const { random, exponent } = world;
  const recent = payments.slice(-4);
  const favourite = payments[payments.length >> 1];
  const payment = random.chance(0.3) ? favourite : random.pick(random.chance(0.8) ? recent : payments);
  const { price, left } = payment;
  const part = random.pick([
    price,
    left,
    left,
    price / 2n,
    price / 3n,
    price / 3n,
    price / 7n,
    price / 7n,
    1n,
    left - 1n,
    left + 1n,
  ]);
  const amount = part > 0n ? part : 1n;
  if (amount <= left) payment.left -= amount;
  cells.type = "refund";
  cells.refund_of = random.chance(0.04) ? random.pick(["T99999", cells.transaction_id || "1"]) : payment.id;
  cells.amount = amountText(amount, exponent);
}

/** Breaks one row (or makes it negative, or repeats an id). */
function spoil(world: World, cells: Record<string, string>, payments: Paid[]): Row {
  const { random } = world;
  const bad: (() => Row)[] = [
    () => ({
      ...cells,
      timestamp: random.pick(["", "yesterday", "2026-02-30 10:00:00", "2026-01-01T24:00:00", "2026-01-01 10:00:60"]),
    }),
    () => ({ ...cells, type: "Payment" }),
    () => ({ ...cells, type: "refund", refund_of: "" }),
    () => ({ ...cells, user_id: "" }),
    () => ({
      ...cells,
      amount: random.pick(["", "1,5,0", "1e3", "¥5", "5.", ".5", "0.00001", "9007199254740992999", "0", "-0.0", "+7"]),
    }),
    () => ({ ...cells, amount: random.pick(["", "9007199254740992999", "0.00001"]) }),
    () => ({ ...cells, amount: `-${cells.amount}` }),
    () => ({ ...cells, amount: `-${cells.amount}`, refund_of: payments.length > 0 ? random.pick(payments).id : "" }),
    () => ({ ...cells, balance: "enough" }),
    () => ({ ...cells, balance: `-${cells.amount}` }),
    () => ({ ...cells, client_discount: "-1" }),
    () => ({ ...cells, risk: "PASS" }),
    () => ({ ...cells, points: random.pick(["-1", "1.5", "many"]) }),
    () => ({ ...cells, client_discount: "?" }),
    () => ({ ...cells, transaction_id: payments.length > 0 ? random.pick(payments).id : "T1" }),
    () => ["too", "few"],
    () => ({ ...cells, timestamp: "", amount: "x", risk: "x" }),
  ];
  return random.pick(bad)();
}

function shuffleNearby(world: World, rows: Row[]): void {
  for (let i = 0; i < rows.length; i++) {
    if (!world.random.chance(0.3)) continue;
    const j = Math.min(rows.length - 1, i + world.random.int(1, 5));
    [rows[i], rows[j]] = [rows[j], rows[i]];
  }
}
