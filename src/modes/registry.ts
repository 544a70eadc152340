/** All discount modes: one line each. */
import { amountOff } from "./amount-off.js";
import type { DiscountMode } from "./contract.js";
import { fixedPrice } from "./fixed-price.js";
import { freeOrders } from "./free-orders.js";
import { luckyDraw } from "./lucky-draw.js";
import { percentOff } from "./percent-off.js";
import { points } from "./points.js";
import { randomChoice } from "./random-choice.js";
import { randomIntervals } from "./random-intervals.js";
import { randomNormal } from "./random-normal.js";

/** In the order in which docs and help list them. */
export const MODES: readonly DiscountMode[] = [
  amountOff,
  percentOff,
  fixedPrice,
  points,
  randomChoice,
  randomNormal,
  randomIntervals,
  luckyDraw,
  freeOrders,
];
