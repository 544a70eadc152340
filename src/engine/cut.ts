/** An amount brought under a ceiling, as its rule can give it. */
import type { Checkout, DiscountRule } from "../modes/contract.js";

/** `amountMinor`, or where it is above `ceilingMinor` the largest amount up to that which the rule can give. */
export function cut(rule: DiscountRule, amountMinor: number, ceilingMinor: number, checkout: Checkout): number {
  if (amountMinor <= ceilingMinor) return amountMinor;
  return rule.cutMinor === undefined ? ceilingMinor : rule.cutMinor(ceilingMinor, checkout);
}
