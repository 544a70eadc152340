/** Buying up to a better discount with a filling that is refunded afterwards. */
import type { DiscountAt } from "./split-orders.js";

/**
 * What a refund does to the discount of the order: it stays whole; its part of the price goes back, rounded down; or what is left is judged as
 * an order of its own, and no more is given.
 */
export type RefundRule = "kept" | "prorated" | "re_evaluated";

export interface Padding {
  /** What is bought beyond what is wanted; 0 where no filling gains. */
  readonly fillingMinor: number;
  /** What the customer has after the refund. */
  readonly discountMinor: number;
  /** Over the discount of what is wanted alone, after friction; 0 where no filling gains. */
  readonly gainMinor: number;
}

/**
 * With w wanted and a filling x the discount after the refund is d(w + x), or d(w + x) − floor(d(w + x) x / (w + x)), or min(d(w + x), d(w)): re-evaluation
 * leaves nothing to gain. Orders are tried at `pricesMinor` above w: a tier's start is enough, as more filling of the same tier only gives more back.
 * `frictionMinor` is what the refund costs. Discounts are whole minor units, as an order's are.
 */
export function bestPadding(
  wantedMinor: number,
  pricesMinor: readonly number[],
  discountAt: DiscountAt,
  refund: RefundRule,
  frictionMinor: number,
): Padding {
  const alone = discountAt(wantedMinor);
  let best: Padding = { fillingMinor: 0, discountMinor: alone, gainMinor: 0 };
  for (const price of pricesMinor) {
    if (price <= wantedMinor) continue;
    const filling = price - wantedMinor;
    const discountMinor = afterRefund(discountAt(price), filling, price, refund, alone);
    const gainMinor = discountMinor - alone - frictionMinor;
    if (gainMinor > best.gainMinor) best = { fillingMinor: filling, discountMinor, gainMinor };
  }
  return best;
}

function afterRefund(discount: number, filling: number, price: number, refund: RefundRule, alone: number): number {
  if (refund === "kept") return discount;
  if (refund === "re_evaluated") return Math.min(discount, alone);
  // The product may be beyond 2^53.
  return discount - Number((BigInt(discount) * BigInt(filling)) / BigInt(price));
}
