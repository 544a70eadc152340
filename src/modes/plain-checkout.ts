/** A checkout without a draw, for questions about a rule: what is certain of it, and its law. */
import { assert } from "../domain/problem.js";
import type { Checkout } from "./contract.js";

/** The whole price is the base. Asking it for a uniform is a bug. */
export function plainCheckout(priceMinor: number, points = 0, freeOrderDue = false): Checkout {
  return { priceMinor, baseMinor: priceMinor, points, freeOrderDue, uniform };
}

function uniform(): number {
  assert(false, "nothing is drawn in a plain checkout");
}
