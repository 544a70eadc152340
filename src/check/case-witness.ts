/** Listens to the replay of a case, and keeps what became of the row that was replayed last. */
import type { PaymentOutcome, RefundOutcome } from "../engine/outcome.js";
import type { OutcomeListener, Replay } from "../replay/replay.js";
import type { Seen } from "./expectation.js";

export class CaseWitness implements OutcomeListener {
  private readonly campaigns: readonly number[];
  /** Of the last row; null for one of the history and for a refund that was turned down. */
  seen: Seen | null = null;

  constructor(private readonly replay: Replay) {
    this.campaigns = replay.sponsors.map((_, campaign) => campaign);
  }

  payment(outcome: PaymentOutcome): void {
    const paid = outcome.decline === null;
    const used = outcome.redemptions.slice(0, outcome.redemptionCount);
    const offers = Array.from(outcome.offers).slice(0, outcome.offerCount);
    const inFileOrder = this.campaigns.flatMap((campaign): [number, number][] => {
      const i = offers.indexOf(campaign);
      return i === -1 ? [] : [[campaign, outcome.offeredMinor[i]]];
    });
    this.seen = {
      decline: outcome.decline,
      offers: new Map(inFileOrder),
      refusals: this.campaigns.map((campaign) => this.replay.refusalOfLast(campaign)),
      chosen: new Map(used.map(({ campaign, grantedMinor }) => [campaign, grantedMinor])),
      contributions: this.sum(paid ? used : []),
      discountMinor: outcome.discountMinor,
      cashbackMinor: outcome.cashbackMinor,
      cashMinor: outcome.payableMinor,
      points: paid ? used.reduce((sum, { pointsSpent }) => sum + pointsSpent, 0) : 0,
    };
  }

  refund(outcome: RefundOutcome): void {
    const parts = outcome.parts.slice(0, outcome.partCount);
    this.seen = {
      decline: null,
      offers: new Map(),
      refusals: this.campaigns.map(() => null),
      chosen: new Map(),
      contributions: this.sum(parts),
      discountMinor: outcome.discountMinor,
      cashbackMinor: 0,
      cashMinor: outcome.cashMinor,
      points: parts.reduce((sum, { pointsReturned }) => sum + pointsReturned, 0),
    };
  }

  private sum(
    parts: readonly { readonly campaign: number; readonly contributionsMinor: Float64Array }[],
  ): ReadonlyMap<string, number> {
    const sums = new Map<string, number>();
    for (const { campaign, contributionsMinor } of parts) {
      for (const [i, sponsor] of this.replay.sponsors[campaign].entries()) {
        sums.set(sponsor, (sums.get(sponsor) ?? 0) + contributionsMinor[i]);
      }
    }
    return sums;
  }
}
