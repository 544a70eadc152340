/** What the log's own customers are granted, by campaign and day, while attackers act beside them. */
import type { PaymentOutcome } from "../engine/outcome.js";
import type { OutcomeListener } from "../replay/replay.js";

export class GenuineBurn implements OutcomeListener {
  /** By campaign, before refunds; minor units. */
  readonly grantedMinor: Float64Array;
  readonly redemptions: Float64Array;
  /** Granted on each local day, by campaign. */
  readonly byDay: readonly Map<number, number>[];

  constructor(campaigns: number) {
    this.grantedMinor = new Float64Array(campaigns);
    this.redemptions = new Float64Array(campaigns);
    this.byDay = Array.from({ length: campaigns }, () => new Map());
  }

  payment({ decline, redemptions, redemptionCount, day }: PaymentOutcome): void {
    if (decline !== null) return;
    for (let i = 0; i < redemptionCount; i++) {
      const { campaign, grantedMinor } = redemptions[i];
      this.grantedMinor[campaign] += grantedMinor;
      this.redemptions[campaign]++;
      const days = this.byDay[campaign];
      days.set(day, (days.get(day) ?? 0) + grantedMinor);
    }
  }
}
