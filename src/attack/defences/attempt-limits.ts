/** Defences: so many offers per user and day. */
import { addLimit } from "./add-limit.js";
import type { Defence } from "./contract.js";

function attemptLimit(most: number): Defence {
  return {
    id: `attempts-${most}-per-day`,
    words: () => `at most ${most} ${most === 1 ? "offer" : "offers"} per user a day`,
    doesNotStop:
      "It slows an account until the next day and stops no further account; with n offers and a probability φ that an honest payment fails, it locks out φⁿ of honest customers for the day.",
    columns: () => [],
    apply: (campaign, context) =>
      addLimit(campaign, { bound: { maxAttempts: most }, per: "user_id", every: "day" }, context),
  };
}

/** The strictest first. */
export const attemptLimits: readonly Defence[] = [1, 3, 5].map(attemptLimit);
