/** Random discounts of every mode, free orders among them, with caps that bite. */
import type { Discount } from "./case.js";
import { drawnDiscount } from "./random-drawn.js";
import { addCaps, simpleDiscount } from "./random-simple.js";
import { THRESHOLDS, type World, wholeText } from "./random-world.js";

export function randomDiscount(world: World): Discount {
  const { random, theme } = world;
  const free = random.chance(theme === "free orders" || theme === "free draws" ? 0.8 : 0.15);
  const drawn = random.chance(theme === "draws" ? 0.8 : theme === "hidden" ? 0.6 : 0.25);
  const discount = free ? freeOrders(world) : drawn ? drawnDiscount(world, 3) : simpleDiscount(world);
  addCaps(discount, world, theme === "all" ? 0.35 : 0.15);
  return discount;
}

function freeOrders(world: World): Discount {
  const { random, theme } = world;
  const discount: Discount = { mode: "free_orders", pick: "first" };
  if (random.chance(theme === "free draws" ? 0.8 : 0.15)) {
    discount.count = random.int(1, 4);
    const among = random.pick([discount.count, discount.count + 1, 2 * discount.count, random.int(5, 30)]);
    discount.pick = random.chance(0.5) ? "random_times" : { random_of: Math.max(discount.count, among) };
  } else {
    if (random.chance(0.6)) discount.pick = { nth: random.int(1, 4) };
    if (discount.pick === "first" || random.chance(0.5)) discount.count = random.int(1, 4);
  }
  if (random.chance(0.7)) discount.every = random.pick(["campaign", "day", "day"]);
  if (random.chance(0.4)) discount.max_price = wholeText(world, random.pick(THRESHOLDS));
  if (random.chance(0.5)) {
    discount.otherwise = random.chance(0.4) ? drawnDiscount(world, 2) : simpleDiscount(world);
    addCaps(discount.otherwise, world, 0.25);
  }
  return discount;
}
