/** The exact design of a discount at a stated price: what it grants, with which probability, after its caps. */
import { type Distribution, type Law, largestMinor, mixture, tabulate } from "../chance/law.js";
import { momentsOf, quantileOf } from "../chance/moments.js";
import { plainCheckout } from "../modes/plain-checkout.js";
import { cappedLaw, lowestPriceMinor } from "./apply-caps.js";
import type { Discount } from "./campaign.js";

/** Amounts granted to one attempt, draws that give nothing included. */
export interface AmountDesign {
  /** Minor units, not rounded. */
  readonly meanMinor: number;
  readonly sdMinor: number;
  readonly minMinor: number;
  readonly maxMinor: number;
  /** The smallest amounts with at least 5%, 50%, 95% of the probability at or below them. */
  readonly p05Minor: number;
  readonly p50Minor: number;
  readonly p95Minor: number;
  /** Granted amounts with their probabilities. */
  readonly distribution: Distribution;
}

export interface Design extends AmountDesign {
  readonly priceMinor: number;
  /** True where the price is under the discount's minimum: then the only value is 0. */
  readonly belowMinimum: boolean;
  /** Which orders of a discount with free orders the design is about; null for other discounts. */
  readonly orders: DesignedOrders | null;
  /** Beside a design of orders that are due: what those get that are not; null where that is nothing. */
  readonly others: AmountDesign | null;
}

/**
 * `due`: an order whose number has come up; `numbered`: any order with a number, before it is known whether it is free;
 * `above_max_price`: one that cannot be free.
 */
export type DesignedOrders = "due" | "numbered" | "above_max_price";

/** Granted amounts at one price, for an ample points balance and an ample budget; of free orders see `designLaw`. */
export function designAt(discount: Discount, priceMinor: number): Design {
  const orders = designedOrders(discount, priceMinor);
  const others = orders === "due" ? amountDesign(lawFor(discount, priceMinor, false)) : null;
  return {
    priceMinor,
    belowMinimum: priceMinor < lowestPriceMinor(discount),
    ...amountDesign(designLaw(discount, priceMinor)),
    orders,
    others: others?.maxMinor === 0 ? null : others,
  };
}

function amountDesign(law: Law): AmountDesign {
  const distribution = tabulate(law);
  const { valuesMinor } = distribution;
  return {
    ...momentsOf(distribution),
    minMinor: valuesMinor[0],
    maxMinor: valuesMinor[valuesMinor.length - 1],
    p05Minor: quantileOf(distribution, 0.05),
    p50Minor: quantileOf(distribution, 0.5),
    p95Minor: quantileOf(distribution, 0.95),
    distribution,
  };
}

function lawFor(discount: Discount, priceMinor: number, freeOrderDue: boolean): Law {
  return cappedLaw(discount, plainCheckout(priceMinor, Number.MAX_SAFE_INTEGER, freeOrderDue));
}

function designedOrders({ rule }: Discount, priceMinor: number): DesignedOrders | null {
  if (rule.freeOrders === undefined) return null;
  if (priceMinor > rule.freeOrders.maxPriceMinor) return "above_max_price";
  return rule.freeOrders.chance === null ? "due" : "numbered";
}

/**
 * The law of what is granted at a price, with ample points. Of free orders it is that of an order that is due, unless their numbers are
 * drawn by lot (`random_of`): then it is that of any numbered order. Above their `max_price` no order is free.
 */
export function designLaw(discount: Discount, priceMinor: number): Law {
  const { freeOrders } = discount.rule;
  const law = (freeOrderDue: boolean) => lawFor(discount, priceMinor, freeOrderDue);
  if (freeOrders === undefined || priceMinor > freeOrders.maxPriceMinor) return law(false);
  return freeOrders.chance === null ? law(true) : mixture(freeOrders.chance, law(true), law(false));
}

/** Prices in whole units of the currency at which a discount without thresholds is looked at. */
const ROUND_PRICES = [100, 200, 500, 1000, 2000, 5000, 10_000, 20_000, 50_000, 100_000, 200_000, 500_000, 1_000_000];

/**
 * Prices that show what a discount does, ascending, above 0: its thresholds, or without any one round price, at which an order can be free.
 * The round price is 100.00, unless that gives the whole price and a larger one does not: 1,000.00 for a prize of 500.00.
 */
export function telltalePrices(discount: Discount, exponent: number): readonly number[] {
  const prices = discount.thresholds.map(({ priceMinor }) => priceMinor).filter((price) => price > 0);
  const lowest = lowestPriceMinor(discount);
  const reached = prices.filter((price) => price >= lowest);
  if (reached.length > 0) return [...new Set(reached)].sort((a, b) => a - b);
  const highest = discount.rule.freeOrders?.maxPriceMinor ?? Number.POSITIVE_INFINITY;
  const round = ROUND_PRICES.map((price) => Math.max(lowest, Math.min(highest, price * 10 ** exponent)));
  const ample = round.find((price) => largestMinor(designLaw(discount, price)) < price - discount.minPayableMinor);
  return [ample ?? round[0]];
}
