/** Shares of one as percentages, exactly. */
import type { Decimal } from "../domain/decimal.js";

export function inPercent({ units, scale }: Decimal): Decimal {
  return scale >= 2 ? { units, scale: scale - 2 } : { units: units * 10n ** BigInt(2 - scale), scale: 0 };
}
