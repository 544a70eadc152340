/** The exact design of a discount at a stated price: what it grants, with which probability, after its caps. */
import { type Distribution, type Law, mixture, tabulate } from "../chance/law.js";
import { plainCheckout } from "../modes/plain-checkout.js";
import { cappedLaw, lowestPriceMinor } from "./apply-caps.js";
import type { Discount } from "./campaign.js";

export interface Design {
  readonly priceMinor: number;
  /** True where the price is under the discount's minimum: then the only value is 0. */
  readonly belowMinimum: boolean;
  /** Of one attempt, draws that give nothing included; not rounded. */
  readonly meanMinor: number;
  readonly sdMinor: number;
  readonly minMinor: number;
  readonly maxMinor: number;
  /** Granted amounts with their probabilities. */
  readonly distribution: Distribution;
}

/** Granted amounts at one price, for an ample points balance and an ample budget; of free orders see `designLaw`. */
export function designAt(discount: Discount, priceMinor: number): Design {
  const distribution = tabulate(designLaw(discount, priceMinor));
  const { valuesMinor, probabilities } = distribution;
  const meanMinor = valuesMinor.reduce((sum, value, i) => sum + value * probabilities[i], 0);
  const variance = valuesMinor.reduce((sum, value, i) => sum + probabilities[i] * (value - meanMinor) ** 2, 0);
  return {
    priceMinor,
    belowMinimum: priceMinor < lowestPriceMinor(discount),
    meanMinor,
    sdMinor: Math.sqrt(variance),
    minMinor: valuesMinor[0],
    maxMinor: valuesMinor[valuesMinor.length - 1],
    distribution,
  };
}

/**
 * The law of what is granted at a price, with ample points. Of free orders it is that of an order that is due, unless their numbers are
 * drawn by lot (`random_of`): then it is that of any numbered order. Above their `max_price` no order is free.
 */
export function designLaw(discount: Discount, priceMinor: number): Law {
  const { freeOrders } = discount.rule;
  const law = (freeOrderDue: boolean) =>
    cappedLaw(discount, plainCheckout(priceMinor, Number.MAX_SAFE_INTEGER, freeOrderDue));
  if (freeOrders === undefined || priceMinor > freeOrders.maxPriceMinor) return law(false);
  return freeOrders.chance === null ? law(true) : mixture(freeOrders.chance, law(true), law(false));
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
