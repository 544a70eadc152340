/** What became of the coupons of each campaign: used, given back, expired, still open, and what they cost. */
import type { PaymentOutcome, RefundOutcome } from "../engine/outcome.js";
import type { CouponTable, TransactionColumns } from "../transactions/columns.js";
import type { Tally, TallyContext } from "./contract.js";
import { ExactSums } from "./exact-sums.js";

/** issued + given back = used + expired + open. */
export interface CouponFigures {
  /** Index of the campaign. */
  readonly campaign: number;
  /** Coupons of the table, whoever holds them. */
  readonly issued: number;
  /** Redemptions that used one: a coupon that came back and was used again counts twice. */
  readonly used: number;
  /** By refunds that completed the price. */
  readonly givenBack: number;
  /** Unspent, and no longer valid at the last moment of the log. */
  readonly expired: number;
  /** Unspent, and valid then or later. */
  readonly open: number;
  /** Granted by the redemptions that used one, before refunds. */
  readonly costMinor: bigint;
}

/** Null without coupons; else campaigns that ask for coupons or have some, in file order. */
export class CouponsTally implements Tally<readonly CouponFigures[] | null> {
  private readonly columns: TransactionColumns;
  private readonly campaigns: TallyContext["set"]["campaigns"];
  private readonly used: Float64Array;
  private readonly givenBack: Float64Array;
  private readonly cost: ExactSums;
  /** By coupon of the table: 1 where it is spent. Coupons that were granted while rows were replayed are beyond it. */
  private readonly spent: Uint8Array;

  constructor({ set, columns }: TallyContext) {
    this.columns = columns;
    this.campaigns = set.campaigns;
    this.used = new Float64Array(set.campaigns.length);
    this.givenBack = new Float64Array(set.campaigns.length);
    this.cost = new ExactSums(set.campaigns.length);
    this.spent = new Uint8Array(columns.coupons?.length ?? 0);
  }

  payment(outcome: PaymentOutcome): void {
    if (outcome.decline !== null) return;
    for (let i = 0; i < outcome.redemptionCount; i++) {
      const { campaign, coupon, grantedMinor } = outcome.redemptions[i];
      if (coupon < 0 || coupon >= this.spent.length) continue;
      this.used[campaign]++;
      this.cost.add(campaign, grantedMinor);
      this.spent[coupon] = 1;
    }
  }

  refund(outcome: RefundOutcome): void {
    for (let i = 0; i < outcome.partCount; i++) {
      const { campaign, coupon } = outcome.parts[i];
      if (coupon < 0 || coupon >= this.spent.length) continue;
      this.givenBack[campaign]++;
      this.spent[coupon] = 0;
    }
  }

  finish(): readonly CouponFigures[] | null {
    const { coupons, timeMs, length } = this.columns;
    if (coupons === null) return null;
    const endMs = length === 0 ? Number.NEGATIVE_INFINITY : timeMs[length - 1];
    const issued = this.countByCampaign(coupons, () => true);
    const expired = this.countByCampaign(coupons, (i) => this.spent[i] === 0 && coupons.validUntilMs[i] <= endMs);
    const open = this.countByCampaign(coupons, (i) => this.spent[i] === 0 && coupons.validUntilMs[i] > endMs);
    return this.campaigns.flatMap(({ coupon }, campaign) => {
      if (coupon === null && issued[campaign] === 0) return [];
      return [
        {
          campaign,
          issued: issued[campaign],
          used: this.used[campaign],
          givenBack: this.givenBack[campaign],
          expired: expired[campaign],
          open: open[campaign],
          costMinor: this.cost.at(campaign),
        },
      ];
    });
  }

  private countByCampaign({ length, campaignId }: CouponTable, isCounted: (coupon: number) => boolean): Float64Array {
    const { codes, dictionary } = campaignId;
    const byCode = new Float64Array(dictionary.size);
    for (let i = 0; i < length; i++) if (isCounted(i)) byCode[codes[i]]++;
    return Float64Array.from(this.campaigns, ({ id }) => byCode[dictionary.codeOf(id)] ?? 0);
  }
}
