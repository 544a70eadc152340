/** The deterministic discount modes of the oracle (SPEC §5): desired discounts, caps, whole steps of points. */
import type { Discount, Rounding } from "./case.js";
import { amountOf, divide, percentOf } from "./naive-money.js";

export interface Purse {
  /** Points that the user has before this payment. */
  points: bigint;
  exponent: number;
  rounding: Rounding;
}

/** Under its lowest tier, its `minimum_amount` or one `every`. */
export function isBelowMinimum(discount: Discount, price: bigint, exponent: number): boolean {
  const amount = (text: string): bigint => amountOf(text, exponent);
  if (discount.minimum_amount !== undefined && price < amount(discount.minimum_amount)) return true;
  if (discount.tiers?.every((tier) => price < amount(tier.minimum_amount))) return true;
  if (discount.mode === "amount_off" && discount.every !== undefined && price < amount(discount.every)) return true;
  return false;
}

/** The discount of a deterministic mode before caps: tiers and steps of `every` look at the price, the rest at the base. */
export function desiredDiscount(discount: Discount, price: bigint, purse: Purse, base = price): bigint {
  const amount = (text: string | undefined): bigint => amountOf(text ?? "0", purse.exponent);
  if (discount.mode === "amount_off" && discount.every !== undefined) {
    return (price / amount(discount.every)) * amount(discount.amount_off);
  }
  if (discount.mode === "amount_off") return amount(highestTier(discount, price, purse.exponent).amount_off);
  if (discount.mode === "percent_off") {
    const percent = percentOf(highestTier(discount, price, purse.exponent).percent_off ?? "0%");
    return divide(base * percent.over, percent.under, purse.rounding);
  }
  if (discount.mode === "fixed_price") {
    const fixed = amount(discount.price);
    return base > fixed ? base - fixed : 0n;
  }
  if (discount.mode === "points") {
    const share = percentOf(discount.max_share ?? "100%");
    return wholeSteps(discount, (base * share.over) / share.under, purse);
  }
  throw new Error(`${discount.mode} needs a draw`);
}

/** min(desired, `max_discount`, price − `min_payable`), never below 0, in whole steps where `source` gives points. */
export function afterCaps(discount: Discount, desired: bigint, price: bigint, purse: Purse, source = discount): bigint {
  let capped = desired;
  const most = discount.max_discount === undefined ? capped : amountOf(discount.max_discount, purse.exponent);
  if (most < capped) capped = most;
  const room = price - amountOf(discount.min_payable ?? "0", purse.exponent);
  if (room < capped) capped = room;
  if (capped < 0n) capped = 0n;
  return cutTo(source, capped, purse);
}

/** What a cut to `most` leaves: whole steps for points, the cut itself for the other modes. */
export function cutTo(discount: Discount, most: bigint, purse: Purse): bigint {
  return discount.mode === "points" ? wholeSteps(discount, most, purse) : most;
}

function highestTier(
  discount: Discount,
  price: bigint,
  exponent: number,
): { amount_off?: string; percent_off?: string } {
  let best: { amount_off?: string; percent_off?: string } = {};
  for (const tier of discount.tiers ?? []) if (price >= amountOf(tier.minimum_amount, exponent)) best = tier;
  return best;
}

function worthOf(discount: Discount, points: bigint, exponent: number): bigint {
  return (points * 10n ** BigInt(exponent)) / BigInt(discount.points_per_unit ?? 1);
}

/** The most that whole steps of the purse's points are worth without passing `most`. */
function wholeSteps(discount: Discount, most: bigint, purse: Purse): bigint {
  const step = BigInt(discount.step ?? 1);
  const perUnit = BigInt(discount.points_per_unit ?? 1);
  // n points are worth at most `most` exactly while n × 10^exponent < (most + 1) × points_per_unit.
  const limit = ((most + 1n) * perUnit - 1n) / 10n ** BigInt(purse.exponent);
  const points = limit < purse.points ? limit : purse.points;
  return worthOf(discount, (points / step) * step, purse.exponent);
}

/** The fewest whole steps of points that are worth exactly `granted`. */
export function pointsSpent(discount: Discount, granted: bigint, exponent: number): bigint {
  if (discount.mode !== "points" || granted === 0n) return 0n;
  const step = BigInt(discount.step ?? 1);
  const scale = 10n ** BigInt(exponent);
  let steps = (granted * BigInt(discount.points_per_unit ?? 1)) / (scale * step);
  if (steps > 0n) steps -= 1n;
  while (worthOf(discount, steps * step, exponent) < granted) steps += 1n;
  if (worthOf(discount, steps * step, exponent) !== granted) throw new Error("a grant that is no whole steps");
  return steps * step;
}
