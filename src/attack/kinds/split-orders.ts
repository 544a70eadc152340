/** `split_orders`: cuts one basket into several payments, or pays for several baskets at once, whichever a discount rewards. */
import { z } from "zod";
import { formatMinor, MAX_MINOR } from "../../domain/money.js";
import { NOTHING_KNOWN, type OrderTactic, orderFigures } from "../attack-figures.js";
import type { Game } from "../exact/game.js";
import { bestPool } from "../exact/pooled-orders.js";
import { bestCutInSteps, bestCutOfTiers, type Cut, type DiscountAt } from "../exact/split-orders.js";
import { cutStep, levelTiers } from "../price-steps.js";
import { affords, type Situation } from "../situation.js";
import { type Placed, placeOrders } from "../tactics/place-orders.js";
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

  exact(situation) {
    const tactic = tacticOf(situation);
    if (tactic === null || !affords(situation.attacker, Math.max(...tactic.ordersMinor))) return NOTHING_KNOWN;
    return orderFigures(situation, tactic);
  },

  /** Each account pays its orders one after the other, as often as it settles. */
  moves(situation) {
    const tactic = tacticOf(situation);
    if (tactic === null) return [];
    const balanceMinor = situation.attacker.balanceMinor ?? Number.POSITIVE_INFINITY;
    return placeOrders(situation, tactic, (account) => payAll(account, tactic.ordersMinor, balanceMinor));
  },
};

function* payAll(account: number, ordersMinor: readonly number[], balanceMinor: number): Placed {
  for (const priceMinor of ordersMinor) {
    const reply = yield { move: "pay", account, priceMinor, balanceMinor };
    if (reply.outcome !== "paid") return false;
  }
  yield { move: "keep", account };
  return true;
}

/** One basket in the best cut, or in the parts that are named; several in the best pool. Null where there are too many cases. */
function tacticOf(
  situation: Situation<Parameters>,
): (OrderTactic & { readonly ordersMinor: readonly number[] }) | null {
  const { attacker, priceMinor, game } = situation;
  if (game === null) return null;
  const discountAt = remembered(situation.discountAt);
  const { parts = "best", baskets } = attacker.parameters;
  const orderCost = attacker.attemptCostMinor + attacker.frictionMinor;
  if (baskets !== undefined) {
    const all = Array.from({ length: baskets }, () => priceMinor);
    const pool = bestPool(all, discountAt, orderCost);
    if (pool === null) return null;
    const ordersMinor = pool.orders.map((order) => order.length * priceMinor);
    return asTactic({ ...pool, ordersMinor }, baskets * discountAt(priceMinor), true);
  }
  const honestMinor = discountAt(priceMinor);
  if (parts === "best") {
    const cut = bestCut(situation, game, discountAt, orderCost);
    return cut && asTactic(cut, honestMinor, true);
  }
  const cut = cutInto(parts, discountAt, honestMinor, orderCost);
  return asTactic(cut, honestMinor, cut.gainMinor > 0);
}

/** Of what is best the honest order is one. */
function asTactic({ discountMinor, ordersMinor }: Cut, honestMinor: number, worthwhile: boolean) {
  return {
    discountMinor,
    honestMinor,
    spentMinor: discountMinor,
    worthwhile,
    payments: ordersMinor.length,
    ordersMinor,
  };
}

function bestCut(
  { attacker, campaign, allowance, priceMinor, tellingPricesMinor }: Situation<Parameters>,
  { draw }: Game,
  discountAt: DiscountAt,
  orderCost: number,
): Cut | null {
  const most = Math.min(attacker.attemptsPerAccount, allowance.attempts, allowance.settlements);
  const tiers = levelTiers(priceMinor, tellingPricesMinor, discountAt);
  if (tiers !== null) return bestCutOfTiers(priceMinor, tiers, orderCost, most);
  const step = cutStep(priceMinor, tellingPricesMinor);
  // An order of an amount that is drawn is free by that draw, and by every larger one.
  const free = Array.from(draw.valuesMinor, (value) => value + campaign.discount.minPayableMinor);
  return bestCutInSteps(priceMinor, step, discountAt, orderCost, most, [...free, ...tellingPricesMinor]);
}

function cutInto(ordersMinor: readonly number[], discountAt: DiscountAt, whole: number, orderCost: number): Cut {
  const discountMinor = ordersMinor.reduce((sum, order) => sum + discountAt(order), 0);
  return { discountMinor, gainMinor: discountMinor - whole - (ordersMinor.length - 1) * orderCost, ordersMinor };
}

/** A law is summed once a price. */
function remembered(discountAt: DiscountAt): DiscountAt {
  const known = new Map<number, number>();
  return (price) => {
    const discount = known.get(price) ?? discountAt(price);
    known.set(price, discount);
    return discount;
  };
}
