/** A discount with its own caps and minimum, taken for itself: what it would grant, and the rule that a nested one becomes. */
import type { Checkout, DiscountRule } from "../modes/contract.js";
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

/**
 * The rule of a nested discount: its caps applied, 0 where its minimum is not reached. So an outer discount sees no
 * threshold of it, and cuts what it gives a second time with the outer caps.
 */
export function nestedRule(discount: Discount): DiscountRule {
  const { rule } = discount;
  const lowest = lowestPriceMinor(discount);
  const cappedAt = (priceMinor: number): Checkout => ({
    priceMinor,
    baseMinor: priceMinor,
    points: 0,
    freeOrderDue: false,
  });
  return {
    minimumPriceMinor: 0,
    desiredMinor: (checkout) =>
      checkout.priceMinor < lowest ? 0 : capMinor(discount, rule.desiredMinor(checkout), checkout),
    ...(rule.cutMinor === undefined ? {} : { cutMinor: rule.cutMinor }),
    ...(rule.pointsFor === undefined ? {} : { pointsFor: rule.pointsFor }),
    design: (priceMinor) =>
      priceMinor < lowest
        ? [[0, 1]]
        : rule.design(priceMinor).map(([value, p]) => [capMinor(discount, value, cappedAt(priceMinor)), p]),
  };
}
