/** At which hours of the day discounts were given. */
import { DAY_MS, HOUR_MS } from "../domain/civil-date.js";
import type { Zone } from "../domain/zone.js";
import type { PaymentOutcome } from "../engine/outcome.js";
import type { Tally, TallyContext } from "./contract.js";
import { ExactSums } from "./exact-sums.js";

export interface HourFigures {
  readonly redemptions: number;
  /** Granted, before refunds. */
  readonly discountMinor: bigint;
}

/** 24 hours each, from midnight on the wall clock of the set's time zone; none without a redemption. */
export interface HoursOfDay {
  readonly overall: readonly HourFigures[];
  readonly campaigns: readonly (readonly HourFigures[])[];
}

const HOURS = 24;

export class HoursTally implements Tally<HoursOfDay> {
  private readonly zone: Zone;
  private readonly count: number;
  private readonly redemptions: Float64Array;
  private readonly discount: ExactSums;

  constructor({ set }: TallyContext) {
    this.zone = set.zone;
    this.count = set.campaigns.length;
    this.redemptions = new Float64Array(this.count * HOURS);
    this.discount = new ExactSums(this.count * HOURS);
  }

  payment(outcome: PaymentOutcome): void {
    if (outcome.decline !== null) return;
    const { timeMs, day } = outcome;
    const hour = Math.floor((timeMs + this.zone.offsetAt(timeMs) - day * DAY_MS) / HOUR_MS);
    for (let i = 0; i < outcome.redemptionCount; i++) {
      const { campaign, grantedMinor } = outcome.redemptions[i];
      this.redemptions[campaign * HOURS + hour]++;
      this.discount.add(campaign * HOURS + hour, grantedMinor);
    }
  }

  finish(): HoursOfDay {
    const campaigns = Array.from({ length: this.count }, (_, campaign) => this.hoursOf([campaign]));
    return { overall: this.hoursOf(campaigns.map((_, campaign) => campaign)), campaigns };
  }

  private hoursOf(campaigns: readonly number[]): readonly HourFigures[] {
    const hours = Array.from({ length: HOURS }, (_, hour) => ({
      redemptions: campaigns.reduce((sum, campaign) => sum + this.redemptions[campaign * HOURS + hour], 0),
      discountMinor: campaigns.reduce((sum, campaign) => sum + this.discount.at(campaign * HOURS + hour), 0n),
    }));
    return hours.some(({ redemptions }) => redemptions > 0) ? hours : [];
  }
}
