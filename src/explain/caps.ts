/** What each cap cuts off a desired discount, in the order in which they are told, and what the budget then gives. */
import type { Campaign } from "../campaigns/campaign.js";
import { cut } from "../engine/cut.js";
import type { Checkout } from "../modes/contract.js";
import type { CampaignView, CapStory } from "./explain-document.js";

/** What discounts applied before have come to, in one payment; all 0 for an offer by itself. */
export interface Before {
  readonly grantedMinor: number;
  /** The largest `min_payable` among them. */
  readonly minPayableMinor: number;
}

export const NOTHING_BEFORE: Before = { grantedMinor: 0, minPayableMinor: 0 };

export interface Capped {
  readonly caps: CapStory[];
  readonly cappedMinor: number;
}

/** The caps that the campaign sets, and whatever else cuts. */
export function applyCaps(
  campaign: Campaign,
  desiredMinor: number,
  checkout: Checkout,
  before: Before,
  /** The amount of the coupon that is used; +Infinity without one. */
  couponMinor: number,
): Capped {
  const { rule, maxDiscountMinor, minPayableMinor } = campaign.discount;
  const caps: CapStory[] = [];
  let leftMinor = desiredMinor;
  const lower = (cap: CapStory["cap"], most: number, always: boolean) => {
    const atMinor = Math.max(0, most);
    const toMinor = Math.min(leftMinor, atMinor);
    if (always || toMinor < leftMinor) caps.push({ cap, at_minor: atMinor, cut_minor: leftMinor - toMinor });
    leftMinor = toMinor;
    return atMinor;
  };
  const ceilingMinor = Math.min(
    lower("max_discount", maxDiscountMinor, Number.isFinite(maxDiscountMinor)),
    lower("coupon", couponMinor, Number.isFinite(couponMinor)),
    lower("min_payable", checkout.baseMinor - minPayableMinor, minPayableMinor > 0),
    lower(
      "together",
      checkout.priceMinor - Math.max(before.minPayableMinor, minPayableMinor) - before.grantedMinor,
      false,
    ),
  );
  const cappedMinor = cut(rule, desiredMinor, ceilingMinor, checkout);
  if (cappedMinor < leftMinor) caps.push(inSteps(leftMinor, cappedMinor));
  return { caps, cappedMinor };
}

/** What the budget leaves of a discount after caps: 0 where that is too short. */
export function applyBudget(
  campaign: Campaign,
  cappedMinor: number,
  budget: CampaignView["budget"],
  checkout: Checkout,
): { readonly caps: CapStory[]; readonly grantedMinor: number } {
  if (budget === null || cappedMinor <= budget.left_minor) return { caps: [], grantedMinor: cappedMinor };
  const { left_minor: leftMinor, on_short: onShort } = budget;
  const givenMinor =
    onShort === "partial" ? leftMinor : onShort === "overshoot_once" && leftMinor > 0 ? cappedMinor : 0;
  const grantedMinor = cut(campaign.discount.rule, cappedMinor, givenMinor, checkout);
  const caps: CapStory[] = [];
  if (givenMinor < cappedMinor) caps.push({ cap: "budget", at_minor: givenMinor, cut_minor: cappedMinor - givenMinor });
  if (grantedMinor < givenMinor) caps.push(inSteps(givenMinor, grantedMinor));
  return { caps, grantedMinor };
}

function inSteps(fromMinor: number, toMinor: number): CapStory {
  return { cap: "whole_steps", at_minor: toMinor, cut_minor: fromMinor - toMinor };
}
