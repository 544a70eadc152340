/** Baskets that are raised to a threshold of a discount: customers put a little more in to get it. */

import type { CampaignSet, Discount } from "../campaigns/campaign.js";
import { designLaw } from "../campaigns/design.js";
import { deriveKey, runKey } from "../chance/keys.js";
import { tabulate } from "../chance/law.js";
import { momentsOf } from "../chance/moments.js";
import { Threefry } from "../chance/threefry.js";

/** The price of a payment in a run, which its row of the log and person tell; minor units. */
export type TopUp = (run: number, base: number, person: number, priceMinor: number) => number;

/**
 * Raises a price to the lowest threshold above it of a campaign that is not paused, if it is at most `within` away, with the behaviour's probability.
 * A threshold counts if the discount's mean is more there than one minor unit below it: not a tier beyond what `max_discount` allows. Null where the
 * campaign files say nothing of it.
 */
export function createTopUp(set: CampaignSet, seed: string): TopUp | null {
  const { topUp } = set.behaviour;
  if (topUp === null) return null;
  const { withinMinor, probability } = topUp;
  const discounts = set.campaigns.filter(({ paused }) => !paused).map(({ discount }) => discount);
  const fixed = fixedThresholds(discounts);
  const steps = stepsOf(discounts);
  const key = deriveKey(runKey(seed), "forecast-top-up");
  const block = new Threefry();

  return (run, base, person, priceMinor) => {
    let target = firstAbove(fixed, priceMinor);
    for (const step of steps) target = Math.min(target, step.nextAbove(priceMinor, withinMinor));
    if (target - priceMinor > withinMinor) return priceMinor;
    block.encrypt(key.k0, key.k1, run, 0);
    block.encrypt(block.x0, block.x1, base, person);
    return block.uniform() < probability ? target : priceMinor;
  };
}

/** Thresholds that stand in the files, ascending. */
function fixedThresholds(discounts: readonly Discount[]): Float64Array {
  const prices = discounts.flatMap((discount) =>
    discount.thresholds.map(({ priceMinor }) => priceMinor).filter((priceMinor) => gainsAt(discount, priceMinor)),
  );
  return Float64Array.from(new Set(prices)).sort();
}

function firstAbove(ascending: Float64Array, priceMinor: number): number {
  let low = 0;
  let high = ascending.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (ascending[middle] > priceMinor) high = middle;
    else low = middle + 1;
  }
  return low === ascending.length ? Number.POSITIVE_INFINITY : ascending[low];
}

/** Multiples of one amount, for all discounts that have it as a step. */
class Step {
  readonly discounts: Discount[] = [];
  private readonly known = new Map<number, boolean>();

  constructor(private readonly everyMinor: number) {}

  /** The next multiple above the price, if it is at most `withinMinor` away and one of the discounts gives more there; else +Infinity. */
  nextAbove(priceMinor: number, withinMinor: number): number {
    const next = (Math.floor(priceMinor / this.everyMinor) + 1) * this.everyMinor;
    return next - priceMinor <= withinMinor && this.gainsAt(next) ? next : Number.POSITIVE_INFINITY;
  }

  private gainsAt(priceMinor: number): boolean {
    const known = this.known.get(priceMinor);
    if (known !== undefined) return known;
    const gains = this.discounts.some((discount) => gainsAt(discount, priceMinor));
    this.known.set(priceMinor, gains);
    return gains;
  }
}

function stepsOf(discounts: readonly Discount[]): readonly Step[] {
  const steps = new Map<number, Step>();
  for (const discount of discounts) {
    for (const { repeats, priceMinor } of discount.thresholds) {
      if (!repeats) continue;
      const step = steps.get(priceMinor) ?? new Step(priceMinor);
      step.discounts.push(discount);
      steps.set(priceMinor, step);
    }
  }
  return [...steps.values()];
}

function gainsAt(discount: Discount, priceMinor: number): boolean {
  return priceMinor > 1 && meanAt(discount, priceMinor) > meanAt(discount, priceMinor - 1);
}

function meanAt(discount: Discount, priceMinor: number): number {
  return momentsOf(tabulate(designLaw(discount, priceMinor))).meanMinor;
}
