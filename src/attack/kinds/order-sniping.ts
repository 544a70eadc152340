/** `order_sniping`: times its orders so that they are free ones. */
import { z } from "zod";
import { DAY_MS } from "../../domain/civil-date.js";
import { formatDuration } from "../../domain/duration.js";
import { formatMinor } from "../../domain/money.js";
import { assert } from "../../domain/problem.js";
import type { FreeOrderPeriod, FreeOrdersDue } from "../../modes/contract.js";
import { NOTHING_KNOWN } from "../attack-figures.js";
import { snipedOrders } from "../exact/order-sniping.js";
import { steeringGain } from "../exact/order-steering.js";
import type { Reply, Tactic } from "../moves.js";
import { affords, type Situation } from "../situation.js";
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

  startsAfterMs: ({ parameters: { delay = 0 } }) => delay,

  moves(situation) {
    const { freeOrders } = situation.campaign.discount.rule;
    if (freeOrders === undefined || situation.priceMinor > freeOrders.maxPriceMinor) return [];
    if (orderSniping.exact?.(situation)?.attacks === false) return [];
    const { filler } = situation.attacker.parameters;
    const byNumber = freeOrders.chance === null && !freeOrders.needsWindow;
    const due = byNumber ? freeOrders.begin(NO_PERIOD) : null;
    if (filler !== undefined && due !== null && due(1, 0) === 0) return [fillUp(situation, filler, firstFree(due))];
    return rush(situation);
  },

  /** Of the first orders that are free, or every n-th with fillers before it; of orders by lot or at random moments nothing is known. */
  exact(situation) {
    const { campaign, priceMinor, attacker } = situation;
    const { freeOrders } = campaign.discount.rule;
    if (freeOrders === undefined || priceMinor > freeOrders.maxPriceMinor) return null;
    if (freeOrders.chance !== null || freeOrders.needsWindow) return null;
    const paid = campaign.givenAs === "cashback" ? priceMinor : priceMinor - situation.discountAt(priceMinor);
    if (!affords(attacker, Math.max(paid, attacker.parameters.filler ?? 0))) return null;
    const due = freeOrders.begin(NO_PERIOD);
    if (due(1, 0) > 0) return snipe(situation, due(Number.MAX_SAFE_INTEGER, 0));
    return attacker.parameters.filler === undefined ? null : steer(situation, firstFree(due));
  },
};

/** Orders that are free by their number alone ask the period for nothing. */
const NO_PERIOD: FreeOrderPeriod = {
  uniform: () => undrawn(),
  openMoment: () => undrawn(),
};

function undrawn(): number {
  assert(false, "nothing is drawn");
}

/** The number of the first order that is free. */
function firstFree(due: FreeOrdersDue): number {
  let low = 1;
  let high = 2;
  while (due(high, 0) === 0) high *= 2;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (due(middle, 0) > 0) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** All accounts order as early as they can. What honest customers would have had is nobody's to say, so there is no excess. */
function snipe(situation: Situation<Parameters>, free: number) {
  const { attacker, honestPerDay } = situation;
  const { accounts, attemptCostMinor, accountCostMinor, frictionMinor, parameters } = attacker;
  const { delay = 0 } = parameters;
  if (delay > 0 && honestPerDay === null) return null;
  const orders = ordersOf(situation);
  const sniped = snipedOrders(free, orders, (honestPerDay ?? 0) / DAY_MS, delay);
  const valueMinor =
    (sniped * (situation.discountAt(situation.priceMinor) - frictionMinor) - orders * attemptCostMinor) / accounts;
  const attacks = attacker.accept !== "best_response" || valueMinor > accountCostMinor;
  return inMoney(situation, attacks ? sniped : 0, valueMinor, orders / sniped, attacks);
}

/** Fillers, whose price is lost, until its basket is next to be free; nobody else orders meanwhile. */
function steer(situation: Situation<Parameters>, every: number) {
  const { attacker, priceMinor } = situation;
  const { attemptCostMinor, frictionMinor, accountCostMinor, parameters } = attacker;
  const fillerLossMinor = (parameters.filler ?? 0) + attemptCostMinor;
  const gain = steeringGain(priceMinor, situation.discountAt(priceMinor), every, fillerLossMinor);
  const rounds = ordersOf(situation);
  const valueMinor = ((gain - attemptCostMinor - frictionMinor) * rounds) / attacker.accounts;
  const attacks = attacker.accept !== "best_response" || valueMinor > accountCostMinor;
  return inMoney(situation, attacks ? rounds : 0, valueMinor, every, attacks);
}

/** Every account asks at once, and goes on while its orders are free, until as many are taken as are wanted. */
function rush(situation: Situation<Parameters>): readonly Tactic[] {
  const wanted = { left: situation.attacker.itemsWanted };
  return Array.from({ length: situation.attacker.accounts }, (_, account) => takeFree(account, situation, wanted));
}

function* takeFree(
  account: number,
  { attacker, campaign, priceMinor }: Situation<Parameters>,
  wanted: { left: number },
): Tactic {
  const { settlementsPerAccount, balanceMinor } = attacker;
  for (let time = 0; time < settlementsPerAccount && wanted.left > 0; time++) {
    const reply = yield { move: "ask", account, priceMinor };
    // Others of its accounts may have taken the last that it wants meanwhile.
    if (reply.outcome !== "shown" || reply.shown.amountMinor === 0 || wanted.left === 0) return;
    const payableMinor = priceMinor - (campaign.givenAs === "cashback" ? 0 : reply.shown.amountMinor);
    if (balanceMinor !== null && balanceMinor < payableMinor) return;
    const paid = yield { move: "take", account, shown: reply.shown };
    if (paid.outcome !== "paid") return;
    wanted.left--;
    yield { move: "keep", account };
  }
}

/** Orders for each free one, as a multiple of what it takes alone: others may have the free ones again and again. */
const PATIENCE = 10;

/**
 * Fillers until its basket is next to be free: one account after the other. It counts its own orders from the last free one that it got, a filler that
 * others made it be included.
 */
function* fillUp(situation: Situation<Parameters>, fillerMinor: number, every: number): Tactic {
  const { attacker, allowance, priceMinor } = situation;
  const each = Math.min(attacker.settlementsPerAccount, allowance.settlements);
  const rounds = ordersOf(situation);
  const balanceMinor = attacker.balanceMinor ?? Number.POSITIVE_INFINITY;
  let since = 0;
  let round = 0;
  for (let order = 0; round < rounds && order < rounds * every * PATIENCE; order++) {
    const account = Math.floor(round / each);
    const isBasket = since === every - 1;
    const reply: Reply = isBasket
      ? yield { move: "pay", account, priceMinor, balanceMinor }
      : yield { move: "pay", account, priceMinor: fillerMinor, balanceMinor, wasted: true };
    if (reply.outcome !== "paid") return;
    const isFree =
      reply.grantedMinor > 0 && reply.grantedMinor >= situation.discountAt(isBasket ? priceMinor : fillerMinor);
    since = isFree ? 0 : since + 1;
    if (isBasket && isFree) {
      round++;
      yield { move: "keep", account };
    }
    // It has lost count: the next that is free tells it where it stands.
    if (since >= every) since = 0;
  }
}

/** Free orders that the attacker would take. */
function ordersOf({ attacker, allowance }: Situation<Parameters>): number {
  const each = Math.min(attacker.settlementsPerAccount, allowance.settlements);
  return Math.min(attacker.accounts * each, attacker.itemsWanted, allowance.settlementsInAll);
}

function inMoney(
  { attacker, priceMinor, budgetMinor, discountAt }: Situation<Parameters>,
  free: number,
  valueMinor: number,
  attemptsPerSuccess: number,
  attacks: boolean,
) {
  const discountMinor = discountAt(priceMinor);
  const value = attacks && Number.isFinite(valueMinor) ? valueMinor : attacks ? null : 0;
  return {
    ...NOTHING_KNOWN,
    attacks,
    meanSettledMinor: attacks ? discountMinor : null,
    attemptsPerSuccess: attacks && Number.isFinite(attemptsPerSuccess) ? attemptsPerSuccess : null,
    settledPerAccount: Number.isFinite(free) ? free / attacker.accounts : null,
    accountValueMinor: value,
    profitPerAccountMinor: value === null || !attacks ? value : value - attacker.accountCostMinor,
    accountsOpened: attacks ? attacker.accounts : 0,
    abuseSpendMinor:
      Number.isFinite(free) || Number.isFinite(budgetMinor) ? Math.min(budgetMinor, free * discountMinor) : null,
  };
}
