/** All defences: one line each. */
import { attemptLimits } from "./attempt-limits.js";
import type { Defence } from "./contract.js";
import { coolDown } from "./cool-down.js";
import { drawPerDevice, drawPerPerson, drawPerRedemption, drawPerUser } from "./draw-rules.js";
import { onePerDevice, onePerPerson } from "./redemption-limits.js";
import { revealAfterPayment } from "./reveal-after-payment.js";
import { riskGate } from "./risk-gate.js";

/** In the order in which they are listed; of equals, the earlier counts as cheaper. */
export const DEFENCES: readonly Defence[] = [
  drawPerRedemption,
  drawPerUser,
  drawPerDevice,
  drawPerPerson,
  revealAfterPayment,
  ...attemptLimits,
  coolDown,
  onePerDevice,
  onePerPerson,
  riskGate,
];
