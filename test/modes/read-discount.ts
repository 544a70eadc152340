/** Discounts from the text of a campaign file, and checkouts to ask them with. */
import type { Discount } from "../../src/campaigns/campaign.js";
import type { Checkout } from "../../src/modes/contract.js";
import { fileWith, load } from "../campaigns/campaign-text.js";

/** `text` is the inside of the discount's block: `mode: random_normal, mean: 5.00, …`. */
export function readDiscount(text: string): Discount {
  return load(fileWith(`discount: { ${text} }`)).campaigns[0].discount;
}

/** A checkout whose uniforms come from the array, by stream. */
export function checkoutWith(uniforms: ArrayLike<number>, priceMinor: number, points = 0): Checkout {
  return { priceMinor, baseMinor: priceMinor, points, freeOrderDue: false, uniform: (stream) => uniforms[stream] };
}
