/** What shared coupons come to, while it is counted: by the campaign that grants, and by generation. */
import { WideSum } from "../domain/wide-sum.js";

/** Of one campaign that grants. */
export class GrantCounts {
  /** Redemptions that granted. */
  grants = 0;
  /** Coupons granted. */
  coupons = 0;
  /** Picked up by users of the log, and by newcomers. */
  byKnown = 0;
  byNewcomers = 0;
  /** Redemptions that used one of its coupons, and coupons that refunds gave back. */
  redemptions = 0;
  givenBack = 0;
  /** Given by those redemptions, before refunds. */
  readonly discount = new WideSum();
}

/** Redemptions so many grants away from one that used no granted coupon. */
export class GenerationCounts {
  redemptions = 0;
  readonly discount = new WideSum();
  /** Those of them that granted, and the coupons that they did. */
  grants = 0;
  coupons = 0;
  /** Redemptions that used one of those coupons. */
  caused = 0;
  /** The same two of grants whose coupons can no longer be used at the end of the log. */
  completeGrants = 0;
  completeCaused = 0;
}

export class ShareCounts {
  /** By campaign. */
  readonly campaigns: readonly GrantCounts[];
  readonly generations: GenerationCounts[] = [];

  constructor(campaigns: number) {
    this.campaigns = Array.from({ length: campaigns }, () => new GrantCounts());
  }

  at(generation: number): GenerationCounts {
    while (this.generations.length <= generation) this.generations.push(new GenerationCounts());
    return this.generations[generation];
  }
}
