/** The discounts that a payment uses, one after the other: what each is computed on, what caps and budget cut there, who pays it. */
import { assert } from "../domain/problem.js";
import type { Checkout } from "../modes/contract.js";
import type { Seen } from "./attempt-story.js";
import { applyBudget, applyCaps, type Before, NOTHING_BEFORE } from "./caps.js";
import type { RedemptionStory } from "./explain-document.js";
import { couponId, type Occasion } from "./occasion.js";
import { splitStory } from "./split-story.js";

/** Of the payment that was replayed last; `seenOf` tells what a campaign was found to be. */
export function redemptionStories(occasion: Occasion, seenOf: (campaign: number) => Seen): RedemptionStory[] {
  const { set, columns, row, replay } = occasion;
  const { payment, chooser, quote } = replay.engine;
  const priceMinor = columns.amountMinor[row];
  let before: Before = NOTHING_BEFORE;
  let remainingMinor = priceMinor;
  let points = 0;
  return payment.redemptions.slice(0, payment.redemptionCount).map((redemption, i): RedemptionStory => {
    const campaign = set.campaigns[redemption.campaign];
    const seen = seenOf(redemption.campaign);
    const baseMinor = campaign.stacking.base === "price" ? priceMinor : remainingMinor;
    const checkout: Checkout = {
      priceMinor,
      baseMinor,
      points: seen.points - points,
      freeOrderDue: quote.freeOrder[chooser.selection.offers[i]] === 1,
      uniform: (stream) => seen.draw?.uniform(stream) ?? 0,
    };
    const { caps, cappedMinor } = applyCaps(campaign, redemption.desiredMinor, checkout, before, seen.couponMinor);
    const given = applyBudget(campaign, cappedMinor, seen.before.budget, checkout);
    assert(given.grantedMinor === redemption.grantedMinor, "what a discount grants is told as it is");
    before = {
      grantedMinor: before.grantedMinor + redemption.grantedMinor,
      minPayableMinor: Math.max(before.minPayableMinor, campaign.discount.minPayableMinor),
    };
    if (!redemption.cashback) remainingMinor -= redemption.grantedMinor;
    points += redemption.pointsSpent;
    return {
      campaign_id: campaign.id,
      base_minor: baseMinor,
      desired_minor: redemption.desiredMinor,
      caps: [...caps, ...given.caps],
      granted_minor: redemption.grantedMinor,
      given_as: campaign.givenAs,
      credited_at: redemption.cashback ? set.zone.format(columns.timeMs[row] + campaign.cashbackDelayMs) : null,
      points_spent: redemption.pointsSpent,
      coupon: payment.decline === null ? couponId(occasion, redemption.coupon) : null,
      overspent_minor: payment.decline === null ? redemption.overspentMinor : 0,
      split: payment.decline === null ? splitOf(occasion, i) : [],
    };
  });
}

function splitOf({ row, replay }: Occasion, i: number): RedemptionStory["split"] {
  const { campaign, grantedMinor, contributionsMinor } = replay.engine.payment.redemptions[i];
  const shares = replay.engine.funding.sharesFor(campaign, row);
  return splitStory(grantedMinor, shares.weights, shares, contributionsMinor, replay.sponsors[campaign]);
}
