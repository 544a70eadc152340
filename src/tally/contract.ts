/** What a tally is: one question, answered in one pass over the outcomes. */
import type { CampaignSet } from "../campaigns/campaign.js";
import type { CampaignSponsors, CampaignState, PaymentOutcome, RefundOutcome } from "../engine/outcome.js";
import type { TransactionColumns } from "../transactions/columns.js";

/** What every tally may look at. */
export interface TallyContext {
  readonly set: CampaignSet;
  readonly columns: TransactionColumns;
  /** By campaign index. */
  readonly sponsors: readonly CampaignSponsors[];
  /** By campaign index; live while the replay runs. */
  readonly states: readonly CampaignState[];
  /** The id of a coupon; without it, all coupons are those of the columns. */
  readonly couponId?: (coupon: number) => string;
}

export interface Tally<R> {
  payment?(outcome: PaymentOutcome): void;
  refund?(outcome: RefundOutcome): void;
  /** Called once, after the last row. */
  finish(): R;
}
