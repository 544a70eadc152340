/** Adds up one run. */
import type { Engine } from "../engine/engine.js";
import type { PaymentOutcome } from "../engine/outcome.js";
import type { ForecastShape, RunOutcome } from "./contract.js";

export class RunTally {
  /** Of the run that was last finished; reused. */
  readonly outcome: RunOutcome;
  /** Where a campaign's sponsors start among the contributions. */
  private readonly firstSponsor: Int32Array;
  private readonly count: number;

  constructor(private readonly shape: ForecastShape) {
    const { campaigns, days } = shape;
    this.count = campaigns.length;
    this.firstSponsor = new Int32Array(this.count + 1);
    for (const [i, { sponsors }] of campaigns.entries())
      this.firstSponsor[i + 1] = this.firstSponsor[i] + sponsors.length;
    const numbers = (length: number) => new Float64Array(length);
    this.outcome = {
      discountMinor: numbers(this.count),
      redemptions: numbers(this.count),
      unservedMinor: numbers(this.count),
      exhaustedAtMs: numbers(this.count),
      contributionsMinor: numbers(this.firstSponsor[this.count]),
      dailyMinor: numbers((days.until - days.first) * this.count),
    };
  }

  clear(): void {
    const { discountMinor, redemptions, contributionsMinor, dailyMinor } = this.outcome;
    for (const array of [discountMinor, redemptions, contributionsMinor, dailyMinor]) array.fill(0);
  }

  payment({ decline, day, redemptions, redemptionCount }: PaymentOutcome): void {
    if (decline !== null) return;
    const { outcome, firstSponsor, shape, count } = this;
    for (let i = 0; i < redemptionCount; i++) {
      const { campaign, grantedMinor, contributionsMinor } = redemptions[i];
      outcome.discountMinor[campaign] += grantedMinor;
      outcome.redemptions[campaign]++;
      outcome.dailyMinor[(day - shape.days.first) * count + campaign] += grantedMinor;
      const first = firstSponsor[campaign];
      const sponsors = firstSponsor[campaign + 1] - first;
      for (let s = 0; s < sponsors; s++) outcome.contributionsMinor[first + s] += contributionsMinor[s];
    }
  }

  /** What budgets alone know. */
  finish({ stores }: Engine): void {
    const { unservedMinor, exhaustedAtMs } = this.outcome;
    for (let campaign = 0; campaign < this.count; campaign++) {
      const budget = stores.budgets.of(campaign);
      unservedMinor[campaign] = Number(budget.unserved.toBigInt());
      exhaustedAtMs[campaign] = budget.exhaustedAtMs ?? Number.NaN;
    }
  }
}
