/** Free orders of the oracle (SPEC §5): who has which number, and how many free orders are due by now. */
import type { Campaign } from "./case.js";
import type { Event } from "./naive-log.js";
import { amountOf } from "./naive-money.js";
import type { State } from "./naive-state.js";
import { type Block, derive, ONE, uniformAt } from "./naive-threefry.js";
import { dayNumber, dayOf, periodOf } from "./naive-time.js";
import { boundOf, windowIsOpen } from "./naive-window.js";

/** Whether the attempt, which takes the next number of its period, is free. */
export function takesFreeNumber(campaign: Campaign, attempt: Event, state: State): boolean {
  const { every, max_price } = campaign.discount;
  if (max_price !== undefined && attempt.amount > amountOf(max_price, state.exponent)) return false;
  state.numbersGiven.push({ campaign, event: attempt });
  const period = (event: Event): string => periodOf(event.t, every, state.zone);
  const sameHere = (c: Campaign, event: Event): boolean => c === campaign && period(event) === period(attempt);
  const number = state.numbersGiven.filter((given) => sameHere(given.campaign, given.event)).length;
  const free = state.redemptions.filter((r) => r.freeOrder && sameHere(r.campaign, r.event)).length;
  return free < dueBy(number, campaign, attempt, state);
}

function dueBy(number: number, campaign: Campaign, attempt: Event, state: State): number {
  const { pick, count = Number.POSITIVE_INFINITY } = campaign.discount;
  if (pick === "random_times") return momentsPassed(count, campaign, attempt, state);
  if (typeof pick !== "object") return count;
  if ("nth" in pick) return Math.min(count, Math.floor(number / pick.nth));
  const numbers = chosenNumbers(count, pick.random_of, keyOfPeriod(campaign, attempt, state), state);
  return numbers.filter((chosen) => chosen <= number).length;
}

function keyOfPeriod(campaign: Campaign, attempt: Event, state: State): Block {
  const day = campaign.discount.every === "day" ? dayNumber(dayOf(attempt.t, state.zone)) : 0;
  return derive(state.runKey, "free orders", campaign.id, String(day));
}

const numbered = (key: Block, i: number): bigint => uniformAt(key, [BigInt(i) & 0xffffffffn, BigInt(i) >> 32n]);

/** `count` of the numbers 1..of, by Knuth's Algorithm S. */
export function chosenNumbers(count: number, of: number, key: Block, state: { unsure: boolean }): number[] {
  const chosen: number[] = [];
  for (let k = 1; k <= of; k++) {
    const gap = numbered(key, k - 1) * BigInt(of - k + 1) - BigInt(count - chosen.length) * ONE;
    if ((gap < 0n ? -gap : gap) < 10_000n * BigInt(of)) state.unsure = true;
    if (gap < 0n) chosen.push(k);
  }
  return chosen;
}

const GRID = 300_000;

/** How many of `count` moments have passed: the share u of the period's open time is over at the moment that u stands for. */
function momentsPassed(count: number, campaign: Campaign, attempt: Event, state: State): number {
  const pieces =
    piecesByPeriod(campaign, state.zone).get(periodOf(attempt.t, campaign.discount.every, state.zone)) ?? [];
  let total = 0;
  let over = 0;
  for (const [from, to] of pieces) {
    total += to - from;
    if (from < attempt.t) over += Math.min(to, attempt.t) - from;
  }
  const key = keyOfPeriod(campaign, attempt, state);
  let passed = 0;
  for (let i = 0; i < count; i++) {
    const late = numbered(key, i) * BigInt(total) - BigInt(over) * ONE;
    // Clocks tick in milliseconds: a moment inside one may be taken for either end of it.
    if ((late < 0n ? -late : late) <= 2n * ONE) state.unsure = true;
    if (late <= 0n) passed += 1;
  }
  return passed;
}

const known = new WeakMap<object, Map<string, [number, number][]>>();

/** The open time of each period in pieces of at most five minutes, in which no window of these cases changes its mind. */
function piecesByPeriod(campaign: Campaign, zone: string): Map<string, [number, number][]> {
  const { window, discount } = campaign;
  if (window?.start === undefined || window.end === undefined) throw new Error("random times without an end");
  if (window.hours?.some((span) => !/^\d\d:\d[05]-\d\d:\d[05]$/.test(span))) throw new Error("an hour off the grid");
  const before = known.get(window);
  if (before !== undefined) return before;
  const periods = new Map<string, [number, number][]>();
  const end = boundOf(window.end, zone);
  for (let t = boundOf(window.start, zone); t < end; ) {
    const next = Math.min(end, (Math.floor(t / GRID) + 1) * GRID);
    if (windowIsOpen(window, t, zone)) {
      const name = periodOf(t, discount.every, zone);
      const pieces = periods.get(name) ?? [];
      pieces.push([t, next]);
      periods.set(name, pieces);
    }
    t = next;
  }
  known.set(window, periods);
  return periods;
}

/** Whether a window with both ends is open at all. */
export function opensEver(campaign: Campaign, zone: string): boolean {
  return piecesByPeriod(campaign, zone).size > 0;
}
