/** What one side of a comparison makes of a row, in terms that both sides share: campaigns by place in the pairing, amounts in minor units. */
import type { PaymentOutcome, RefundOutcome } from "../engine/outcome.js";
import type { OutcomeListener } from "../replay/replay.js";
import type { Pairing, SideOfPairing } from "./pairing.js";

/** Reused from row to row. */
export interface Seen {
  /** `rejected`: a refund that names no payment which went through, or too much of it. */
  kind: "nothing" | "payment" | "refund" | "rejected";
  /** Why the payment was declined; null where it went through. */
  decline: string | null;
  /** How many campaigns a payment used, or a refund gave back to; of a declined payment none. */
  count: number;
  /** Their places in the pairing, in the order in which they were applied: the first `count`. */
  readonly campaigns: number[];
  /** What each of them granted or had back; NaN where a saved run does not tell. */
  readonly amountsMinor: number[];
  /** Granted by a payment, given back by a refund; cashback included. */
  discountMinor: number;
  cashbackMinor: number;
  /** By the customer; below 0 for a refund. */
  payableMinor: number;
  /** By place of the sponsor in the pairing; null where it is not known. */
  partsMinor: Float64Array | null;
}

export function nothingSeen(): Seen {
  return {
    kind: "nothing",
    decline: null,
    count: 0,
    campaigns: [],
    amountsMinor: [],
    discountMinor: 0,
    cashbackMinor: 0,
    payableMinor: 0,
    partsMinor: null,
  };
}

/** Whether the campaign at `place` is among those of the row. */
export function usesCampaign({ campaigns, count }: Seen, place: number): boolean {
  for (let i = 0; i < count; i++) if (campaigns[i] === place) return true;
  return false;
}

/** What the campaign at `place` granted or had back; 0 where it is not among those of the row. */
export function amountOf({ campaigns, amountsMinor, count }: Seen, place: number): number {
  for (let i = 0; i < count; i++) if (campaigns[i] === place) return amountsMinor[i];
  return 0;
}

/** Listens to one replay and keeps what it said last. */
export class Witness implements OutcomeListener {
  readonly seen: Seen = nothingSeen();
  private readonly partsMinor: Float64Array;

  constructor(
    private readonly side: SideOfPairing,
    { sponsors }: Pick<Pairing, "sponsors">,
  ) {
    this.partsMinor = new Float64Array(sponsors.length);
  }

  /** Before each row: one of which nothing is heard is a refund that was turned down. */
  forget(kind: "nothing" | "rejected"): void {
    const { seen } = this;
    seen.kind = kind;
    seen.decline = null;
    seen.count = 0;
    seen.discountMinor = seen.cashbackMinor = seen.payableMinor = 0;
    seen.partsMinor = this.partsMinor.fill(0);
  }

  payment(outcome: PaymentOutcome): void {
    const { seen } = this;
    seen.kind = "payment";
    seen.decline = outcome.decline;
    seen.discountMinor = outcome.discountMinor;
    seen.cashbackMinor = outcome.cashbackMinor;
    seen.payableMinor = outcome.payableMinor;
    if (outcome.decline !== null) return;
    for (let i = 0; i < outcome.redemptionCount; i++) {
      const { campaign, grantedMinor, contributionsMinor } = outcome.redemptions[i];
      this.add(campaign, grantedMinor, contributionsMinor);
    }
  }

  refund(outcome: RefundOutcome): void {
    const { seen } = this;
    seen.kind = "refund";
    seen.discountMinor = outcome.discountMinor;
    seen.payableMinor = -outcome.cashMinor;
    for (let i = 0; i < outcome.partCount; i++) {
      const { campaign, discountMinor, contributionsMinor } = outcome.parts[i];
      if (discountMinor > 0) this.add(campaign, discountMinor, contributionsMinor);
    }
  }

  private add(campaign: number, amountMinor: number, contributionsMinor: Float64Array): void {
    const { seen, side, partsMinor } = this;
    seen.campaigns[seen.count] = side.placeOf[campaign];
    seen.amountsMinor[seen.count] = amountMinor;
    seen.count++;
    const sponsors = side.sponsorsOf[campaign];
    for (let i = 0; i < sponsors.length; i++) partsMinor[sponsors[i]] += contributionsMinor[i];
  }
}
