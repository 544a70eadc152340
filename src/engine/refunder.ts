/** Refunds: what of a payment's discounts goes back, to whom, and what budgets, limits, points and coupons get of it. */
import type { CampaignSet } from "../campaigns/campaign.js";
import { multiplyDivide } from "../domain/rounding.js";
import { NO_ROW, PAYMENT, type TransactionColumns } from "../transactions/columns.js";
import { NO_COUPON } from "./coupons.js";
import type { Funding, Shares } from "./funding.js";
import type { PaymentOutcome, Redemption, RefundOutcome, RefundPart } from "./outcome.js";
import type { Stores } from "./quoter.js";
import { type Others, RestDiscount, type Terms } from "./rest-discount.js";

export type RefundFault = "unknown_payment" | "refund_too_large";

/** What is known of a payment that some row of the log refunds. */
export interface PaidRecord {
  readonly day: number;
  readonly priceMinor: number;
  refundedMinor: number;
  readonly redemptions: readonly RedemptionRecord[];
}

export interface RedemptionRecord {
  readonly campaign: number;
  /** Where the rest of the payment is looked at anew; null where it is not. */
  readonly terms: Terms | null;
  readonly grantedMinor: number;
  readonly cashback: boolean;
  readonly pointsSpent: number;
  readonly coupon: number;
  readonly shares: Shares;
  /** What each share has not yet had back. */
  readonly outstandingMinor: Float64Array;
  returnedMinor: number;
  pointsReturned: number;
}

export class Refunder {
  /** 1 for a row that some refund names; null where any may be named yet. */
  private readonly named: Uint8Array | null;
  private readonly records = new Map<number, PaidRecord>();
  private readonly rest: RestDiscount;

  constructor(
    private readonly set: CampaignSet,
    private readonly columns: TransactionColumns,
    private readonly stores: Stores,
    private readonly funding: Funding,
  ) {
    this.rest = new RestDiscount(set, stores);
    this.named = columns.unfinished ? null : namedRows(columns);
  }

  /** Takes note of a payment that went through, if it will be asked for; of the history, without an outcome. */
  remember(row: number, day: number, outcome: PaymentOutcome | null): void {
    if (this.named?.[row] === 0) return;
    const redemptions: RedemptionRecord[] = [];
    for (let i = 0; outcome !== null && i < outcome.redemptionCount; i++) {
      const { campaign, grantedMinor, cashback, pointsSpent, coupon, contributionsMinor } = outcome.redemptions[i];
      const shares = this.funding.sharesFor(campaign, row);
      redemptions.push({
        campaign,
        terms: this.termsOf(row, outcome.redemptions[i]),
        grantedMinor,
        cashback,
        pointsSpent,
        coupon,
        shares,
        outstandingMinor: Float64Array.from(shares.sponsorAt, (place) => contributionsMinor[place]),
        returnedMinor: 0,
        pointsReturned: 0,
      });
    }
    this.records.set(row, { day, priceMinor: this.columns.amountMinor[row], refundedMinor: 0, redemptions });
  }

  /** What is known of the payment at `row`, live; undefined if it did not go through, or no refund names it. */
  recordOf(row: number): PaidRecord | undefined {
    return this.records.get(row);
  }

  /** The payment at `row` will not be refunded any more: nothing is known of it. */
  forget(row: number): void {
    this.records.delete(row);
  }

  /** Carries out the refund at `row` and fills `outcome`; or returns why it is rejected, and changes nothing. */
  refund(row: number, outcome: RefundOutcome): RefundFault | null {
    const { columns } = this;
    outcome.row = row;
    outcome.timeMs = this.stores.clock.timeMs;
    outcome.day = this.stores.clock.day;
    outcome.priceMinor = outcome.discountMinor = outcome.cashMinor = outcome.partCount = 0;
    if (columns.bareRefund[row] === 1) return null;
    const target = columns.refundOf[row];
    // A payment that is later, rejected or declined, or a refund, has no record.
    const record = target === NO_ROW || columns.type[target] !== PAYMENT ? undefined : this.records.get(target);
    if (record === undefined) return "unknown_payment";
    const amountMinor = columns.amountMinor[row];
    if (amountMinor > record.priceMinor - record.refundedMinor) return "refund_too_large";

    this.stores.budgets.turnTo(target);
    record.refundedMinor += amountMinor;
    outcome.priceMinor = outcome.cashMinor = amountMinor;
    for (let i = 0; i < record.redemptions.length; i++) this.giveBack(target, record, i, outcome);
    return null;
  }

  /** What the other discounts of a payment leave to that at `place`, while the refund that `refundedMinor` includes goes through them in order. */
  othersOf(record: Pick<PaidRecord, "priceMinor" | "refundedMinor" | "redemptions">, place: number): Others {
    let beforeMinor = 0;
    let keptMinor = 0;
    let minPayableMinor = 0;
    let comingMinor = 0;
    for (let i = 0; i < record.redemptions.length; i++) {
      const { campaign, grantedMinor, returnedMinor, cashback, terms } = record.redemptions[i];
      if (i === place || (i > place && terms !== null)) continue;
      const dueMinor = terms === null ? proratedMinor(grantedMinor, record) : returnedMinor;
      keptMinor += grantedMinor - dueMinor;
      if (i > place && !cashback) comingMinor += dueMinor - returnedMinor;
      if (i > place || dueMinor === grantedMinor) continue;
      if (!cashback) beforeMinor += grantedMinor - dueMinor;
      minPayableMinor = Math.max(minPayableMinor, this.set.campaigns[campaign].discount.minPayableMinor);
    }
    return { beforeMinor, keptMinor, minPayableMinor, comingMinor };
  }

  private termsOf(row: number, { campaign, pointsSpent, freeOrder, coupon }: Redemption): Terms | null {
    if (this.set.campaigns[campaign].refunds.threshold === "keep") return null;
    const { points, draws, coupons } = this.stores;
    return {
      campaign,
      // They have been spent by now.
      points: points.at(row) + pointsSpent,
      freeOrder,
      draw: draws.mark(campaign),
      couponMinor: coupons.amountOf(coupon),
    };
  }

  private giveBack(target: number, record: PaidRecord, place: number, outcome: RefundOutcome): void {
    const { refundedMinor, priceMinor } = record;
    const redemption = record.redemptions[place];
    const partMinor = this.dueBack(record, place, outcome) - redemption.returnedMinor;
    redemption.returnedMinor += partMinor;
    if (!redemption.cashback) outcome.cashMinor -= partMinor;
    const rules = this.set.campaigns[redemption.campaign].refunds;
    if (rules.discount === "forfeit") return;

    const part = outcome.parts[outcome.partCount++];
    part.campaign = redemption.campaign;
    part.cashback = redemption.cashback;
    part.discountMinor = partMinor;
    outcome.discountMinor += partMinor;
    this.splitBack(redemption, part);
    if (rules.restoreBudget) this.stores.budgets.restore(redemption.campaign, record.day, partMinor);
    const complete = refundedMinor === priceMinor;
    if (rules.restoreLimits) {
      this.stores.limits.restore(redemption.campaign, target, record.day, partMinor, complete);
    }
    part.coupon = complete ? redemption.coupon : NO_COUPON;
    if (part.coupon !== NO_COUPON) this.stores.coupons.giveBack(part.coupon);
    const points =
      redemption.terms === null
        ? multiplyDivide(redemption.pointsSpent, refundedMinor, priceMinor, "down")
        : multiplyDivide(redemption.pointsSpent, redemption.returnedMinor, redemption.grantedMinor, "down");
    part.pointsReturned = points - redemption.pointsReturned;
    redemption.pointsReturned = points;
    this.stores.points.change(target, part.pointsReturned);
  }

  /** What has to be back of a discount once the refund at hand is: its part of the price, or what the rest would not have earned. */
  private dueBack(record: PaidRecord, place: number, { cashMinor }: RefundOutcome): number {
    const { grantedMinor, returnedMinor, cashback, terms } = record.redemptions[place];
    if (terms === null) return proratedMinor(grantedMinor, record);
    const restMinor = record.priceMinor - record.refundedMinor;
    if (restMinor === 0) return grantedMinor;
    const others = this.othersOf(record, place);
    const dueMinor = Math.max(returnedMinor, grantedMinor - this.rest.earnedMinor(terms, restMinor, others));
    // The customer never has to pay for a refund: what it does not cover is kept back of the next.
    const coveredMinor = Math.max(0, cashMinor - others.comingMinor);
    return cashback ? dueMinor : Math.min(dueMinor, returnedMinor + coveredMinor);
  }

  private splitBack(redemption: RedemptionRecord, part: RefundPart): void {
    const { shares, outstandingMinor } = redemption;
    this.funding.split(part.discountMinor, outstandingMinor, shares, part.contributionsMinor);
    for (let i = 0; i < outstandingMinor.length; i++) {
      outstandingMinor[i] -= part.contributionsMinor[shares.sponsorAt[i]];
    }
  }
}

/** What has to be back of a discount that follows the price. */
function proratedMinor(
  grantedMinor: number,
  { refundedMinor, priceMinor }: Pick<PaidRecord, "refundedMinor" | "priceMinor">,
): number {
  return multiplyDivide(grantedMinor, refundedMinor, priceMinor, "down");
}

function namedRows({ timeMs, refundOf }: TransactionColumns): Uint8Array {
  const named = new Uint8Array(timeMs.length);
  for (const target of refundOf) if (target !== NO_ROW) named[target] = 1;
  return named;
}
