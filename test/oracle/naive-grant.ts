/** What becomes of a desired discount where it stands (SPEC §6.2, §7): caps, the room that a payment has left, limits by amount, budget. */
import type { Campaign } from "./case.js";
import { afterCaps, cutTo, type Purse } from "./naive-discount.js";
import type { Given } from "./naive-given.js";
import type { Event } from "./naive-log.js";
import { amountOf } from "./naive-money.js";
import { budgetsLeft, limitForbids, type State } from "./naive-state.js";

/** Where an offer stands in a payment. */
export interface Stand {
  base: bigint;
  /** All that was granted before it, cashback included. */
  sum: bigint;
  /** The largest `min_payable` of those before it. */
  floor: bigint;
  /** Points that those before it spent. */
  points: bigint;
}

export const alone = (event: Event): Stand => ({ base: event.amount, sum: 0n, floor: 0n, points: 0n });

export interface Grant {
  refusal: "limit_reached" | "budget_exhausted" | "nothing_to_give" | null;
  capped: bigint;
  granted: bigint;
  overspend: bigint;
}

export const minPayable = (campaign: Campaign, state: State): bigint =>
  amountOf(campaign.discount.min_payable ?? "0", state.exponent);

export function purseOf(campaign: Campaign, points: bigint, state: State): Purse {
  return { points, exponent: state.exponent, rounding: campaign.rounding ?? "half_up" };
}

export function grantOf(
  campaign: Campaign,
  given: Given,
  event: Event,
  stand: Stand,
  purse: Purse,
  state: State,
): Grant {
  let capped = afterCaps(campaign.discount, given.amount, stand.base, purse, given.source);
  const own = minPayable(campaign, state);
  let room = event.amount - (own > stand.floor ? own : stand.floor) - stand.sum;
  if (room < 0n) room = 0n;
  if (room < capped) capped = cutTo(given.source, room, purse);
  const refused = (refusal: Grant["refusal"]): Grant => ({ refusal, capped, granted: 0n, overspend: 0n });
  if ((campaign.limits ?? []).some((limit) => limitForbids(limit, campaign, event, capped, state))) {
    return refused("limit_reached");
  }
  const left = budgetsLeft(campaign, event.t, state).tightest;
  if (left !== null && left < capped) {
    const onShort = campaign.budget?.on_short ?? "reject";
    if (onShort === "overshoot_once" && left > 0n) {
      return { refusal: null, capped, granted: capped, overspend: capped - left };
    }
    const granted = onShort === "partial" ? cutTo(given.source, left, purse) : 0n;
    if (granted === 0n) return refused("budget_exhausted");
    return { refusal: null, capped, granted, overspend: 0n };
  }
  if (capped === 0n) return refused("nothing_to_give");
  return { refusal: null, capped, granted: capped, overspend: 0n };
}
