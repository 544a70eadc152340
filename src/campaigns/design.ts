/** The exact design of a discount at a stated price: what it grants, with which probability, after its caps. */
import { capMinor, lowestPriceMinor } from "./apply-caps.js";
import type { Discount } from "./campaign.js";

export interface Design {
  readonly priceMinor: number;
  /** True where the price is under the discount's minimum: then the only value is 0. */
  readonly belowMinimum: boolean;
  /** Of one offer; not rounded. */
  readonly meanMinor: number;
  readonly sdMinor: number;
  readonly minMinor: number;
  readonly maxMinor: number;
  /** Granted amounts, ascending, each once, with probabilities that add up to 1. */
  readonly values: readonly { readonly valueMinor: number; readonly probability: number }[];
}

/** Granted amounts at one price, for an ample points balance, an ample budget and, where orders can be free, one that is due. */
export function designAt(discount: Discount, priceMinor: number): Design {
  const belowMinimum = priceMinor < lowestPriceMinor(discount);
  const checkout = { priceMinor, baseMinor: priceMinor, points: Number.MAX_SAFE_INTEGER, freeOrderDue: true };
  const probabilities = new Map<number, number>();
  for (const [desiredMinor, probability] of belowMinimum ? [[0, 1] as const] : discount.rule.design(priceMinor)) {
    const granted = capMinor(discount, desiredMinor, checkout);
    probabilities.set(granted, (probabilities.get(granted) ?? 0) + probability);
  }
  const values = [...probabilities]
    .map(([valueMinor, probability]) => ({ valueMinor, probability }))
    .sort((a, b) => a.valueMinor - b.valueMinor);
  const meanMinor = values.reduce((sum, { valueMinor, probability }) => sum + valueMinor * probability, 0);
  const variance = values.reduce(
    (sum, { valueMinor, probability }) => sum + probability * (valueMinor - meanMinor) ** 2,
    0,
  );
  return {
    priceMinor,
    belowMinimum,
    meanMinor,
    sdMinor: Math.sqrt(variance),
    minMinor: values[0].valueMinor,
    maxMinor: values[values.length - 1].valueMinor,
    values,
  };
}

/** Prices that show what a discount does: its thresholds, or without any one round price at which an order can be free; ascending, above 0. */
export function telltalePrices(discount: Discount, exponent: number): readonly number[] {
  const prices = discount.thresholds.map(({ priceMinor }) => priceMinor).filter((price) => price > 0);
  const lowest = lowestPriceMinor(discount);
  const reached = prices.filter((price) => price >= lowest);
  if (reached.length > 0) return [...new Set(reached)].sort((a, b) => a - b);
  const highest = discount.rule.freeOrders?.maxPriceMinor ?? Number.POSITIVE_INFINITY;
  return [Math.max(lowest, Math.min(highest, 100 * 10 ** exponent))];
}
