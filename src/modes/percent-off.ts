/** `percent_off`: a percentage of the price from a threshold on, in tiers, rounded once. */
import { z } from "zod";
import { formatMinor } from "../domain/money.js";
import { formatRatio, type Ratio } from "../domain/ratio.js";
import { multiplyDivide } from "../domain/rounding.js";
import type { DiscountMode } from "./contract.js";
import { checkTiers, tierReached } from "./tiers.js";

interface Parameters {
  readonly tiers: readonly { readonly minimum_amount: number; readonly percent_off: Ratio }[];
}

export const percentOff: DiscountMode<Parameters> = {
  name: "percent_off",
  summary: "a percentage off from a threshold on, in tiers",

  parameters: (leaves) =>
    z.strictObject({
      tiers: z.array(z.strictObject({ minimum_amount: leaves.amount, percent_off: leaves.percentage })),
    }),

  check({ tiers }, report) {
    checkTiers(tiers, report);
  },

  compile({ tiers }, { rounding }) {
    // The threshold looks at the price, the percentage at what earlier discounts have left of it.
    return {
      minimumPriceMinor: tiers[0].minimum_amount,
      desiredMinor({ priceMinor, baseMinor }) {
        const tier = tierReached(tiers, priceMinor);
        if (tier === undefined) return 0;
        return multiplyDivide(baseMinor, tier.percent_off.numerator, tier.percent_off.denominator, rounding);
      },
    };
  },

  sentence({ tiers }, { exponent }) {
    return tiers
      .map((tier) => `${formatRatio(tier.percent_off)} off from ${formatMinor(tier.minimum_amount, exponent)}`)
      .join(", ");
  },

  examples: [
    {
      title: "half a cent rounds up by default: 12.5% of 10.04 is 1.255",
      discount: { mode: "percent_off", tiers: [{ minimum_amount: "0.00", percent_off: "12.5%" }] },
      price: "10.04",
      desired: "1.26",
    },
    {
      title: "half_even rounds a half to the even neighbour: 12.5% of 10.20 is 1.275",
      discount: { mode: "percent_off", tiers: [{ minimum_amount: "0.00", percent_off: "12.5%" }] },
      price: "10.20",
      rounding: "half_even",
      desired: "1.28",
    },
    {
      title: "rounding down keeps the last cent",
      discount: { mode: "percent_off", tiers: [{ minimum_amount: "0.00", percent_off: "10%" }] },
      price: "19.99",
      rounding: "down",
      desired: "1.99",
    },
    {
      title: "the highest tier reached counts for the whole price",
      discount: {
        mode: "percent_off",
        tiers: [
          { minimum_amount: "20.00", percent_off: "15%" },
          { minimum_amount: "30.00", percent_off: "20%" },
        ],
      },
      price: "30.00",
      desired: "6.00",
    },
  ],
};
