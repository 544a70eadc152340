/** What a discount gives before the campaign's own caps (SPEC §5), drawn or with every possibility: nested discounts with their own caps. */
import type { Discount } from "./case.js";
import { afterCaps, desiredDiscount, isBelowMinimum, type Purse } from "./naive-discount.js";
import { type Chance, drawFrom, lawOfMode, type Possible, sumOf, wins } from "./naive-law.js";
import { percentOf } from "./naive-money.js";

/** An amount, and the discount (perhaps nested) that gives it: points are cut to whole steps wherever they stand. */
export interface Given {
  amount: bigint;
  source: Discount;
}

export const isRandomMode = (discount: Discount): boolean =>
  ["random_choice", "random_normal", "random_intervals"].includes(discount.mode);

/** Draws with the uniform of `stream`, and of the streams of what is nested; minimums look at the price, amounts and caps at the base. `free_orders` here is an order that is not free. */
export function draw(
  discount: Discount,
  price: bigint,
  purse: Purse,
  chance: Chance,
  base = price,
  stream = 0n,
): Given {
  const nested = (inner: Discount | undefined, innerStream: bigint): Given => {
    if (inner === undefined || isBelowMinimum(inner, price, purse.exponent)) return { amount: 0n, source: discount };
    const given = draw(inner, price, purse, chance, base, innerStream);
    return { amount: afterCaps(inner, given.amount, base, purse, given.source), source: given.source };
  };
  if (discount.mode === "free_orders") return nested(discount.otherwise, 2n * stream + 1n);
  if (discount.mode === "lucky_draw") {
    const { over, under } = percentOf(discount.ratio ?? "0%");
    if (wins(chance.uniform(stream), over, under, chance)) return nested(discount.prize, 2n * stream + 1n);
    return nested(discount.otherwise, 2n * stream + 2n);
  }
  if (isRandomMode(discount)) {
    const law = lawOfMode(discount, purse.exponent);
    return { amount: drawFrom(law, chance.uniform(stream), chance), source: discount };
  }
  return { amount: desiredDiscount(discount, price, purse, base), source: discount };
}

type Weighed = Given & Possible;

/** Everything that `draw` may give, with its weight. */
export function everyGiven(discount: Discount, price: bigint, purse: Purse, base = price): Weighed[] {
  const nested = (inner: Discount | undefined): Weighed[] => {
    if (inner === undefined || isBelowMinimum(inner, price, purse.exponent)) {
      return [{ amount: 0n, weight: 1n, source: discount }];
    }
    return everyGiven(inner, price, purse, base).map((given) => ({
      ...given,
      amount: afterCaps(inner, given.amount, base, purse, given.source),
    }));
  };
  if (discount.mode === "free_orders") return nested(discount.otherwise);
  if (discount.mode === "lucky_draw") {
    const { over, under } = percentOf(discount.ratio ?? "0%");
    const prize = nested(discount.prize);
    const otherwise = nested(discount.otherwise);
    const prizes = sumOf(prize.map((given) => given.weight));
    const consolations = sumOf(otherwise.map((given) => given.weight));
    return [
      ...prize.map((given) => ({ ...given, weight: given.weight * over * consolations })),
      ...otherwise.map((given) => ({ ...given, weight: given.weight * (under - over) * prizes })),
    ];
  }
  if (isRandomMode(discount)) {
    return lawOfMode(discount, purse.exponent).map((possible) => ({ ...possible, source: discount }));
  }
  return [{ amount: desiredDiscount(discount, price, purse, base), weight: 1n, source: discount }];
}
