/** Defence: a wait from one offer to a user to the next. */
import { MINUTE_MS } from "../../domain/civil-date.js";
import { addLimit } from "./add-limit.js";
import type { Defence } from "./contract.js";

const MINUTES = 10;

export const coolDown: Defence = {
  id: `cool-down-${MINUTES}m`,
  words: () => `${MINUTES} minutes between offers`,
  doesNotStop:
    "It costs an attacker patience only: an account may still try all day, and accounts wait side by side; an honest customer whose payment fails waits as long.",
  columns: () => [],
  apply: (campaign, context) =>
    addLimit(campaign, { bound: { cooldownMs: MINUTES * MINUTE_MS }, per: "user_id", every: null }, context),
};
