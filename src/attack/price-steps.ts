/** Where a discount changes by price: tiers where it is level between them, steps where it is not. */
import type { DiscountAt, Tier } from "./exact/split-orders.js";

/** The tiers up to a price of a discount that is level from each telling price to the next, and larger there; null of any other. */
export function levelTiers(
  priceMinor: number,
  tellingPricesMinor: readonly number[],
  discountAt: DiscountAt,
): readonly Tier[] | null {
  const starts = tellingPricesMinor.filter((price) => price <= priceMinor);
  const tiers = starts.map((fromMinor) => ({ fromMinor, discountMinor: discountAt(fromMinor) }));
  if (starts.length === 0 || (starts[0] > 1 && discountAt(starts[0] - 1) > 0)) return null;
  const isLevel = tiers.every(({ fromMinor, discountMinor }, i) => {
    const last = Math.max(fromMinor, i + 1 < starts.length ? starts[i + 1] - 1 : priceMinor);
    return discountMinor > (tiers[i - 1]?.discountMinor ?? 0) && discountAt(last) === discountMinor;
  });
  // At a tier's start alone a price cannot show that it is level.
  return isLevel && discountAt(2 * starts[starts.length - 1] - 1) === tiers[tiers.length - 1].discountMinor
    ? tiers
    : null;
}

/** Steps at most; and at least, unless they would be less than a minor unit. */
const MOST_STEPS = 500;
const FEWEST_STEPS = 100;

/** A step that divides price and telling prices, so that a cut may fall on each, where there is one that is neither too fine nor too coarse. */
export function cutStep(priceMinor: number, tellingPricesMinor: readonly number[]): number {
  const common = tellingPricesMinor.filter((price) => price <= priceMinor).reduce(commonDivisor, priceMinor);
  if (priceMinor / common > MOST_STEPS) return Math.ceil(priceMinor / MOST_STEPS);
  const parts = [1, 2, 4, 5, 10, 20, 25, 50, 100].filter((part) => common % part === 0);
  const part = parts.find((number) => (priceMinor * number) / common >= FEWEST_STEPS);
  return part === undefined ? Math.max(1, Math.floor(priceMinor / FEWEST_STEPS)) : common / part;
}

function commonDivisor(a: number, b: number): number {
  return b === 0 ? a : commonDivisor(b, a % b);
}
