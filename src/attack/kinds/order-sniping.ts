/** `order_sniping`: times its orders so that they are free ones. */
import { z } from "zod";
import { formatDuration } from "../../domain/duration.js";
import { formatMinor } from "../../domain/money.js";
import type { AttackerKind } from "./contract.js";

interface Parameters {
  /** Price of the cheap orders that bring the count to a free one, goods that it does not want; it places none where left out. */
  readonly filler?: number | undefined;
  /** From the opening of the campaign to its first order, milliseconds. */
  readonly delay?: number | undefined;
}

export const orderSniping: AttackerKind<Parameters> = {
  name: "order_sniping",
  summary: "times its orders, or places cheap ones, so that its basket is a free order",

  parameters: (leaves) =>
    z.strictObject({ filler: leaves.positiveAmount.optional(), delay: leaves.duration.optional() }),

  check({ priceMinor, parameters: { filler } }, report, { exponent }) {
    if (priceMinor === null || filler === undefined || filler < priceMinor) return;
    const message = `a filler of ${formatMinor(filler, exponent)} is no cheaper than the basket of ${formatMinor(priceMinor, exponent)}`;
    report(["filler"], "beyond-price", message, "write less than the price");
  },

  sentence({ parameters: { filler, delay = 0 } }, { exponent }) {
    const first = delay === 0 ? "as the campaign opens" : `${formatDuration(delay)} after the campaign opens`;
    if (filler === undefined) return `orders ${first}, to be a free order`;
    return `orders ${first}, with orders of ${formatMinor(filler, exponent)} until its basket is next to be free`;
  },
};
