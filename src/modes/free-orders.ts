/** `free_orders`: some orders cost nothing, picked by their number; the others may get a discount of their own. */
import { z } from "zod";
import { certainly } from "../chance/law.js";
import { formatMinor } from "../domain/money.js";
import type { Checkout, DiscountMode, DiscountRule } from "./contract.js";
import { pickLeaf } from "./free-order-pick-leaf.js";
import { type FreeOrderPick, MOST_MOMENTS, scheduleOf } from "./free-order-picks.js";
import { lawOfRule } from "./law-of-rule.js";

interface Parameters {
  readonly count?: number | undefined;
  readonly every?: "campaign" | "day" | undefined;
  readonly pick: FreeOrderPick;
  readonly max_price?: number | undefined;
  /** The raw block: it is compiled by `compileNested`. */
  readonly otherwise?: unknown;
}

export const freeOrders: DiscountMode<Parameters> = {
  name: "free_orders",
  summary: "some orders are free, picked by their number",

  parameters: (leaves) =>
    z.strictObject({
      count: leaves.whole(1).optional(),
      every: leaves.oneOf(["campaign", "day"]).optional(),
      pick: pickLeaf(leaves),
      max_price: leaves.positiveAmount.optional(),
      otherwise: leaves.nestedDiscount.optional(),
    }),

  check({ pick, count }, report) {
    const name = typeof pick === "string" ? pick : Object.keys(pick)[0];
    if (count === undefined) {
      if (name === "nth") return;
      report([], "missing-key", `pick: ${name} needs "count"`, "say how many orders are free, such as count: 100");
    } else if (typeof pick === "object" && "random_of" in pick && count > pick.random_of) {
      const hint = "raise random_of, or lower count";
      report(["count"], "count-above-random-of", "there are more free orders than orders to pick them from", hint);
    } else if (pick === "random_times" && count > MOST_MOMENTS) {
      const hint = `write a count of up to ${MOST_MOMENTS}`;
      report(["count"], "number-out-of-range", `${count} moments are too many to draw`, hint);
    }
  },

  compile({ count = Number.POSITIVE_INFINITY, every = "campaign", pick, max_price, otherwise }, { compileNested }) {
    const maxPriceMinor = max_price ?? Number.POSITIVE_INFINITY;
    const other: DiscountRule | null = otherwise === undefined ? null : compileNested(otherwise);
    const rule: DiscountRule = {
      minimumPriceMinor: 0,
      // A free order is due only where the engine gave the attempt a number, so never above max_price.
      desiredMinor: (checkout: Checkout) =>
        checkout.freeOrderDue ? checkout.baseMinor : (other?.desiredMinor(checkout) ?? 0),
      freeOrders: {
        every: every === "day" ? "day" : null,
        maxPriceMinor,
        ...scheduleOf(pick, count),
      },
      ...(other?.law === undefined
        ? {}
        : {
            law: (checkout) => (checkout.freeOrderDue ? certainly(checkout.baseMinor) : lawOfRule(other, checkout)),
          }),
    };
    if (other?.cutMinor === undefined || other.pointsFor === undefined) return rule;
    const { cutMinor, pointsFor } = other;
    return {
      ...rule,
      cutMinor: (limitMinor, checkout) => (checkout.freeOrderDue ? limitMinor : cutMinor(limitMinor, checkout)),
      pointsFor: (grantedMinor, checkout) => (checkout.freeOrderDue ? 0 : pointsFor(grantedMinor, checkout)),
    };
  },

  sentence({ count, every = "campaign", pick, max_price, otherwise }, { exponent }) {
    const period = every === "day" ? " of a day" : "";
    const which = describePick(pick, count, period);
    const atMost = typeof pick === "object" && "nth" in pick && count !== undefined ? `, at most ${count}` : "";
    const cap = max_price === undefined ? "" : `, up to a price of ${formatMinor(max_price, exponent)}`;
    return `${which}${atMost}${cap}${otherwise === undefined ? "" : "; the others get another discount"}`;
  },

  examples: [
    {
      title: "an order that is due costs nothing",
      discount: { mode: "free_orders", count: "100", pick: "first" },
      price: "36.00",
      freeOrderDue: true,
      desired: "36.00",
    },
    {
      title: "an order that is not due pays its price",
      discount: { mode: "free_orders", pick: { nth: "10" } },
      price: "36.00",
      desired: "0.00",
    },
    {
      title: "an order that is not due may get a discount of its own",
      discount: {
        mode: "free_orders",
        pick: { nth: "10" },
        otherwise: { mode: "percent_off", tiers: [{ minimum_amount: "0.00", percent_off: "5%" }] },
      },
      price: "36.00",
      desired: "1.80",
    },
  ],
};

function describePick(pick: FreeOrderPick, count: number | undefined, period: string): string {
  if (pick === "first") return `the first ${count} orders${period} are free`;
  if (pick === "random_times") return `the next order after each of ${count} random moments${period} is free`;
  if ("nth" in pick) return `every ${ordinal(pick.nth)} order${period} is free`;
  return `${count} of the first ${pick.random_of} orders${period} are free, picked by lot`;
}

/** 1st, 2nd, 3rd, 4th, 11th, 21st. */
function ordinal(n: number): string {
  const last = n % 100 >= 11 && n % 100 <= 13 ? 0 : n % 10;
  return `${n}${["th", "st", "nd", "rd"][last] ?? "th"}`;
}
