/** What one campaign says to one attempt (SPEC §6.1, §6.2): the tests in order, the draw, caps, limits by amount, budget. */
import type { Campaign } from "./case.js";
import { evaluateCel } from "./naive-cel.js";
import { afterCaps, cutTo, isBelowMinimum, type Purse, pointsSpent } from "./naive-discount.js";
import { chanceOf } from "./naive-draw.js";
import { isEligible } from "./naive-eligibility.js";
import { takesFreeNumber } from "./naive-free-orders.js";
import { draw, everyGiven, type Given } from "./naive-given.js";
import type { Event } from "./naive-log.js";
import { matches } from "./naive-matchers.js";
import type { Fraction } from "./naive-money.js";
import { budgetsLeft, type Ledger, limitForbids, type Offer, type State } from "./naive-state.js";
import { windowIsOpen } from "./naive-window.js";

/** The offer that one campaign makes, or the name of the first test that fails; a draw that is lost is added to `lost`. */
export function quote(
  ledger: Ledger,
  place: number,
  event: Event,
  points: bigint,
  lost: Campaign[],
  state: State,
): Offer | string {
  const { campaign } = ledger;
  const { discount } = campaign;
  const price = event.amount;
  const refusal = firstRefusal(campaign, event, state);
  if (refusal !== null) return refusal;

  const freeOrder = discount.mode === "free_orders" && takesFreeNumber(campaign, event, state);
  const purse: Purse = { points, exponent: state.exponent, rounding: campaign.rounding ?? "half_up" };
  let given: Given = { amount: price, source: discount };
  if (!freeOrder) {
    const chance = chanceOf(campaign, event, state);
    given = draw(discount, price, purse, chance);
    if (chance.asked) state.cameToDraw.push({ campaign, event });
    if (chance.asked && given.amount === 0n) lost.push(campaign);
  }

  const grant = grantOf(campaign, given, event, purse, state);
  if (grant.refusal === "budget_exhausted") {
    ledger.unserved += grant.capped;
    const { total } = budgetsLeft(campaign, event.t, state);
    if (total !== null && total < grant.capped) ledger.exhaustedAt ??= event.t;
  }
  if (grant.refusal !== null) return grant.refusal;
  let worth: Fraction = { over: grant.granted, under: 1n };
  if (campaign.reveal === "after_payment" && !freeOrder) worth = meanGrant(campaign, event, purse, state);
  return {
    campaign,
    place,
    desired: given.amount,
    granted: grant.granted,
    overspend: grant.overspend,
    freeOrder,
    points: pointsSpent(given.source, grant.granted, state.exponent),
    worth,
  };
}

/** The first of the tests that need no amount, if one fails. */
function firstRefusal(campaign: Campaign, event: Event, state: State): string | null {
  const get = state.attributes(event);
  if (campaign.status === "paused") return "paused";
  if (!windowIsOpen(campaign.window, event.t, state.zone)) return "outside_window";
  if (!matches(campaign.scope, get)) return "out_of_scope";
  if (!matches(campaign.payment, get)) return "wrong_payment";
  if (event.risk === "reject") return "risk_rejected";
  if (!matches(campaign.audience, get)) return "not_in_audience";
  const truth = campaign.when === undefined ? true : evaluateCel(campaign.when, get);
  if (truth === false) return "condition_false";
  if (truth === "error") return "condition_error";
  if (isBelowMinimum(campaign.discount, event.amount, state.exponent)) return "below_minimum";
  if (!isEligible(campaign.eligibility, event, state.wentThrough, state.zone, state.exponent)) return "not_eligible";
  if ((campaign.limits ?? []).some((limit) => limitForbids(limit, campaign, event, null, state)))
    return "limit_reached";
  return null;
}

interface Grant {
  refusal: "limit_reached" | "budget_exhausted" | "nothing_to_give" | null;
  capped: bigint;
  granted: bigint;
  overspend: bigint;
}

/** What becomes of a desired discount: caps, limits by amount, budget. */
function grantOf(campaign: Campaign, given: Given, event: Event, purse: Purse, state: State): Grant {
  const capped = afterCaps(campaign.discount, given.amount, event.amount, purse, given.source);
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

/** The mean of what this attempt could be granted over the draw; a refusal grants 0. */
function meanGrant(campaign: Campaign, event: Event, purse: Purse, state: State): Fraction {
  let over = 0n;
  let under = 0n;
  for (const given of everyGiven(campaign.discount, event.amount, purse)) {
    over += given.weight * grantOf(campaign, given, event, purse, state).granted;
    under += given.weight;
  }
  return { over, under };
}
