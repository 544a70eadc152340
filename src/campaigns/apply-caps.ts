/** A discount with its own caps and minimum, taken for itself: what it would grant, and the rule that a nested one becomes. */
import { capped, certainly, type Law } from "../chance/law.js";
import type { Checkout, DiscountRule } from "../modes/contract.js";
import { lawOfRule } from "../modes/law-of-rule.js";
import type { Discount } from "./campaign.js";

/** Lowest price that the discount's own thresholds let pass. */
export function lowestPriceMinor(discount: Discount): number {
  return Math.max(discount.minimumAmountMinor, discount.rule.minimumPriceMinor);
}

/** What the caps leave of a desired discount on a base: min(desired, `max_discount`, base − `min_payable`), at least 0. */
export function capMinor(discount: Discount, desiredMinor: number, checkout: Checkout): number {
  const limit = Math.min(desiredMinor, discount.maxDiscountMinor, checkout.baseMinor - discount.minPayableMinor);
  if (limit <= 0) return 0;
  if (limit === desiredMinor || discount.rule.cutMinor === undefined) return limit;
  return Math.max(0, discount.rule.cutMinor(limit, checkout));
}

/** The law of what the discount grants for itself: its rule's over the draw, under its caps; 0 below its minimum. */
export function cappedLaw(discount: Discount, checkout: Checkout): Law {
  if (checkout.priceMinor < lowestPriceMinor(discount)) return certainly(0);
  const ceilingMinor = Math.min(discount.maxDiscountMinor, checkout.baseMinor - discount.minPayableMinor);
  return capped(lawOfRule(discount.rule, checkout), ceilingMinor);
}

/**
 * The rule of a nested discount: its caps applied, 0 where its minimum is not reached. So an outer discount sees no
 * threshold of it, and cuts what it gives a second time with the outer caps.
 */
export function nestedRule(discount: Discount): DiscountRule {
  const { rule } = discount;
  const lowest = lowestPriceMinor(discount);
  return {
    minimumPriceMinor: 0,
    desiredMinor: (checkout) =>
      checkout.priceMinor < lowest ? 0 : capMinor(discount, rule.desiredMinor(checkout), checkout),
    ...(rule.law === undefined ? {} : { law: (checkout) => cappedLaw(discount, checkout) }),
    ...(rule.cutMinor === undefined ? {} : { cutMinor: rule.cutMinor }),
    ...(rule.pointsFor === undefined ? {} : { pointsFor: rule.pointsFor }),
  };
}
