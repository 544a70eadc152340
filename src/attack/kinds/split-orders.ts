/** `split_orders`: cuts one basket into several payments, or pays for several baskets at once, whichever a discount rewards. */
import { z } from "zod";
import { formatMinor, MAX_MINOR } from "../../domain/money.js";
import type { AttackerKind } from "./contract.js";

interface Parameters {
  /** Prices of the payments into which one basket is cut, in order, or the cut that gets most; not beside `baskets`. */
  readonly parts?: "best" | readonly number[] | undefined;
  /** Baskets, of the attacker's price each, that one payment pays for. */
  readonly baskets?: number | undefined;
}

export const splitOrders: AttackerKind<Parameters> = {
  name: "split_orders",
  summary: "cuts one basket into several payments, or pays for several baskets at once",

  parameters: (leaves) =>
    z.strictObject({
      parts: z.union([leaves.oneOf(["best"]), z.array(leaves.positiveAmount).min(1)]).optional(),
      baskets: leaves.whole(2, 1000).optional(),
    }),

  check({ priceMinor, parameters: { parts, baskets } }, report, { exponent }) {
    if (parts !== undefined && baskets !== undefined) {
      const hint = "keep parts to cut one basket, or baskets to pay for several at once";
      report(["baskets"], "conflicting-keys", '"parts" and "baskets" exclude each other', hint);
    }
    if (priceMinor !== null && baskets !== undefined && priceMinor * baskets > MAX_MINOR) {
      const hint = "amounts go up to 2^53 − 1 minor units";
      report(["baskets"], "amount-too-large", `${baskets} baskets together are too large an amount`, hint);
    }
    if (parts === undefined || parts === "best") return;
    const sum = formatMinor(
      parts.reduce((total, part) => total + BigInt(part), 0n),
      exponent,
    );
    if (priceMinor === null) {
      report(["price"], "missing-key", '"price" is missing here', `parts need the price that they add up to: ${sum}`);
    } else if (sum !== formatMinor(priceMinor, exponent)) {
      const message = `the parts add up to ${sum}, and the price is ${formatMinor(priceMinor, exponent)}`;
      report(["parts"], "parts-sum", message, "write parts that add up to the price");
    }
  },

  sentence({ parameters: { parts = "best", baskets } }, { exponent }) {
    if (baskets !== undefined) return `pays for ${baskets} baskets at once`;
    if (parts === "best") return "cuts its basket into the payments that get most off together";
    return `cuts its basket into payments of ${parts.map((part) => formatMinor(part, exponent)).join(", ")}`;
  },
};
