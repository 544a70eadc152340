/** The generator must go on reaching every rule: counts, over some seeds, what happens in its cases. */
import { expect, test } from "vitest";
import { naiveReplay } from "./naive-replay.js";
import { randomCase } from "./random-case.js";
import { caseText } from "./write-case.js";

const REFUSALS = [
  "paused", "outside_window", "out_of_scope", "wrong_payment", "risk_rejected", "not_in_audience", "condition_false", "condition_error",
  "below_minimum", "not_eligible", "no_coupon", "limit_reached", "budget_exhausted", "nothing_to_give",
]; // biome-ignore format: a list of names
const REASONS = [
  "missing_timestamp", "bad_timestamp", "bad_type", "missing_refund_of", "missing_user_id", "missing_amount", "not_an_amount", "too_many_decimals",
  "amount_too_large", "not_positive", "negative", "bad_risk", "bad_points", "wrong_number_of_cells", "duplicate_id", "unknown_payment", "refund_too_large",
]; // biome-ignore format: a list of names
const COUPON_REASONS = [
  "duplicate_key", "missing_coupon_id", "missing_user_id", "missing_campaign_id", "bad_valid_from", "bad_valid_until", "wrong_number_of_cells",
]; // biome-ignore format: a list of names

test("random cases reach every refusal, reject, decline, mode and kind of refund", () => {
  const seen = new Set<string>();
  for (let seed = 1; seed <= 150; seed++) {
    const input = randomCase(seed);
    const { document, rejects, outcomes, state } = naiveReplay(input);
    for (const [, , reason] of rejects.log) seen.add(reason);
    for (const { outcome, reason } of outcomes) seen.add(reason === "" ? outcome : reason);
    for (const campaign of document.campaigns) {
      for (const refusal of Object.keys(campaign.refusals)) seen.add(refusal);
      if (campaign.redemptions > 0) seen.add(campaign.mode);
      if (campaign.budget.overspent_minor > 0n) seen.add("overspent");
      if (campaign.budget.exhausted_at !== null) seen.add("exhausted");
    }
    for (const redemption of state.redemptions) {
      if (redemption.freeOrder) seen.add("free order");
      if (redemption.refunds.length > 1) seen.add("several refunds");
      if (redemption.pointsBack > 0n) seen.add("points back");
      const { pick } = redemption.campaign.discount;
      if (redemption.freeOrder && pick !== undefined) {
        seen.add(`free by ${typeof pick === "string" ? pick : Object.keys(pick)[0]}`);
      }
    }
    for (const reject of rejects.coupons) seen.add(`coupons: ${reject[2]}`);
    for (const payment of state.payments) {
      const { redemptions, event } = payment;
      if (redemptions.length > 2) seen.add("three discounts");
      if (new Set(redemptions.map((r) => r.campaign.stacking?.base ?? "remaining")).size > 1) seen.add("both bases");
      if (redemptions.filter((r) => r.points > 0n).length > 1) seen.add("points twice");
      const { coupon } = redemptions.find((r) => r.coupon !== null) ?? { coupon: null };
      if (coupon !== null) seen.add(coupon.id === event.offer ? "a named coupon" : "a coupon");
      if (redemptions.some((r) => r.coupon !== null && r.refunds.some((back) => back.completes)))
        seen.add("coupon back");
      if (redemptions.length > 1 && redemptions.some((r) => r.refunds.length > 1)) seen.add("refunds of several");
      if (redemptions.length > 1 && input.files[0].choice === "best") seen.add("several in best");
      if (payment.lost.length > 0)
        seen.add(payment.declined === null ? "lost draw" : "lost draw of a declined payment");
      for (const { offer } of payment.taken) {
        if (offer.worth.under !== 1n && offer.campaign.discount.mode === "lucky_draw") seen.add("hidden");
      }
    }
    if (document.rows.sorted) seen.add("sorted");
    if (document.totals.price_minor > 2n ** 53n) seen.add("beyond 2^53");
  }
  expect([...seen].sort()).toEqual(
    [...REFUSALS, ...REASONS, "paid", "refunded", "risk_rejected", "client_discount_mismatch", "insufficient_balance"]
      .concat(["amount_off", "percent_off", "fixed_price", "points", "free_orders", "overspent", "exhausted"])
      .concat(["random_choice", "random_normal", "random_intervals", "lucky_draw"])
      .concat(["free by first", "free by nth", "free by random_of", "free by random_times"])
      .concat(["three discounts", "both bases", "points twice", "a coupon", "a named coupon", "coupon back"])
      .concat(["refunds of several", "several in best"])
      .concat(COUPON_REASONS.map((reason) => `coupons: ${reason}`))
      .concat(["lost draw", "lost draw of a declined payment", "hidden"])
      .concat(["free order", "several refunds", "points back", "sorted", "beyond 2^53"])
      .filter((name, i, all) => all.indexOf(name) === i)
      .sort(),
  );
});

test("a seed is the same case each time", () => {
  expect(caseText(randomCase(7))).toEqual(caseText(randomCase(7)));
});
