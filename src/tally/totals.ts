/** How much in all: payments, money and refunds of the whole replay. */
import { WideSum } from "../domain/wide-sum.js";
import type { PaymentOutcome, RefundOutcome } from "../engine/outcome.js";
import type { Tally } from "./contract.js";

export interface TotalFigures {
  /** Payments that went through; the money below is theirs, before refunds. */
  readonly payments: number;
  readonly declined: number;
  readonly refunds: number;
  /** Payments that went through with at least one discount. */
  readonly discountedPayments: number;
  readonly priceMinor: bigint;
  /** Cashback included. */
  readonly discountMinor: bigint;
  /** Price − instant discounts. */
  readonly payableMinor: bigint;
  readonly cashbackMinor: bigint;
  readonly refundedPriceMinor: bigint;
  readonly refundedDiscountMinor: bigint;
}

export class TotalsTally implements Tally<TotalFigures> {
  private payments = 0;
  private declined = 0;
  private refunds = 0;
  private discountedPayments = 0;
  private readonly price = new WideSum();
  private readonly discount = new WideSum();
  private readonly payable = new WideSum();
  private readonly cashback = new WideSum();
  private readonly refundedPrice = new WideSum();
  private readonly refundedDiscount = new WideSum();

  payment(outcome: PaymentOutcome): void {
    if (outcome.decline !== null) {
      this.declined++;
      return;
    }
    this.payments++;
    this.price.add(outcome.priceMinor);
    this.payable.add(outcome.payableMinor);
    if (outcome.redemptionCount === 0) return;
    this.discountedPayments++;
    this.discount.add(outcome.discountMinor);
    this.cashback.add(outcome.cashbackMinor);
  }

  refund(outcome: RefundOutcome): void {
    this.refunds++;
    this.refundedPrice.add(outcome.priceMinor);
    this.refundedDiscount.add(outcome.discountMinor);
  }

  finish(): TotalFigures {
    return {
      payments: this.payments,
      declined: this.declined,
      refunds: this.refunds,
      discountedPayments: this.discountedPayments,
      priceMinor: this.price.toBigInt(),
      discountMinor: this.discount.toBigInt(),
      payableMinor: this.payable.toBigInt(),
      cashbackMinor: this.cashback.toBigInt(),
      refundedPriceMinor: this.refundedPrice.toBigInt(),
      refundedDiscountMinor: this.refundedDiscount.toBigInt(),
    };
  }
}
