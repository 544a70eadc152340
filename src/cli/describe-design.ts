/** The figures of a design as sentences: which price and orders they are about, and how the amounts spread. */
import type { AmountDesign, DesignedOrders } from "../campaigns/design.js";
import { money } from "../report/layout/figures.js";

/** Which orders a design with free orders is about. */
export const ORDERS: Readonly<Record<DesignedOrders, string>> = {
  due: "an order that is due to be free",
  numbered: "an order with a number, be it free or not",
  above_max_price: "no order is free above max_price",
};

export const OTHERS = "an order that is not";

/** `mean 5.00, sd 0.00, from 5.00 to 5.00`; with quantiles where there is more than one amount. */
export function describeSpread(design: AmountDesign, exponent: number): string {
  const minor = (amount: number) => money(amount, exponent);
  const spread = `mean ${fine(design.meanMinor, exponent)}, sd ${fine(design.sdMinor, exponent)}, from ${minor(design.minMinor)} to ${minor(design.maxMinor)}`;
  if (design.distribution.valuesMinor.length === 1) return spread;
  const { p05Minor, p50Minor, p95Minor } = design;
  return `${spread}; p05 ${minor(p05Minor)}, median ${minor(p50Minor)}, p95 ${minor(p95Minor)}`;
}

/** A mean has parts of minor units: shown with two decimals more than the currency has, where they are not 0. */
function fine(minor: number, exponent: number): string {
  const hundredths = Math.round(minor * 100);
  return hundredths % 100 === 0 ? money(hundredths / 100, exponent) : money(hundredths, exponent + 2);
}
