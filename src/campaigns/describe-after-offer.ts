/** What happens to an offer after it is made, in plain words for `promosim validate`: beside others, until the payment, and after a refund. */
import { formatDuration } from "../domain/duration.js";
import type { Campaign, CheckoutRules } from "./campaign.js";

/** Null for a campaign that is used alone. */
export function describeStacking({ id, stacking }: Campaign): string | null {
  if (!stacking.combine) return null;
  const others =
    stacking.group === id ? "with others that combine" : `with others that combine, one of group ${stacking.group}`;
  return `${others}; on ${stacking.base === "price" ? "the full price" : "what those before it leave of the price"}`;
}

const RESERVES = {
  at_quote: "money and uses are held from the quote on",
  at_payment: "money and uses are taken at the payment, if they are still there",
  none: "money and uses are taken at the payment, whether they are still there or not",
};

/** Null where nobody says anything of it: everybody pays at once, from a budget that is whole. */
export function describeInventory({ inventory }: Campaign, checkout: CheckoutRules | null): string | null {
  const { reserve, ttlMs, shards } = inventory;
  const words = [
    ...(checkout === null ? [] : [RESERVES[reserve], `a quote lives ${formatDuration(ttlMs)}`]),
    ...(shards === 1 ? [] : [`the budget has ${shards} shards`]),
  ];
  return words.length === 0 ? null : words.join("; ");
}

/** Null for the default: pro rata, given back to the budget, not to limits. */
export function describeRefunds({ refunds }: Campaign): string | null {
  if (refunds.discount === "forfeit") return "the discount is forfeit";
  const words = [
    ...(refunds.threshold === "keep" ? [] : ["what the rest would have earned stays"]),
    ...(refunds.restoreBudget ? [] : ["the budget gets nothing back"]),
    ...(refunds.restoreLimits ? ["limits are given back"] : []),
  ];
  return words.length === 0 ? null : words.join("; ");
}

/** "half of the customers pay within 40 seconds, 95% within 5 minutes; …", without the full stop. */
export function describeCheckout({ medianMs, p95Ms, abandon, retry }: CheckoutRules): string {
  const words = [
    `half of the customers pay within ${formatDuration(medianMs)} of the quote, 95% within ${formatDuration(p95Ms)}`,
    ...(abandon === 0 ? [] : [`${percent(abandon)} of the checkouts are never paid`]),
    `${percent(retry)} ask again when the quote is gone`,
  ];
  return words.join("; ");
}

/** Of a share that a file gave with 13 decimals at most. */
function percent(share: number): string {
  return `${Number((share * 100).toPrecision(14))}%`;
}
