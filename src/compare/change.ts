/** What kind of change a row has seen between two sides. */
import { NO_CAMPAIGN } from "./pairing.js";
import type { Seen } from "./seen.js";

/** Every class, with what it says, in the order in which they are listed. A row has the first that applies. */
export const CHANGES = {
  declined: "went through before, is declined after",
  accepted: "was declined before, goes through after",
  declined_otherwise: "is declined on both sides, for another reason",
  gained: "had no discount before, has one after",
  lost: "had a discount before, has none after",
  moved: "uses another campaign",
  larger: "gets more from the same campaign",
  smaller: "gets less from the same campaign",
  cashback_moved: "gets as much from the same campaign, as cashback instead of at once or the other way round",
  funding_moved: "gets as much from the same campaign, paid by sponsors in other parts",
  refund_rejected: "a refund that went through before and is turned down after",
  refund_accepted: "a refund that was turned down before and goes through after",
  refund_larger: "a refund that returns more discount to the sponsors",
  refund_smaller: "a refund that returns less discount to the sponsors",
  refund_moved: "a refund that returns as much, to another campaign",
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
  if (before.campaign !== after.campaign) {
    if (before.campaign === NO_CAMPAIGN) return "gained";
    return after.campaign === NO_CAMPAIGN ? "lost" : "moved";
  }
  if (before.discountMinor !== after.discountMinor) {
    return before.discountMinor < after.discountMinor ? "larger" : "smaller";
  }
  if (before.cashbackMinor !== after.cashbackMinor) return "cashback_moved";
  return sameParts(before, after) ? null : "funding_moved";
}

function refundChange(before: Seen, after: Seen): Change | null {
  if (before.discountMinor !== after.discountMinor) {
    return before.discountMinor < after.discountMinor ? "refund_larger" : "refund_smaller";
  }
  if (before.campaign !== after.campaign && before.discountMinor > 0) return "refund_moved";
  if (before.payableMinor !== after.payableMinor) return "refund_cash_moved";
  return sameParts(before, after) ? null : "refund_funding_moved";
}

/** Whether every sponsor pays the same; true where one side does not know. */
function sameParts(before: Seen, after: Seen): boolean {
  const { partsMinor: a, sponsors } = before;
  const b = after.partsMinor;
  if (a === null || b === null) return true;
  if (sponsors === after.sponsors) {
    for (let i = 0; i < sponsors.length; i++) if (a[i] !== b[i]) return false;
    return true;
  }
  const partOf = (parts: Float64Array, places: readonly number[], sponsor: number) => {
    const at = places.indexOf(sponsor);
    return at === -1 ? 0 : parts[at];
  };
  return (
    sponsors.every((sponsor, i) => a[i] === partOf(b, after.sponsors, sponsor)) &&
    after.sponsors.every((sponsor, i) => b[i] === partOf(a, sponsors, sponsor))
  );
}
