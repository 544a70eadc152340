/** The price of an option, once the currency is known. */
import { type Currency, parseAmount } from "../domain/money.js";
import { UsageError } from "./exit-code.js";

/** Minor units above 0. */
export function parsePrice(price: string, { code, exponent }: Currency): number {
  const minor = parseAmount(price.trim(), exponent);
  if (typeof minor === "number" && minor > 0) return minor;
  throw new UsageError(`--price ${price} is not an amount of ${code} above 0`);
}
