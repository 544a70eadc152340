/** Where payments go through or are declined: discounts taken, the decline tests, and all that moves with a redemption. */
import type { CampaignSet } from "../campaigns/campaign.js";
import { REJECT, type TransactionColumns } from "../transactions/columns.js";
import { NO_COUPON } from "./coupons.js";
import type { Funding } from "./funding.js";
import type { KeptQuote } from "./kept-quote.js";
import type { DrawOutcome, PaymentOutcome, Redemption } from "./outcome.js";
import type { Quote, Stores } from "./quoter.js";
import type { Decline } from "./refusals.js";
import type { Selection } from "./selection.js";
import type { Hold, Stock } from "./stock.js";

/** What to do when the front end's figure differs from ours: pay with ours, or decline. */
export type OnMismatch = "server" | "decline";

export class Till {
  /** Of the last attempt; reused. */
  readonly payment: PaymentOutcome;
  private readonly redemptions: readonly Redemption[];

  constructor(
    private readonly set: CampaignSet,
    private readonly columns: TransactionColumns,
    private readonly stores: Stores,
    private readonly stock: Stock,
    private readonly funding: Funding,
    private readonly onMismatch: OnMismatch,
    /** Most discounts of one payment. */
    most: number,
  ) {
    this.redemptions = Array.from({ length: most }, () => emptyRedemption(funding.mostSponsors));
    this.payment = emptyPayment(this.redemptions);
  }

  /** A payment by a quote that was just made. */
  pay(row: number, quote: Quote, selection: Selection): PaymentOutcome {
    const { payment } = this;
    this.begin(row, quote.campaigns, quote.grantedMinor, quote.count);
    payment.draws = quote.draws;
    payment.drawCount = quote.drawCount;
    for (let i = 0; i < selection.count; i++) {
      const offer = selection.offers[i];
      const isFree = quote.freeOrder[offer] === 1;
      this.take(quote.campaigns[offer], selection.desiredMinor[i], selection.grantedMinor[i], isFree);
      this.redemptions[i].pointsSpent = selection.pointsCost[i];
    }
    if (!this.passes(row)) return payment;
    for (let i = 0; i < selection.count; i++) this.redeem(row, this.redemptions[i]);
    this.loseDraws(row, quote.lost, quote.lostCount);
    return payment;
  }

  /** A payment by a quote that was kept: with what is held for it, or, where that is null, with what there is. */
  payKept(row: number, kept: KeptQuote, hold: Hold | null): PaymentOutcome {
    const { payment, stores } = this;
    const { taken, lost } = kept;
    this.takeKept(row, kept);
    if (!this.passes(row)) return payment;
    for (const [i, { campaign, coupon, draw }] of taken.entries()) {
      if (draw !== null) stores.draws.recall(campaign, draw);
      stores.coupons.name(coupon);
      const place = hold === null ? -1 : hold.offers.indexOf(taken[i]);
      if (hold === null || place === -1) this.redeem(row, this.redemptions[i]);
      else this.redeemHeld(row, this.redemptions[i], hold.overspentMinor[place], hold.coupons[place]);
    }
    this.loseDraws(row, lost, lost.length);
    return payment;
  }

  /** A payment that does not come about, since what was quoted is gone. */
  turnAway(row: number, kept: KeptQuote): PaymentOutcome {
    const { payment } = this;
    this.takeKept(row, kept);
    this.decline("quote_gone");
    return payment;
  }

  /** Whether what the front end showed (NaN: nothing) is a reason to decline a payment with these instant discounts. */
  differs(shownMinor: number, takenMinor: number): boolean {
    return this.onMismatch === "decline" && !Number.isNaN(shownMinor) && shownMinor !== takenMinor;
  }

  private begin(row: number, offers: ArrayLike<number>, offeredMinor: ArrayLike<number>, offerCount: number): void {
    const { columns, stores, payment } = this;
    payment.row = row;
    payment.timeMs = stores.clock.timeMs;
    payment.day = stores.clock.day;
    payment.priceMinor = columns.amountMinor[row];
    payment.offers = offers;
    payment.offeredMinor = offeredMinor;
    payment.offerCount = offerCount;
    payment.redemptionCount = 0;
    payment.discountMinor = payment.cashbackMinor = payment.instantTakenMinor = 0;
    payment.clientDiscountMinor = columns.clientDiscountMinor?.[row] ?? Number.NaN;
  }

  private takeKept(row: number, { offers, offeredMinor, draws, taken }: KeptQuote): void {
    const { payment } = this;
    this.begin(row, offers, offeredMinor, offers.length);
    payment.draws = draws;
    payment.drawCount = draws.length;
    for (const [i, offer] of taken.entries()) {
      this.take(offer.campaign, offer.desiredMinor, offer.grantedMinor, offer.freeOrder);
      this.redemptions[i].pointsSpent = offer.pointsCost;
    }
  }

  /** Takes an offer into the payment; nothing moves yet. */
  private take(campaign: number, desiredMinor: number, grantedMinor: number, freeOrder: boolean): void {
    const { payment } = this;
    const redemption = this.redemptions[payment.redemptionCount++];
    redemption.campaign = campaign;
    redemption.desiredMinor = desiredMinor;
    redemption.grantedMinor = grantedMinor;
    redemption.freeOrder = freeOrder;
    redemption.cashback = this.set.campaigns[campaign].givenAs === "cashback";
    redemption.overspentMinor = 0;
    redemption.coupon = NO_COUPON;
    payment.discountMinor += grantedMinor;
    if (redemption.cashback) payment.cashbackMinor += grantedMinor;
    else payment.instantTakenMinor += grantedMinor;
  }

  /** Whether the payment goes through with what it has taken. */
  private passes(row: number): boolean {
    const { payment } = this;
    const payableMinor = payment.priceMinor - payment.instantTakenMinor;
    const decline = this.declineOf(row, payableMinor);
    if (decline !== null) {
      this.decline(decline);
      return false;
    }
    payment.decline = null;
    payment.payableMinor = payableMinor;
    return true;
  }

  private decline(reason: Decline): void {
    const { payment } = this;
    payment.decline = reason;
    payment.discountMinor = payment.cashbackMinor = payment.payableMinor = 0;
  }

  private declineOf(row: number, payableMinor: number): Decline | null {
    const { columns, payment } = this;
    if (this.differs(payment.clientDiscountMinor, payment.instantTakenMinor)) return "client_discount_mismatch";
    if (columns.risk[row] === REJECT) return "risk_rejected";
    return payableMinor > columns.balanceMinor[row] ? "insufficient_balance" : null;
  }

  /** Budgets, limits, coupons, points and contributions move together. */
  private redeem(row: number, redemption: Redemption): void {
    const { campaign, grantedMinor, pointsSpent, freeOrder } = redemption;
    redemption.overspentMinor = this.stores.budgets.spend(campaign, grantedMinor);
    redemption.coupon = this.stock.takeUse(row, campaign, grantedMinor, pointsSpent, freeOrder);
    this.book(row, redemption);
  }

  private redeemHeld(row: number, redemption: Redemption, overspentMinor: number, coupon: number): void {
    redemption.overspentMinor = overspentMinor;
    redemption.coupon = coupon;
    this.stores.budgets.spendHeld(redemption.campaign, redemption.grantedMinor, overspentMinor);
    this.book(row, redemption);
  }

  private book(row: number, { campaign, grantedMinor, contributionsMinor }: Redemption): void {
    const shares = this.funding.sharesFor(campaign, row);
    this.funding.split(grantedMinor, shares.weights, shares, contributionsMinor);
    this.stores.draws.moveOn(campaign, row);
  }

  private loseDraws(row: number, lost: ArrayLike<number>, count: number): void {
    for (let i = 0; i < count; i++) this.stores.draws.moveOn(lost[i], row);
  }
}

function emptyRedemption(sponsors: number): Redemption {
  return {
    campaign: 0,
    desiredMinor: 0,
    grantedMinor: 0,
    cashback: false,
    contributionsMinor: new Float64Array(sponsors),
    overspentMinor: 0,
    pointsSpent: 0,
    freeOrder: false,
    coupon: NO_COUPON,
  };
}

const NO_DRAWS: readonly DrawOutcome[] = [];

function emptyPayment(redemptions: readonly Redemption[]): PaymentOutcome {
  return {
    row: 0,
    timeMs: 0,
    day: 0,
    priceMinor: 0,
    decline: null,
    discountMinor: 0,
    cashbackMinor: 0,
    payableMinor: 0,
    instantTakenMinor: 0,
    clientDiscountMinor: Number.NaN,
    offers: [],
    offeredMinor: [],
    offerCount: 0,
    draws: NO_DRAWS,
    drawCount: 0,
    redemptions,
    redemptionCount: 0,
  };
}
