/** Which discounts an attacker accepts, in words. */
import { type Currency, formatMinor } from "../domain/money.js";
import type { Attacker } from "./attacker.js";

/** "worth taking", "10.00 or more"; null for an attacker that takes any. */
export function acceptedInWords({ accept }: Attacker, { exponent }: Currency): string | null {
  if (accept === "any") return null;
  return accept === "best_response" ? "worth taking" : `${formatMinor(accept.atLeastMinor, exponent)} or more`;
}
