/** `fixed_price`: pay one price whatever the goods cost above it. */
import { z } from "zod";
import { formatMinor } from "../domain/money.js";
import type { DiscountMode } from "./contract.js";

interface Parameters {
  readonly price: number;
}

export const fixedPrice: DiscountMode<Parameters> = {
  name: "fixed_price",
  summary: "pay one fixed price; the rest is the discount",

  parameters: (leaves) => z.strictObject({ price: leaves.amount }),

  compile({ price }) {
    return {
      minimumPriceMinor: 0,
      desiredMinor: (checkout) => Math.max(0, checkout.baseMinor - price),
    };
  },

  sentence: ({ price }, { exponent }) => `pay ${formatMinor(price, exponent)}`,

  examples: [
    {
      title: "the part above the fixed price is the discount",
      discount: { mode: "fixed_price", price: "9.90" },
      price: "25.00",
      desired: "15.10",
    },
    {
      title: "at the fixed price there is nothing to give",
      discount: { mode: "fixed_price", price: "9.90" },
      price: "9.90",
      desired: "0.00",
    },
  ],
};
