/** What the oracle remembers of a run: plain lists that every rule scans again. */
import type { Campaign, Limit } from "./case.js";
import type { Coupon } from "./naive-coupons.js";
import type { Chance } from "./naive-law.js";
import type { Event } from "./naive-log.js";
import type { Attribute } from "./naive-matchers.js";
import { amountOf, type Fraction } from "./naive-money.js";
import type { Block } from "./naive-threefry.js";
import { dayOf, periodOf } from "./naive-time.js";

export interface Redemption {
  campaign: Campaign;
  event: Event;
  desired: bigint;
  granted: bigint;
  sponsors: string[];
  parts: bigint[];
  /** What each sponsor has had back. */
  partsBack: bigint[];
  freeOrder: boolean;
  points: bigint;
  pointsBack: bigint;
  coupon: Coupon | null;
  refunds: { event: Event; part: bigint; parts: bigint[]; completes: boolean }[];
}

export interface Payment {
  event: Event;
  declined: string | null;
  /** In the order of application; empty where nothing is taken. */
  taken: Taken[];
  redemptions: Redemption[];
  /** Campaigns whose draw this attempt lost. */
  lost: Campaign[];
  refunded: bigint;
}

export interface Offer {
  campaign: Campaign;
  place: number;
  /** What it gives alone on the full price. */
  granted: bigint;
  freeOrder: boolean;
  /** Points of the payer before the payment. */
  points: bigint;
  /** The uniforms of its draw: the same wherever the offer stands. */
  chance: Chance;
  coupon: Coupon | null;
  /** What it counts alone on the full price: the amount granted, or the mean where that is hidden until payment. */
  worth: Fraction;
}

/** What an offer comes to where it stands among the offers of one payment. */
export interface Taken {
  offer: Offer;
  desired: bigint;
  granted: bigint;
  overspend: bigint;
  points: bigint;
}

export interface State {
  /** The key of the run's seed. */
  runKey: Block;
  /** Whether some decision hung on digits that floats do not have, so that the case says nothing. */
  unsure: boolean;
  zone: string;
  exponent: number;
  attributes: (event: Event) => Attribute;
  /** Payments that went through, of log and history, in replay order. */
  wentThrough: Event[];
  /** Payments of history (and of the log before `from`) that went through: what refunds may name there. */
  earlier: { event: Event; refunded: bigint }[];
  payments: Payment[];
  redemptions: Redemption[];
  offersMade: { campaign: Campaign; event: Event }[];
  cameToDraw: { campaign: Campaign; event: Event }[];
  numbersGiven: { campaign: Campaign; event: Event }[];
  points: Record<string, bigint>;
  coupons: Coupon[];
}

/** One campaign's tallies of a run. */
export interface Ledger {
  campaign: Campaign;
  offers: number;
  refusals: Record<string, number>;
  overspent: bigint;
  unserved: bigint;
  exhaustedAt: number | null;
}

export const isCashback = (campaign: Campaign): boolean => campaign.given_as === "cashback";
/** What is off at once. */
export function instantOf(taken: Taken[]): bigint {
  let sum = 0n;
  for (const { offer, granted } of taken) if (!isCashback(offer.campaign)) sum += granted;
  return sum;
}
export const givesBack = (campaign: Campaign): boolean => campaign.refunds?.discount !== "forfeit";
export const restoresBudget = (campaign: Campaign): boolean =>
  givesBack(campaign) && campaign.refunds?.restore_budget !== false;
export const restoresLimits = (campaign: Campaign): boolean =>
  givesBack(campaign) && campaign.refunds?.restore_limits === true;

/** What the redemption still takes from its budgets. */
export function standing(redemption: Redemption): bigint {
  let rest = redemption.granted;
  if (restoresBudget(redemption.campaign)) for (const refund of redemption.refunds) rest -= refund.part;
  return rest;
}

/** What each budget has left for a redemption at moment `t`, never below 0. */
export function budgetsLeft(
  campaign: Campaign,
  t: number,
  state: State,
): { total: bigint | null; tightest: bigint | null } {
  let total: bigint | null = null;
  let tightest: bigint | null = null;
  const budget = campaign.budget ?? {};
  const lines: [string | undefined, string | undefined][] = [
    [budget.total, undefined],
    [budget.per_day, "day"],
    [budget.per_month, "month"],
  ];
  for (const [size, every] of lines) {
    if (size === undefined) continue;
    let left = amountOf(size, state.exponent);
    for (const redemption of state.redemptions) {
      if (redemption.campaign !== campaign) continue;
      const then = periodOf(redemption.event.t, every, state.zone);
      if (then === periodOf(t, every, state.zone)) left -= standing(redemption);
    }
    if (left < 0n) left = 0n;
    if (every === undefined) total = left;
    if (tightest === null || left < tightest) tightest = left;
  }
  return { total, tightest };
}

/** The cells of `per`, or null where one is empty and the line does not apply. */
function keyOf(limit: Limit, event: Event, state: State): string | null {
  const per = limit.per === undefined ? [] : typeof limit.per === "string" ? [limit.per] : limit.per;
  const cells = per.map((key) => state.attributes(event)(key));
  return cells.includes("") ? null : JSON.stringify(cells);
}

/** Whether one line forbids `campaign` on this attempt by number (`amount` null) or by the sum with `amount` in it. */
export function limitForbids(
  limit: Limit,
  campaign: Campaign,
  attempt: Event,
  amount: bigint | null,
  state: State,
): boolean {
  const key = keyOf(limit, attempt, state);
  if (key === null) return false;
  const counts = (event: Event): boolean =>
    keyOf(limit, event, state) === key &&
    periodOf(event.t, limit.every, state.zone) === periodOf(attempt.t, limit.every, state.zone);

  const redemptions = state.redemptions.filter((r) => r.campaign === campaign && counts(r.event));
  if (amount === null) {
    const attempts = state.offersMade.filter((o) => o.campaign === campaign && counts(o.event)).length;
    if (limit.max_attempts !== undefined && attempts >= limit.max_attempts) return true;
    if (limit.max === undefined) return false;
    let used = 0;
    for (const r of redemptions) {
      used += restoresLimits(campaign) && r.refunds.some((refund) => refund.completes) ? 0 : 1;
    }
    return used >= limit.max;
  }
  if (limit.max_amount === undefined) return false;
  let sum = amount;
  for (const r of redemptions) {
    sum += r.granted;
    if (restoresLimits(campaign)) for (const refund of r.refunds) sum -= refund.part;
  }
  return sum > amountOf(limit.max_amount, state.exponent);
}

/** Points of the payer before this payment; the first non-empty cell of a user opens the account. */
export function pointsOf(event: Event, state: State): bigint {
  if (event.user === "") return event.points ?? 0n;
  if (state.points[event.user] === undefined && event.points !== null) state.points[event.user] = event.points;
  return state.points[event.user] ?? 0n;
}

/** The local day on which something happened. */
export const dayIn = (state: State, event: Event): string => dayOf(event.t, state.zone);
