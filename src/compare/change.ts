/** What kind of change a row has seen between two sides. */
import { amountOf, type Seen, usesCampaign } from "./seen.js";

/** Every class, with what it says, in the order in which they are listed. A row has the first that applies. */
export const CHANGES = {
  declined: "went through before, is declined after",
  accepted: "was declined before, goes through after",
  declined_otherwise: "is declined on both sides, for another reason",
  gained: "had no discount before, has one after",
  lost: "had a discount before, has none after",
  moved: "uses other campaigns, or the same for other parts of as much",
  larger: "gets more from the same campaigns",
  smaller: "gets less from the same campaigns",
  cashback_moved: "gets as much from the same campaigns, as cashback instead of at once or the other way round",
  funding_moved: "gets as much from the same campaigns, paid by sponsors in other parts",
  refund_rejected: "a refund that went through before and is turned down after",
  refund_accepted: "a refund that was turned down before and goes through after",
  refund_larger: "a refund that returns more discount to the sponsors",
  refund_smaller: "a refund that returns less discount to the sponsors",
  refund_moved: "a refund that returns as much, to other campaigns",
  refund_cash_moved: "a refund that returns as much, and other cash to the customer",
  refund_funding_moved: "a refund that returns as much, to sponsors in other parts",
} as const;

export type Change = keyof typeof CHANGES;
export const CHANGE_NAMES = Object.keys(CHANGES) as readonly Change[];

/** Null where nothing has changed. */
export function changeOf(before: Seen, after: Seen): Change | null {
  if (before.kind === "payment") return paymentChange(before, after);
  if (before.kind !== after.kind) return before.kind === "refund" ? "refund_rejected" : "refund_accepted";
  return before.kind === "refund" ? refundChange(before, after) : null;
}

function paymentChange(before: Seen, after: Seen): Change | null {
  if (before.decline !== after.decline) {
    if (before.decline === null) return "declined";
    return after.decline === null ? "accepted" : "declined_otherwise";
  }
  if (!sameCampaigns(before, after)) {
    if (before.count === 0) return "gained";
    return after.count === 0 ? "lost" : "moved";
  }
  if (before.discountMinor !== after.discountMinor) {
    return before.discountMinor < after.discountMinor ? "larger" : "smaller";
  }
  if (!sameAmounts(before, after)) return "moved";
  if (before.cashbackMinor !== after.cashbackMinor) return "cashback_moved";
  return sameParts(before, after) ? null : "funding_moved";
}

function refundChange(before: Seen, after: Seen): Change | null {
  if (before.discountMinor !== after.discountMinor) {
    return before.discountMinor < after.discountMinor ? "refund_larger" : "refund_smaller";
  }
  const known = before.discountMinor > 0 && tellsAmounts(before) && tellsAmounts(after);
  if (known && !(sameCampaigns(before, after) && sameAmounts(before, after))) return "refund_moved";
  if (before.payableMinor !== after.payableMinor) return "refund_cash_moved";
  return sameParts(before, after) ? null : "refund_funding_moved";
}

function sameCampaigns(before: Seen, after: Seen): boolean {
  if (before.count !== after.count) return false;
  for (let i = 0; i < before.count; i++) if (!usesCampaign(after, before.campaigns[i])) return false;
  return true;
}

/** Of the same campaigns. */
function sameAmounts(before: Seen, after: Seen): boolean {
  for (let i = 0; i < before.count; i++) {
    if (before.amountsMinor[i] !== amountOf(after, before.campaigns[i])) return false;
  }
  return true;
}

/** False for a refund of a saved run to several campaigns, of which only the sum is told. */
function tellsAmounts({ amountsMinor, count }: Seen): boolean {
  for (let i = 0; i < count; i++) if (Number.isNaN(amountsMinor[i])) return false;
  return true;
}

/** Whether every sponsor pays the same; true where one side does not know. */
function sameParts({ partsMinor: before }: Seen, { partsMinor: after }: Seen): boolean {
  return before === null || after === null || before.every((part, sponsor) => part === after[sponsor]);
}
