/** What became of the row, in one sentence. */
import type { ExplainDocument } from "./explain-document.js";
import { moneyOf, type Occasion } from "./occasion.js";

type Told = Pick<ExplainDocument, "transaction" | "campaigns" | "choice" | "redemptions" | "payment" | "refund">;

export function verdictOf(occasion: Occasion, told: Told): ExplainDocument["verdict"] {
  if (told.transaction.role === "prior") return priorVerdict(told);
  if (told.refund !== null) return refundVerdict(occasion, told.refund);
  return paymentVerdict(occasion, told);
}

function paymentVerdict(
  occasion: Occasion,
  { payment, campaigns, choice, redemptions }: Told,
): ExplainDocument["verdict"] {
  const money = (minor: number) => moneyOf(occasion, minor);
  const { decline, payable_minor, price_minor, comparisons } = payment as NonNullable<Told["payment"]>;
  const refused = campaigns.filter(({ refusal }) => refusal !== null).length;
  const none = refused === 0 ? "" : `; ${counted(refused, "campaign")} made no offer`;
  if (decline !== null) {
    const why = comparisons.find(({ holds }) => !holds)?.words ?? "";
    return { outcome: "declined", words: `declined, ${decline}: ${why}; nothing was redeemed${none}` };
  }
  const gave = redemptions.map(
    ({ campaign_id, granted_minor, given_as }) =>
      `${campaign_id} gave ${money(granted_minor)}${given_as === "cashback" ? " as cashback" : ""}`,
  );
  const offers = choice?.offers.length ?? 0;
  const paid =
    payable_minor === price_minor
      ? `paid ${money(price_minor)}`
      : `paid ${money(payable_minor)} of ${money(price_minor)}`;
  const without = offers === 0 ? "no discount" : `none of ${counted(offers, "offer")} was taken`;
  return { outcome: "paid", words: `${paid}: ${gave.length === 0 ? without : gave.join(", ")}${none}` };
}

function refundVerdict(occasion: Occasion, refund: NonNullable<Told["refund"]>): ExplainDocument["verdict"] {
  const money = (minor: number) => moneyOf(occasion, minor);
  if (refund.fault !== null) return { outcome: "rejected", words: `rejected, ${refund.fault}: ${refund.words}` };
  if (refund.payment === null) return { outcome: "refunded", words: refund.words };
  const sponsors =
    refund.discount_minor === 0
      ? "no discount goes back to sponsors"
      : `${money(refund.discount_minor)} of discount goes back to sponsors`;
  const whole = refund.complete ? "; the price is now given back in full" : "";
  return {
    outcome: "refunded",
    words: `refunded ${money(refund.price_minor)} of ${refund.payment.id}: the customer gets ${money(refund.cash_minor)}, ${sponsors}${whole}`,
  };
}

function priorVerdict({ payment, refund }: Told): ExplainDocument["verdict"] {
  const what = "a row of the history, or of the log before --from: it gets no discount";
  if (refund !== null) {
    return refund.fault === null && refund.payment !== null
      ? { outcome: "remembered", words: `${what}; this refund lowers what is left of ${refund.payment.id}` }
      : { outcome: "ignored", words: `${what}; this refund fits no payment and changes nothing` };
  }
  const failed = payment?.comparisons.find(({ holds }) => !holds);
  return failed === undefined
    ? { outcome: "remembered", words: `${what}; it went through, and feeds eligibility alone` }
    : { outcome: "ignored", words: `${what}; it did not go through (${failed.words}), and feeds nothing` };
}

function counted(n: number, one: string): string {
  return `${n} ${one}${n === 1 ? "" : "s"}`;
}
