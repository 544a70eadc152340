/** Whether another campaign always wins where one would make an offer: proved from conditions that are the same, never guessed. */

import { plainCheckout } from "../modes/plain-checkout.js";
import { lowestPriceMinor } from "./apply-caps.js";
import type { Campaign, CampaignSet, Matcher, Window } from "./campaign.js";

/** The first campaign, in file order, that wins wherever `campaign` could; null if there is none for certain. */
export function shadowOf(campaign: Campaign, set: CampaignSet): Campaign | null {
  if (campaign.paused) return null;
  return set.campaigns.find((other) => other !== campaign && shadows(other, campaign, set)) ?? null;
}

function shadows(front: Campaign, behind: Campaign, set: CampaignSet): boolean {
  return (
    !front.paused &&
    front.budget === null &&
    front.limits.length === 0 &&
    front.coupon === null &&
    alwaysGives(front) &&
    lowestPriceMinor(front.discount) <= lowestPriceMinor(behind.discount) &&
    winsOver(front, behind, set) &&
    shutsOut(front, behind, set) &&
    coversWindow(front.window, behind.window) &&
    coversMatchers(front.scope, behind.scope) &&
    coversMatchers(front.payment, behind.payment) &&
    coversMatchers(front.audience, behind.audience) &&
    (front.when === null || front.when.source === behind.when?.source) &&
    front.eligibility.every((test) => behind.eligibility.some((own) => own.sentence === test.sentence))
  );
}

/** It gives something from its lowest price on, in every tier, and depends on neither points, chance nor numbers of orders. */
function alwaysGives({ discount }: Campaign): boolean {
  const { rule, minPayableMinor, thresholds } = discount;
  if (rule.pointsFor !== undefined || rule.freeOrders !== undefined || rule.law !== undefined) return false;
  const lowest = lowestPriceMinor(discount);
  const prices = [lowest, ...thresholds.map((threshold) => threshold.priceMinor).filter((price) => price > lowest)];
  return prices.every((priceMinor) => {
    return priceMinor > minPayableMinor && rule.desiredMinor(plainCheckout(priceMinor)) > 0;
  });
}

function winsOver(front: Campaign, behind: Campaign, { choice, campaigns }: CampaignSet): boolean {
  if (choice === "priority" && front.priority !== behind.priority) return front.priority < behind.priority;
  // On a tie, and for "best", the larger amount wins: certain only where both give the same.
  if (front.discount.sentence !== behind.discount.sentence) return false;
  if (front.discount.maxDiscountMinor !== behind.discount.maxDiscountMinor) return false;
  if (front.discount.minPayableMinor !== behind.discount.minPayableMinor) return false;
  if (front.rounding !== behind.rounding) return false;
  if (front.priority !== behind.priority) return front.priority < behind.priority;
  return campaigns.indexOf(front) < campaigns.indexOf(behind);
}

/** Whether the one behind cannot be used beside the one in front, nor beside another that leads. */
function shutsOut({ stacking: front }: Campaign, { stacking: behind }: Campaign, { choice }: CampaignSet): boolean {
  return !behind.combine || (choice === "priority" && front.combine && front.group === behind.group);
}

function coversWindow(front: Window, behind: Window): boolean {
  const sameDays = front.days === null || JSON.stringify(front.days) === JSON.stringify(behind.days);
  const sameHours = front.hours === null || JSON.stringify(front.hours) === JSON.stringify(behind.hours);
  return front.startMs <= behind.startMs && front.endMs >= behind.endMs && sameDays && sameHours;
}

/** Every matcher of the one in front is also one of the campaign behind it. */
function coversMatchers(front: readonly Matcher[], behind: readonly Matcher[]): boolean {
  const keys = behind.map(keyOf);
  return front.every((matcher) => keys.includes(keyOf(matcher)));
}

function keyOf({ column, negated, test }: Matcher): string {
  return JSON.stringify([column, negated, test], (_, value) => (typeof value === "bigint" ? `${value}n` : value));
}
