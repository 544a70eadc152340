/** The discount engine: one attempt from quote to payment, one refund, on stores that belong to one run. It reads no clock and no file. */
import type { CampaignSet } from "../campaigns/campaign.js";
import { REJECT, type TransactionColumns } from "../transactions/columns.js";
import { Budgets } from "./budgets.js";
import { Chooser } from "./choose.js";
import { Clock } from "./clock.js";
import { Combiner } from "./combiner.js";
import { Coupons, NO_COUPON } from "./coupons.js";
import { Draws } from "./draws.js";
import { FreeOrderNumbers } from "./free-order-numbers.js";
import { Funding } from "./funding.js";
import { History } from "./history.js";
import type { EngineSources } from "./identities.js";
import { Limits } from "./limits.js";
import type { PaymentOutcome, Redemption, RefundOutcome } from "./outcome.js";
import { Picks } from "./picks.js";
import { PointBalances } from "./point-balances.js";
import { type HeldOffer, Quote, Quoter, type Stores } from "./quoter.js";
import { Refunder, type RefundFault } from "./refunder.js";
import type { Decline } from "./refusals.js";
import type { Selection } from "./selection.js";

/** What to do when the front end's figure differs from ours: pay with ours, or decline. */
export type OnMismatch = "server" | "decline";

export class Engine {
  readonly funding: Funding;
  readonly quoter: Quoter;
  readonly stores: Stores;
  /** Of the last attempt; reused. */
  readonly quote: Quote;
  readonly picks: Picks;
  readonly chooser: Chooser;
  readonly refunder: Refunder;
  private readonly redemptions: readonly Redemption[];
  /** Of the last attempt; reused. */
  readonly payment: PaymentOutcome;
  /** Of the last refund; reused. */
  readonly refunded: RefundOutcome;

  constructor(
    private readonly set: CampaignSet,
    private readonly columns: TransactionColumns,
    private readonly onMismatch: OnMismatch,
    { identities, run, hiddenAversion }: EngineSources,
  ) {
    const { campaigns, zone } = set;
    const clock = new Clock(zone);
    this.stores = {
      clock,
      history: new History(campaigns, columns),
      coupons: new Coupons(campaigns, columns, clock),
      limits: new Limits(campaigns, identities, clock),
      budgets: new Budgets(campaigns, clock),
      points: new PointBalances(columns),
      freeOrders: new FreeOrderNumbers(set, clock, run),
      draws: new Draws(campaigns, identities, run),
    };
    this.funding = new Funding(campaigns, columns);
    this.quote = new Quote(campaigns.length);
    this.quoter = new Quoter(set, columns, this.stores, hiddenAversion);
    this.picks = new Picks(campaigns, columns, this.stores.coupons);
    this.chooser = new Chooser(set, this.picks, new Combiner(set, columns, this.stores, hiddenAversion));
    const most = this.chooser.selection.offers.length;
    this.refunder = new Refunder(set, columns, this.stores, this.funding);
    this.redemptions = Array.from({ length: most }, () => emptyRedemption(this.funding.mostSponsors));
    this.payment = emptyPayment(this.quote, this.redemptions);
    this.refunded = emptyRefund(this.funding.mostSponsors, most);
  }

  /** A payment of the history, or before the replayed window: it feeds eligibility if it went through. */
  remember(row: number): void {
    const { columns, stores } = this;
    stores.clock.moveTo(columns.timeMs[row]);
    if (columns.risk[row] === REJECT || columns.amountMinor[row] > columns.balanceMinor[row]) return;
    stores.history.add(row, stores.clock.day);
    this.refunder.remember(row, stores.clock.day, null, null);
  }

  /** An attempt to pay that the screen has left no campaign for: it has no offers to choose from. */
  passBy(row: number): void {
    const { columns, stores } = this;
    stores.clock.moveTo(columns.timeMs[row]);
    stores.points.read(row);
    if (!this.differs(columns.clientDiscountMinor?.[row] ?? Number.NaN, 0)) this.remember(row);
  }

  /** One attempt to pay, with the campaigns that the screen has left. The result is in `payment`. */
  attempt(row: number, candidates: Int32Array, from: number, until: number): PaymentOutcome {
    this.ask(row, candidates, from, until);
    return this.pay(row);
  }

  /** Makes the offers of an attempt, and counts it. They stand until the next. */
  ask(row: number, candidates: Int32Array, from: number, until: number): Quote {
    const { columns, stores, quote } = this;
    stores.clock.moveTo(columns.timeMs[row]);
    stores.points.read(row);
    if (from !== until) this.picks.announce(row);
    this.quoter.quote(row, candidates, from, until, quote);
    for (let i = 0; i < quote.count; i++) stores.limits.countAttempt(quote.campaigns[i], row);
    return quote;
  }

  /** Whether an offer that was asked for earlier can still be redeemed at the moment of `row`: its use, and all of its amount. */
  isStillGood(row: number, { campaign, grantedMinor }: HeldOffer): boolean {
    const { columns, stores } = this;
    stores.clock.moveTo(columns.timeMs[row]);
    return (
      stores.coupons.allow(campaign, row) &&
      stores.limits.allowUse(campaign, row) &&
      stores.limits.allowAmount(campaign, row, grantedMinor) &&
      stores.budgets.grantMinor(campaign, grantedMinor) === grantedMinor
    );
  }

  /** Puts an offer that was asked for earlier, or none, in the place of the last ones. */
  hold(offer: HeldOffer | null): void {
    this.quote.clear();
    this.quote.held = true;
    if (offer === null) return;
    this.quote.add(offer.campaign, offer.desiredMinor, offer.grantedMinor, offer.pointsCost, offer.freeOrder);
  }

  /** Pays with the offers last made, which are `row`'s. The result is in `payment`. */
  pay(row: number): PaymentOutcome {
    const { columns, stores, quote, payment } = this;
    const priceMinor = columns.amountMinor[row];
    payment.row = row;
    payment.timeMs = stores.clock.timeMs;
    payment.day = stores.clock.day;
    payment.priceMinor = priceMinor;
    payment.offerCount = quote.count;
    payment.drawCount = quote.drawCount;
    const selection = this.chooser.choose(row, quote);
    this.take(selection);
    payment.clientDiscountMinor = columns.clientDiscountMinor?.[row] ?? Number.NaN;
    payment.decline = this.declineOf(row, priceMinor - payment.instantTakenMinor);
    if (payment.decline !== null) {
      payment.discountMinor = payment.cashbackMinor = payment.payableMinor = 0;
      return payment;
    }
    payment.payableMinor = priceMinor - payment.instantTakenMinor;
    for (let i = 0; i < selection.count; i++) this.redeem(row, selection, i);
    for (let i = 0; i < quote.lostCount; i++) stores.draws.moveOn(quote.lost[i], row);
    stores.history.add(row, payment.day);
    this.refunder.remember(row, payment.day, payment, quote);
    return payment;
  }

  /** One refund, of the log or of the history. Null: it went through, and is in `refunded`. */
  refund(row: number): RefundFault | null {
    this.stores.clock.moveTo(this.columns.timeMs[row]);
    return this.refunder.refund(row, this.refunded);
  }

  private declineOf(row: number, payableMinor: number): Decline | null {
    const { columns, payment } = this;
    if (this.differs(payment.clientDiscountMinor, payment.instantTakenMinor)) return "client_discount_mismatch";
    if (columns.risk[row] === REJECT) return "risk_rejected";
    return payableMinor > columns.balanceMinor[row] ? "insufficient_balance" : null;
  }

  /** Whether what the front end showed (NaN: nothing) is a reason to decline a payment with these instant discounts. */
  private differs(shownMinor: number, takenMinor: number): boolean {
    return this.onMismatch === "decline" && !Number.isNaN(shownMinor) && shownMinor !== takenMinor;
  }

  /** Fills the payment with what it is going to use. */
  private take({ count, offers, desiredMinor, grantedMinor, pointsCost }: Selection): void {
    const { payment, redemptions, quote } = this;
    payment.redemptionCount = count;
    payment.discountMinor = payment.cashbackMinor = 0;
    for (let i = 0; i < count; i++) {
      const redemption = redemptions[i];
      redemption.campaign = quote.campaigns[offers[i]];
      redemption.desiredMinor = desiredMinor[i];
      redemption.grantedMinor = grantedMinor[i];
      redemption.cashback = this.set.campaigns[redemption.campaign].givenAs === "cashback";
      redemption.pointsSpent = pointsCost[i];
      redemption.overspentMinor = 0;
      redemption.coupon = NO_COUPON;
      payment.discountMinor += grantedMinor[i];
      if (redemption.cashback) payment.cashbackMinor += grantedMinor[i];
    }
    payment.instantTakenMinor = payment.discountMinor - payment.cashbackMinor;
  }

  /** Budgets, limits, coupons, points and contributions move together. */
  private redeem(row: number, selection: Selection, i: number): void {
    const { stores, quote } = this;
    const redemption = this.redemptions[i];
    const { campaign, grantedMinor } = redemption;
    const shares = this.funding.sharesFor(campaign, row);
    this.funding.split(grantedMinor, shares.weights, shares, redemption.contributionsMinor);
    redemption.overspentMinor = stores.budgets.spend(campaign, grantedMinor);
    stores.limits.redeem(campaign, row, grantedMinor);
    redemption.coupon = stores.coupons.spend(campaign, row);
    if (quote.freeOrder[selection.offers[i]] === 1) stores.freeOrders.redeem(campaign);
    if (redemption.pointsSpent > 0) stores.points.change(row, -redemption.pointsSpent);
    stores.draws.moveOn(campaign, row);
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
    coupon: NO_COUPON,
  };
}

function emptyPayment(quote: Quote, redemptions: readonly Redemption[]): PaymentOutcome {
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
    offers: quote.campaigns,
    offeredMinor: quote.grantedMinor,
    offerCount: 0,
    draws: quote.draws,
    drawCount: 0,
    redemptions,
    redemptionCount: 0,
  };
}

function emptyRefund(sponsors: number, most: number): RefundOutcome {
  const parts = Array.from({ length: most }, () => ({
    campaign: 0,
    discountMinor: 0,
    cashback: false,
    contributionsMinor: new Float64Array(sponsors),
    pointsReturned: 0,
    coupon: NO_COUPON,
  }));
  return { row: 0, timeMs: 0, day: 0, priceMinor: 0, discountMinor: 0, cashMinor: 0, parts, partCount: 0 };
}
