/** `threshold_padding`: buys more than it wants to reach a tier, then refunds what it does not want. */
import { z } from "zod";
import { formatMinor } from "../../domain/money.js";
import { NOTHING_KNOWN, type OrderTactic, orderFigures } from "../attack-figures.js";
import { bestPadding, type RefundRule } from "../exact/threshold-padding.js";
import { affords, type Situation } from "../situation.js";
import { type Placed, placeOrders } from "../tactics/place-orders.js";
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
    const price = priceMinor === null ? "up to a tier" : `for up to ${formatMinor(priceMinor, exponent)}`;
    return `buys ${price}, keeps ${wanted === undefined ? "half" : formatMinor(wanted, exponent)} and refunds the rest`;
  },

  exact(situation) {
    if (situation.game === null) return null;
    const tactic = tacticOf(situation);
    if (tactic === null || !affords(situation.attacker, tactic.priceMinor)) return NOTHING_KNOWN;
    return orderFigures(situation, tactic);
  },

  moves(situation) {
    const tactic = situation.game === null ? null : tacticOf(situation);
    if (tactic === null) return [];
    const balanceMinor = situation.attacker.balanceMinor ?? Number.POSITIVE_INFINITY;
    return placeOrders(situation, tactic, (account) => payAndReturn(account, tactic, balanceMinor));
  },
};

interface PaddingTactic extends OrderTactic {
  readonly priceMinor: number;
  readonly fillingMinor: number;
}

function* payAndReturn(account: number, { priceMinor, fillingMinor }: PaddingTactic, balanceMinor: number): Placed {
  const reply = yield { move: "pay", account, priceMinor, balanceMinor };
  if (reply.outcome !== "paid") return false;
  if (fillingMinor > 0) yield { move: "refund", account, amountMinor: fillingMinor };
  yield { move: "keep", account };
  return true;
}

/** A refund takes its part of the discount along, whatever the campaign's books do: with `forfeit` the campaign has given all of it. Null where nothing is wanted. */
function tacticOf(situation: Situation<Parameters>): PaddingTactic | null {
  const { attacker, campaign, priceMinor, tellingPricesMinor, defended } = situation;
  const { wanted = Math.floor(priceMinor / 2) } = attacker.parameters;
  if (wanted < 1) return null;
  const discountAt = (price: number) => Math.round(situation.discountAt(price));
  const { refunds } = campaign;
  const rule: RefundRule = !defended ? "kept" : refunds.threshold === "reevaluate" ? "re_evaluated" : "prorated";
  const prices = [...tellingPricesMinor.filter((tier) => tier < priceMinor), priceMinor];
  const friction = attacker.attemptCostMinor + attacker.frictionMinor;
  const { fillingMinor, discountMinor, gainMinor } = bestPadding(wanted, prices, discountAt, rule, friction);
  const bought = situation.discountAt(wanted + fillingMinor);
  const forfeited = defended && refunds.discount === "forfeit";
  return {
    discountMinor,
    honestMinor: discountAt(wanted),
    spentMinor: forfeited ? bought : discountMinor,
    worthwhile: gainMinor > 0,
    payments: 1,
    priceMinor: wanted + fillingMinor,
    fillingMinor,
  };
}
