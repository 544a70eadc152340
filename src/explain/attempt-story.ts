/** The tests of one campaign that depend on what happened before, and the amount that it comes to: from `not_eligible` of SPEC §6 on. */
import type { Campaign } from "../campaigns/campaign.js";
import { assert } from "../domain/problem.js";
import type { DrawPeek } from "../engine/draws.js";
import type { Refusal } from "../engine/refusals.js";
import type { Checkout } from "../modes/contract.js";
import { applyBudget, applyCaps, NOTHING_BEFORE } from "./caps.js";
import { AskedUniforms, drawStory } from "./draw-story.js";
import type { AmountStory, CampaignView, Comparison, TestStory } from "./explain-document.js";
import { amountLimits, countLimits } from "./limits-in-words.js";
import { moneyOf, type Occasion } from "./occasion.js";

/** What a campaign was found to be before the row was replayed, and after. */
export interface Seen {
  readonly before: CampaignView;
  readonly after: CampaignView;
  readonly draw: DrawPeek | null;
  /** The user's points before payment. */
  readonly points: number;
  /** The most that the coupon allows which a redemption would use; +Infinity without one. */
  readonly couponMinor: number;
}

export interface AttemptStory {
  readonly tests: TestStory[];
  readonly amount: AmountStory | null;
}

/** Of a payment that was replayed last. What it tells is what the engine's quote holds, or the story is wrong. */
export function attemptStory(occasion: Occasion, index: number, seen: Seen): AttemptStory {
  const tests: TestStory[] = [];
  const passes = (test: Refusal, comparisons: Comparison[]): boolean => {
    if (comparisons.length === 0) return true;
    const passed = comparisons.every(({ holds }) => holds);
    tests.push({ test, passed, comparisons });
    return passed;
  };
  const eligibility = seen.before.eligibility.map(({ holds, found, condition }) => ({
    holds,
    words: `${found}; wanted: ${condition}`,
  }));
  const counted = countLimits(seen.before.limits);
  let amount: AmountStory | null = null;
  const may = passes("not_eligible", eligibility) && passes("no_coupon", couponTest(seen.before.coupons));
  if (may && counted.every(({ holds }) => holds)) {
    amount = amountStory(occasion, index, seen);
    const limits = [...counted, ...amountLimits(occasion, seen.before.limits, amount.capped_minor)];
    if (passes("limit_reached", limits)) {
      // A discount of 0 is nothing to give whatever the budget has: docs/replay.md.
      if (amount.capped_minor > 0) passes("budget_exhausted", budgetTest(occasion, seen.before.budget, amount));
      if (tests.every(({ passed }) => passed)) passes("nothing_to_give", [worth(occasion, amount)]);
    }
  } else if (may) passes("limit_reached", counted);
  const failed = tests.find(({ passed }) => !passed)?.test ?? null;
  assert(failed === occasion.replay.refusalOfLast(index), "the story of an attempt is that of the engine");
  if (amount !== null && failed !== null) amount = { ...amount, granted_minor: 0, points_cost: 0, weighed_minor: null };
  return { tests, amount };
}

function amountStory(occasion: Occasion, index: number, seen: Seen): AmountStory {
  const { set, replay, columns, row } = occasion;
  const campaign = set.campaigns[index];
  const { rule } = campaign.discount;
  const priceMinor = columns.amountMinor[row];
  const freeOrder = freeOrderOf(campaign, priceMinor, seen);
  const asked = new AskedUniforms(seen.draw);
  const checkout: Checkout = {
    priceMinor,
    baseMinor: priceMinor,
    points: seen.points,
    freeOrderDue: freeOrder?.is_due ?? false,
    uniform: (stream) => asked.uniform(stream),
  };
  const desiredMinor = rule.desiredMinor(checkout);
  const { caps, cappedMinor } = applyCaps(campaign, desiredMinor, checkout, NOTHING_BEFORE, seen.couponMinor);
  const given = applyBudget(campaign, cappedMinor, seen.before.budget, checkout);
  const { quote } = replay.engine;
  const offer = quote.find(index);
  if (offer !== -1) {
    assert(quote.desiredMinor[offer] === desiredMinor, "what an offer desired is told as it was");
    assert(quote.grantedMinor[offer] === given.grantedMinor, "what an offer grants is told as it is");
  }
  return {
    draw: drawStory(occasion, campaign, seen.draw, asked),
    free_order: freeOrder,
    desired_minor: desiredMinor,
    caps: [...caps, ...given.caps],
    capped_minor: cappedMinor,
    granted_minor: given.grantedMinor,
    points_cost: offer === -1 ? 0 : quote.pointsCost[offer],
    hidden: campaign.reveal === "after_payment" && rule.law !== undefined,
    weighed_minor: offer === -1 ? null : quote.weighedMinor[offer],
  };
}

/** The attempt's number is the last one of the view after: it has one where its price is not above `max_price`. */
function freeOrderOf(campaign: Campaign, priceMinor: number, { before, after }: Seen): AmountStory["free_order"] {
  const numbers = campaign.discount.rule.freeOrders;
  if (numbers === undefined || before.free_orders === null || after.free_orders === null) return null;
  if (priceMinor > numbers.maxPriceMinor) return null;
  const { numbered, due } = after.free_orders;
  const { redeemed } = before.free_orders;
  return { number: numbered, due, redeemed, is_due: redeemed < due };
}

/** One that can be used will do. */
function couponTest(coupons: CampaignView["coupons"]): Comparison[] {
  if (coupons === null) return [];
  const holds = coupons.some(({ fault }) => fault === null);
  const told = coupons.map(({ id, fault }) => `${id} (${fault === null ? "can be used" : fault.replaceAll("_", " ")})`);
  return [
    { holds, words: told.length === 0 ? "the user holds no coupon of it" : `the user's coupons: ${told.join(", ")}` },
  ];
}

const ON_SHORT = {
  reject: "nothing is given where it is short",
  partial: "what is left is given where it is short",
  overshoot_once: "all is given as long as anything is left",
};

function budgetTest(occasion: Occasion, budget: CampaignView["budget"], amount: AmountStory): Comparison[] {
  if (budget === null) return [];
  const money = (minor: number) => moneyOf(occasion, minor);
  const short = amount.capped_minor > budget.left_minor;
  const words = `the budget has ${money(budget.left_minor)} left, ${money(amount.capped_minor)} needed`;
  return [{ holds: amount.granted_minor > 0, words: short ? `${words}; ${ON_SHORT[budget.on_short]}` : words }];
}

function worth(occasion: Occasion, { desired_minor, capped_minor }: AmountStory): Comparison {
  const capped = moneyOf(occasion, capped_minor);
  if (capped_minor > 0) return { holds: true, words: `it comes to ${capped}` };
  const words =
    desired_minor === 0 ? `it comes to ${capped}` : `caps cut ${moneyOf(occasion, desired_minor)} to ${capped}`;
  return { holds: false, words };
}
