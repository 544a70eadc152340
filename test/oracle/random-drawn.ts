/** Random discounts of the random modes: amounts that meet the fixed ones of other campaigns, far tails, lotteries in lotteries. */
import type { Discount } from "./case.js";
import { addCaps, simpleDiscount } from "./random-simple.js";
import { amountText, type World, wholeText } from "./random-world.js";

/** `depth`: how many lotteries may stand in one another. */
export function drawnDiscount(world: World, depth: number): Discount {
  const { random } = world;
  switch (random.int(1, depth > 0 ? 6 : 3)) {
    case 1:
      return choice(world);
    case 2:
      return normal(world);
    case 3:
      return intervals(world);
    default:
      return lottery(world, depth);
  }
}

function choice(world: World): Discount {
  const { random } = world;
  const even = random.chance(0.4);
  const amounts = random.some([0, 1, 1, 2, 3, 4, 5, 8], random.int(1, 4)).map((whole) => ({
    amount_off: random.chance(0.8) ? wholeText(world, whole) : minorText(world, random.int(1, 300)),
    weight: even ? 1 : random.pick([1, 2, 3, 7, 60, 0.5, 12.25]),
  }));
  return { mode: "random_choice", amounts };
}

function normal(world: World): Discount {
  const { random } = world;
  const { step, from, count } = ladder(world);
  const min = from * step + random.pick([0, 0, 0, 1, -1]);
  const max = (from + count) * step + random.pick([0, 0, 0, 1]);
  const low = Math.max(0, Math.min(min, from * step));
  const sd = Math.max(1, Math.floor((max - low) / random.pick([1, 3, 6, 12])));
  const mean = random.pick([low, Math.floor((low + max) / 2), max, max + 4 * sd, Math.max(0, low - 3 * sd)]);
  const discount: Discount = {
    mode: "random_normal",
    mean: minorText(world, mean),
    sd: minorText(world, sd),
    min: minorText(world, low),
    max: minorText(world, max),
  };
  if (step > 1) discount.step = minorText(world, step);
  return discount;
}

function intervals(world: World): Discount {
  const { random } = world;
  const { step, from } = ladder(world);
  const weighted = random.chance(0.6);
  const lines: NonNullable<Discount["intervals"]> = [];
  let at = from * step;
  for (let i = random.int(1, 3); i > 0; i--) {
    const to = at + random.int(1, 15) * step + random.int(0, step - 1);
    lines.push({
      from: minorText(world, at),
      to: minorText(world, to),
      ...(weighted ? { weight: random.pick([1, 2, 5, 0.25]) } : {}),
    });
    at = to + random.pick([0, 0, step, 3]);
  }
  const discount: Discount = { mode: "random_intervals", intervals: lines };
  if (step > 1) discount.step = minorText(world, step);
  if (!weighted) {
    discount.mean = minorText(world, random.int(0, at + 10));
    discount.sd = minorText(world, random.int(Math.ceil(at / 8) + 1, at + 10));
  }
  return discount;
}

function lottery(world: World, depth: number): Discount {
  const { random } = world;
  const inner = (): Discount => {
    const nested = random.chance(0.5) ? drawnDiscount(world, depth - 1) : simpleDiscount(world);
    addCaps(nested, world, 0.25);
    return nested;
  };
  const discount: Discount = {
    mode: "lucky_draw",
    ratio: random.pick(["10%", "33.3%", "50%", "50%", "75%", "12.5%", "1%"]),
    prize: inner(),
  };
  if (random.chance(0.4)) discount.otherwise = inner();
  return discount;
}

/** Multiples of a step: few where an offer may be hidden, for the oracle weighs every one of them. */
function ladder(world: World): { step: number; from: number; count: number } {
  const { random } = world;
  const few = random.chance(world.theme === "hidden" ? 1 : 0.6);
  const unit = Number(world.unit);
  const step = few ? Math.max(1, Math.floor(unit / random.pick([1, 2, 4]))) : random.pick([1, 1, 7]);
  const from = random.pick([0, 0, 1, 2, Math.floor(unit / step)]);
  return { step, from, count: random.int(1, few ? 12 : 200) };
}

const minorText = (world: World, minor: number): string => amountText(BigInt(minor), world.exponent);
