/** `random_choice`: one of a few amounts, by weight. */
import { z } from "zod";
import { distributionOf, type Law, lawOf } from "../chance/law.js";
import { formatMinor } from "../domain/money.js";
import type { DiscountMode } from "./contract.js";
import { indexByShare, sharesOf } from "./shares.js";

interface Parameters {
  readonly amounts: readonly { readonly amount_off: number; readonly weight: number }[];
}

export const randomChoice: DiscountMode<Parameters> = {
  name: "random_choice",
  summary: "one of a few amounts, by weight",

  parameters: (leaves) =>
    z.strictObject({ amounts: z.array(z.strictObject({ amount_off: leaves.amount, weight: leaves.weight })) }),

  check({ amounts }, report) {
    if (amounts.length === 0) report(["amounts"], "empty-list", "amounts is empty", "write at least one amount");
  },

  compile({ amounts }, { stream }) {
    // By amount, so that a larger uniform is a larger discount and the order in the file changes nothing.
    const sorted = [...amounts].sort((a, b) => a.amount_off - b.amount_off);
    const shares = sharesOf(sorted.map(({ weight }) => weight));
    const law: Law = lawOf(distributionOf(sorted.map(({ amount_off }, i) => [amount_off, shares.each[i]] as const)));
    return {
      minimumPriceMinor: 0,
      desiredMinor: (checkout) => sorted[indexByShare(shares, checkout.uniform(stream))].amount_off,
      law: () => law,
    };
  },

  sentence({ amounts }, { exponent }) {
    const weights = new Map<number, number>();
    for (const { amount_off, weight } of amounts) weights.set(amount_off, (weights.get(amount_off) ?? 0) + weight);
    const total = amounts.reduce((sum, { weight }) => sum + weight, 0);
    const chance = (weight: number) => `${Number(((100 * weight) / total).toFixed(2))}%`;
    return [...weights]
      .map(([amount_off, weight]) => `${formatMinor(amount_off, exponent)} off with ${chance(weight)}`)
      .join(", ");
  },

  examples: [
    {
      title: "six in ten get the small amount",
      discount: {
        mode: "random_choice",
        amounts: [
          { amount_off: "0.50", weight: "60" },
          { amount_off: "2.00", weight: "30" },
          { amount_off: "10.00", weight: "10" },
        ],
      },
      price: "36.00",
      uniforms: [0.59],
      desired: "0.50",
    },
    {
      title: "the last tenth gets the large one",
      discount: {
        mode: "random_choice",
        amounts: [
          { amount_off: "0.50", weight: "60" },
          { amount_off: "2.00", weight: "30" },
          { amount_off: "10.00", weight: "10" },
        ],
      },
      price: "36.00",
      uniforms: [0.9],
      desired: "10.00",
    },
    {
      title: "amounts stand in any order, and may be nothing",
      discount: {
        mode: "random_choice",
        amounts: [
          { amount_off: "3.00", weight: "0.5" },
          { amount_off: "0.00", weight: "1.5" },
        ],
      },
      price: "36.00",
      uniforms: [0.1],
      desired: "0.00",
    },
  ],
};
