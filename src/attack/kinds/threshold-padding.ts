/** `threshold_padding`: buys more than it wants to reach a tier, then refunds what it does not want. */
import { z } from "zod";
import { formatMinor } from "../../domain/money.js";
import { NOTHING_KNOWN, orderFigures } from "../attack-figures.js";
import { bestPadding, type RefundRule } from "../exact/threshold-padding.js";
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

  /** A refund takes its part of the discount along, whatever the campaign's books do: with `forfeit` the campaign has given all of it. */
  exact(situation) {
    const { attacker, campaign, priceMinor, tellingPricesMinor, defended, game } = situation;
    if (game === null) return null;
    const { wanted = Math.floor(priceMinor / 2) } = attacker.parameters;
    if (wanted < 1) return NOTHING_KNOWN;
    const discountAt = (price: number) => Math.round(situation.discountAt(price));
    const rule: RefundRule = defended ? "prorated" : "kept";
    const prices = attacker.priceMinor === null ? [...tellingPricesMinor, priceMinor] : [priceMinor];
    const friction = attacker.attemptCostMinor + attacker.frictionMinor;
    const { fillingMinor, discountMinor, gainMinor } = bestPadding(wanted, prices, discountAt, rule, friction);
    const bought = situation.discountAt(wanted + fillingMinor);
    const forfeited = defended && campaign.refunds.discount === "forfeit";
    return orderFigures(situation, {
      discountMinor,
      honestMinor: discountAt(wanted),
      spentMinor: forfeited ? bought : discountMinor,
      gainMinor,
      payments: 1,
    });
  },
};
