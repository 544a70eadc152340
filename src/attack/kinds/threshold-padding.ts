/** `threshold_padding`: buys more than it wants to reach a tier, then refunds what it does not want. */
import { z } from "zod";
import { formatMinor } from "../../domain/money.js";
import type { AttackerKind } from "./contract.js";

interface Parameters {
  /** What it keeps of its basket; half of the price where left out, rounded down. */
  readonly wanted?: number | undefined;
}

export const thresholdPadding: AttackerKind<Parameters> = {
  name: "threshold_padding",
  summary: "buys up to a tier, then refunds what it does not want",

  parameters: (leaves) => z.strictObject({ wanted: leaves.positiveAmount.optional() }),

  check({ priceMinor, parameters: { wanted } }, report, { exponent }) {
    if (priceMinor === null || wanted === undefined || wanted < priceMinor) return;
    const message = `it keeps ${formatMinor(wanted, exponent)} of a basket of ${formatMinor(priceMinor, exponent)}, so nothing is refunded`;
    report(
      ["wanted"],
      "beyond-price",
      message,
      "write less than the price: price is what it buys, wanted what it keeps",
    );
  },

  sentence({ priceMinor, parameters: { wanted } }, { exponent }) {
    const price = priceMinor === null ? "up to a tier" : `for ${formatMinor(priceMinor, exponent)}`;
    return `buys ${price}, keeps ${wanted === undefined ? "half" : formatMinor(wanted, exponent)} and refunds the rest`;
  },
};
