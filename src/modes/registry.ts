/** All discount modes: one line each. */
import { amountOff } from "./amount-off.js";
import type { DiscountMode } from "./contract.js";
import { fixedPrice } from "./fixed-price.js";
import { freeOrders } from "./free-orders.js";
import { percentOff } from "./percent-off.js";
import { points } from "./points.js";

/** In the order in which docs and help list them. */
export const MODES: readonly DiscountMode[] = [amountOff, percentOff, fixedPrice, points, freeOrders];
