/** Decides whether a payment comes back, when, and in which parts. */
import { DAY_MS, MINUTE_MS } from "../domain/civil-date.js";
import type { Payment } from "./draw-payment.js";
import type { ResolvedOptions } from "./options.js";
import type { PendingRefunds } from "./pending-refunds.js";
import { RandomSource } from "./random-source.js";

const MEAN_DELAY_MS = 4 * DAY_MS;

/** Called with each payment that went through; pushes its refunds, which never add up to more than its amount. */
export function createRefundScheduler(
  options: ResolvedOptions,
  endMs: number,
): (payment: Payment, id: string, timeMs: number, pending: PendingRefunds) => void {
  if (options.refundsShare === 0) return () => {};
  const random = new RandomSource(options.seed, "refunds");
  let order = 0;
  /** Some days later; what would fall after the end comes at any time before it. */
  const drawDue = (timeMs: number): number => {
    const dueMs = timeMs + MINUTE_MS + Math.floor((-Math.log(random.positive()) * MEAN_DELAY_MS) / 1000) * 1000;
    if (dueMs < endMs) return dueMs;
    return timeMs + Math.floor((random.uniform() * (endMs - timeMs)) / 1000) * 1000;
  };
  return ({ cells, amountMinor }, refundOf, timeMs, pending) => {
    if (!random.chance(options.refundsShare)) return;
    // Two in three come back whole, the others in one part or two.
    const whole = random.chance(0.65) || amountMinor < 2;
    const first = whole ? amountMinor : 1 + random.below(amountMinor - 1);
    pending.push({ dueMs: drawDue(timeMs), order: order++, refundOf, amountMinor: first, cells });
    if (whole || !random.chance(0.4)) return;
    const second = 1 + random.below(amountMinor - first);
    pending.push({ dueMs: drawDue(timeMs), order: order++, refundOf, amountMinor: second, cells });
  };
}
