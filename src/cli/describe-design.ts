/** The figures of a design as a sentence. */
import type { Design, DesignedOrders } from "../campaigns/design.js";
import { money } from "../report/layout/figures.js";

/** Which orders a design with free orders is about. */
const ORDERS: Readonly<Record<DesignedOrders, string>> = {
  due: " for an order that is due to be free",
  numbered: " for an order with a number, free or not",
  above_max_price: ", above the max_price of free orders",
};

/** `at 100.00: mean 5.00, sd 0.00, from 5.00 to 5.00`; with quantiles where there is more than one amount. */
export function describeDesign(design: Design, exponent: number): string {
  const minor = (amount: number) => money(amount, exponent);
  const price = `at ${minor(design.priceMinor)}${design.orders === null ? "" : ORDERS[design.orders]}`;
  if (design.belowMinimum) return `${price}: nothing, the price is below the minimum`;
  const spread = `mean ${fine(design.meanMinor, exponent)}, sd ${fine(design.sdMinor, exponent)}, from ${minor(design.minMinor)} to ${minor(design.maxMinor)}`;
  if (design.distribution.valuesMinor.length === 1) return `${price}: ${spread}`;
  const { p05Minor, p50Minor, p95Minor } = design;
  return `${price}: ${spread}; p05 ${minor(p05Minor)}, median ${minor(p50Minor)}, p95 ${minor(p95Minor)}`;
}

/** A mean has parts of minor units: shown with two decimals more than the currency has, where they are not 0. */
function fine(minor: number, exponent: number): string {
  const hundredths = Math.round(minor * 100);
  return hundredths % 100 === 0 ? money(hundredths / 100, exponent) : money(hundredths, exponent + 2);
}
