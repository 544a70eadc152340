/** Doubles as the shortest decimals that mean them, so that what is compared is what is printed. */
import { type Decimal, parseDecimal } from "../domain/decimal.js";
import { assert } from "../domain/problem.js";

export function exactDecimal(value: number): Decimal {
  const [digits, power = "0"] = String(value).split("e");
  const decimal = parseDecimal(digits);
  assert(decimal !== null, "a figure is a finite number");
  const scale = decimal.scale - Number(power);
  return scale >= 0 ? { units: decimal.units, scale } : { units: decimal.units * 10n ** BigInt(-scale), scale: 0 };
}
