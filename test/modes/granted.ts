/** What a discount grants for itself, its minimum and caps applied. */
import { capMinor, lowestPriceMinor } from "../../src/campaigns/apply-caps.js";
import type { Discount } from "../../src/campaigns/campaign.js";
import { checkoutWith } from "./read-discount.js";

/** `uniforms` by stream. */
export function granted(discount: Discount, uniforms: readonly number[], priceMinor: number, points = 0): number {
  if (priceMinor < lowestPriceMinor(discount)) return 0;
  const checkout = checkoutWith(uniforms, priceMinor, points);
  return capMinor(discount, discount.rule.desiredMinor(checkout), checkout);
}
