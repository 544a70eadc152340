/** Which attempts of a log's customers come to an offer, and which of them a defence turns away. */
import type { PaymentOutcome } from "../engine/outcome.js";
import type { Quoter } from "../engine/quoter.js";
import { REFUSAL } from "../engine/refusals.js";
import type { OutcomeListener } from "../replay/replay.js";

/** Offers of one run without attackers, in replay order; those of `campaigns` alone (indexes in file order). */
export class ServedAttempts implements OutcomeListener {
  /** Pairs: row, campaign; campaigns of a row ascending. */
  readonly offers: number[] = [];
  private readonly isMeant: ReadonlySet<number>;

  constructor(readonly campaigns: readonly number[]) {
    this.isMeant = new Set(campaigns);
  }

  payment({ row, offers, offerCount }: PaymentOutcome): void {
    for (let i = 0; i < offerCount; i++) if (this.isMeant.has(offers[i])) this.offers.push(row, offers[i]);
  }
}

/** Of the attempts that were served without a defence, those that the same log with it turns away, but for an empty budget or a draw of nothing. */
export class RefusedAttempts implements OutcomeListener {
  count = 0;
  private next = 0;
  /** Refusals for want of money or luck so far, by campaign of `served`. */
  private readonly excused: Float64Array;

  constructor(
    private readonly served: ServedAttempts,
    private readonly quoter: Quoter,
  ) {
    this.excused = new Float64Array(served.campaigns.length);
  }

  payment({ row, offers, offerCount }: PaymentOutcome): void {
    const { offers: before } = this.served;
    for (const [place, campaign] of this.served.campaigns.entries()) {
      const refusals = this.quoter.refusalsOf(campaign);
      const excused = refusals[REFUSAL.budget_exhausted] + refusals[REFUSAL.nothing_to_give];
      const isExcused = excused > this.excused[place];
      this.excused[place] = excused;
      if (before[this.next] !== row || before[this.next + 1] !== campaign) continue;
      this.next += 2;
      if (!isExcused && !isAmong(offers, offerCount, campaign)) this.count++;
    }
  }
}

function isAmong(offers: ArrayLike<number>, offerCount: number, campaign: number): boolean {
  for (let i = 0; i < offerCount; i++) if (offers[i] === campaign) return true;
  return false;
}
