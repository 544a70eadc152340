/** Random discounts of the deterministic modes, and caps that bite. */
import type { Discount } from "./case.js";
import { amountText, THRESHOLDS, type World, wholeText } from "./random-world.js";

export function simpleDiscount(world: World): Discount {
  const { random } = world;
  // Whole units as often as not, so that sums meet limits and budgets exactly.
  const off = (): string =>
    random.chance(0.6)
      ? wholeText(world, random.pick([1, 2, 3, 5]))
      : amountText(BigInt(random.int(1, 9 * Number(world.unit))), world.exponent);
  const percent = (): string => random.pick(["10%", "12.5%", "33.33%", "5%", "50%", "100%", "0.7%"]);
  const thresholds = (): string[] => {
    const sorted = random.some(THRESHOLDS, random.int(1, 3)).sort((a, b) => a - b);
    return sorted.map((threshold) => wholeText(world, threshold));
  };
  switch (world.theme === "points" && random.chance(0.8) ? 3 : random.int(1, 6)) {
    case 1:
      return {
        mode: "amount_off",
        every: wholeText(world, random.pick(THRESHOLDS)),
        amount_off: wholeText(world, random.int(1, 6)),
      };
    case 2:
      return { mode: "fixed_price", price: wholeText(world, random.pick(THRESHOLDS)) };
    case 3: {
      const points: Discount = { mode: "points", points_per_unit: random.pick([1, 3, 10, 100, 250, 1000]) };
      if (random.chance(0.5)) points.step = random.pick([1, 7, 50, 100]);
      if (random.chance(0.5)) points.max_share = random.pick(["50%", "33.3%", "100%", "10%"]);
      return points;
    }
    case 4:
      return { mode: "amount_off", tiers: thresholds().map((t) => ({ minimum_amount: t, amount_off: off() })) };
    default:
      return { mode: "percent_off", tiers: thresholds().map((t) => ({ minimum_amount: t, percent_off: percent() })) };
  }
}

export function addCaps(discount: Discount, world: World, probability: number): void {
  const { random } = world;
  if (random.chance(probability)) discount.max_discount = wholeText(world, random.int(1, 12));
  if (random.chance(probability))
    discount.min_payable = random.pick([amountText(1n, world.exponent), wholeText(world, random.pick(THRESHOLDS))]);
  if (random.chance(probability)) discount.minimum_amount = wholeText(world, random.pick(THRESHOLDS));
}
