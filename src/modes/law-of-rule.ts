/** The law of any rule's desired discount, also of one without chance. */
import { certainly, type Law } from "../chance/law.js";
import type { Checkout, DiscountRule } from "./contract.js";

/** Over the draw, all else being as the checkout says. */
export function lawOfRule(rule: DiscountRule, checkout: Checkout): Law {
  if (rule.law !== undefined) return rule.law(checkout);
  const { cutMinor } = rule;
  const cut = cutMinor === undefined ? undefined : (limitMinor: number) => cutMinor(limitMinor, checkout);
  return certainly(rule.desiredMinor(checkout), cut);
}
