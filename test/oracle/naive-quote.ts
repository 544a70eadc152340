/** What one campaign says to one attempt (SPEC §6.1, §6.2): the tests in order, the draw, caps, limits by amount, budget. */
import type { Campaign } from "./case.js";
import { evaluateCel } from "./naive-cel.js";
import { meanGrant } from "./naive-combine.js";
import { couponFor } from "./naive-coupons.js";
import { isBelowMinimum } from "./naive-discount.js";
import { chanceOf } from "./naive-draw.js";
import { isEligible } from "./naive-eligibility.js";
import { takesFreeNumber } from "./naive-free-orders.js";
import { draw, type Given } from "./naive-given.js";
import { alone, grantOf, purseOf } from "./naive-grant.js";
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
  const purse = purseOf(campaign, points, state);
  const chance = chanceOf(campaign, event, state);
  let given: Given = { amount: price, source: discount };
  if (!freeOrder) {
    given = draw(discount, price, purse, chance);
    if (chance.asked) state.cameToDraw.push({ campaign, event });
    if (chance.asked && given.amount === 0n) lost.push(campaign);
  }

  const grant = grantOf(campaign, given, event, alone(event), purse, state);
  if (grant.refusal === "budget_exhausted") {
    ledger.unserved += grant.capped;
    const { total } = budgetsLeft(campaign, event.t, state);
    if (total !== null && total < grant.capped) ledger.exhaustedAt ??= event.t;
  }
  if (grant.refusal !== null) return grant.refusal;
  let worth: Fraction = { over: grant.granted, under: 1n };
  if (campaign.reveal === "after_payment" && !freeOrder) {
    worth = meanGrant({ campaign, points }, event, alone(event), state);
  }
  const coupon = campaign.coupon === undefined ? null : couponFor(campaign, event, state);
  return { campaign, place, granted: grant.granted, freeOrder, points, chance, coupon, worth };
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
  if (campaign.coupon !== undefined && couponFor(campaign, event, state) === null) return "no_coupon";
  if ((campaign.limits ?? []).some((limit) => limitForbids(limit, campaign, event, null, state)))
    return "limit_reached";
  return null;
}
