/** `lucky_draw`: a lucky share of the draws wins a prize, which is a discount of any mode; the others may be consoled by another one. */
import { z } from "zod";
import { certainly, mixture } from "../chance/law.js";
import { formatRatio, type Ratio } from "../domain/ratio.js";
import type { Checkout, DiscountMode, DiscountRule } from "./contract.js";
import { lawOfRule } from "./law-of-rule.js";

interface Parameters {
  readonly ratio: Ratio;
  /** The raw blocks: they are compiled by `compileNested`. */
  readonly prize: unknown;
  readonly otherwise?: unknown;
}

const PRIZE = {
  mode: "amount_off",
  tiers: [{ minimum_amount: "0.00", amount_off: "20.00" }],
};

export const luckyDraw: DiscountMode<Parameters> = {
  name: "lucky_draw",
  summary: "a lucky share of the draws wins a prize, a discount of any mode",

  parameters: (leaves) =>
    z.strictObject({
      ratio: leaves.percentage,
      prize: leaves.nestedDiscount,
      otherwise: leaves.nestedDiscount.optional(),
    }),

  compile({ ratio, prize, otherwise }, { stream, compileNested }) {
    const share = ratio.numerator / ratio.denominator;
    const won = compileNested(prize);
    const lost: DiscountRule | null = otherwise === undefined ? null : compileNested(otherwise);
    const drawn = (checkout: Checkout) => (checkout.uniform(stream) < share ? won : lost);
    const nothing = certainly(0);
    const rule: DiscountRule = {
      minimumPriceMinor: 0,
      desiredMinor: (checkout) => drawn(checkout)?.desiredMinor(checkout) ?? 0,
      law: (checkout) => mixture(share, lawOfRule(won, checkout), lost === null ? nothing : lawOfRule(lost, checkout)),
    };
    if (won.pointsFor === undefined && lost?.pointsFor === undefined) return rule;
    return {
      ...rule,
      cutMinor: (limitMinor, checkout) => drawn(checkout)?.cutMinor?.(limitMinor, checkout) ?? limitMinor,
      pointsFor: (grantedMinor, checkout) => drawn(checkout)?.pointsFor?.(grantedMinor, checkout) ?? 0,
    };
  },

  sentence({ ratio, otherwise }) {
    const others = otherwise === undefined ? "nothing" : "another discount";
    return `${formatRatio(ratio)} of the draws win a prize, the others get ${others}`;
  },

  examples: [
    {
      title: "a draw below the ratio wins the prize",
      discount: { mode: "lucky_draw", ratio: "10%", prize: PRIZE },
      price: "36.00",
      uniforms: [0.0999],
      desired: "20.00",
    },
    {
      title: "one at the ratio has lost",
      discount: { mode: "lucky_draw", ratio: "10%", prize: PRIZE },
      price: "36.00",
      uniforms: [0.1],
      desired: "0.00",
    },
    {
      title: "who has lost may be consoled, by a draw with a uniform of its own",
      discount: {
        mode: "lucky_draw",
        ratio: "10%",
        prize: PRIZE,
        otherwise: {
          mode: "random_choice",
          amounts: [
            { amount_off: "0.10", weight: "1" },
            { amount_off: "0.20", weight: "1" },
          ],
        },
      },
      price: "36.00",
      uniforms: [0.7, 0.5, 0.6],
      desired: "0.20",
    },
  ],
};
