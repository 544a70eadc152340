/** What one side of a comparison makes of a row, in terms that both sides share: campaigns by place in the pairing, amounts in minor units. */
import type { PaymentOutcome, RefundOutcome } from "../engine/outcome.js";
import type { OutcomeListener } from "../replay/replay.js";
import { NO_CAMPAIGN, type SideOfPairing } from "./pairing.js";

/** Reused from row to row. */
export interface Seen {
  /** `rejected`: a refund that names no payment which went through, or too much of it. */
  kind: "nothing" | "payment" | "refund" | "rejected";
  /** Why the payment was declined; null where it went through. */
  decline: string | null;
  /** Place in the pairing, or `NO_CAMPAIGN`; of a declined payment none. */
  campaign: number;
  /** Granted by a payment, given back by a refund; cashback included. */
  discountMinor: number;
  cashbackMinor: number;
  /** By the customer; below 0 for a refund. */
  payableMinor: number;
  /** `partsMinor[i]` falls to the sponsor at place `sponsors[i]`; null where it is not known or nothing was granted. */
  partsMinor: Float64Array | null;
  sponsors: readonly number[];
}

export function nothingSeen(): Seen {
  return {
    kind: "nothing",
    decline: null,
    campaign: NO_CAMPAIGN,
    discountMinor: 0,
    cashbackMinor: 0,
    payableMinor: 0,
    partsMinor: null,
    sponsors: [],
  };
}

/** Listens to one replay and keeps what it said last. */
export class Witness implements OutcomeListener {
  readonly seen: Seen = nothingSeen();

  constructor(private readonly side: SideOfPairing) {}

  /** Before each row: one of which nothing is heard is a refund that was turned down. */
  forget(kind: "nothing" | "rejected"): void {
    const { seen } = this;
    seen.kind = kind;
    seen.decline = null;
    seen.campaign = NO_CAMPAIGN;
    seen.discountMinor = seen.cashbackMinor = seen.payableMinor = 0;
    seen.partsMinor = null;
  }

  payment(outcome: PaymentOutcome): void {
    const { seen } = this;
    seen.kind = "payment";
    seen.decline = outcome.decline;
    seen.discountMinor = outcome.discountMinor;
    seen.cashbackMinor = outcome.cashbackMinor;
    seen.payableMinor = outcome.payableMinor;
    if (outcome.decline === null && outcome.redemptionCount > 0) {
      this.take(outcome.redemptions[0].campaign, outcome.redemptions[0].contributionsMinor);
    }
  }

  refund(outcome: RefundOutcome): void {
    const { seen } = this;
    seen.kind = "refund";
    seen.discountMinor = outcome.discountMinor;
    seen.payableMinor = -outcome.cashMinor;
    if (outcome.partCount > 0) this.take(outcome.parts[0].campaign, outcome.parts[0].contributionsMinor);
  }

  private take(campaign: number, partsMinor: Float64Array): void {
    this.seen.campaign = this.side.placeOf[campaign];
    this.seen.sponsors = this.side.sponsorsOf[campaign];
    this.seen.partsMinor = partsMinor;
  }
}
