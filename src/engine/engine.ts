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
import { type KeptFault, type KeptOffer, type KeptQuote, NOTHING_KEPT } from "./kept-quote.js";
import { Limits } from "./limits.js";
import type { PaymentOutcome, RefundOutcome } from "./outcome.js";
import { Picks } from "./picks.js";
import { PointBalances } from "./point-balances.js";
import { Quote, Quoter, type Stores } from "./quoter.js";
import { Refunder, type RefundFault } from "./refunder.js";
import { type Hold, Stock } from "./stock.js";
import { type OnMismatch, Till } from "./till.js";

export class Engine {
  readonly funding: Funding;
  readonly quoter: Quoter;
  readonly stores: Stores;
  /** Of the last attempt; reused. */
  readonly quote: Quote;
  readonly picks: Picks;
  readonly chooser: Chooser;
  readonly refunder: Refunder;
  private readonly stock: Stock;
  private readonly till: Till;
  /** Of the last refund; reused. */
  readonly refunded: RefundOutcome;

  constructor(
    set: CampaignSet,
    private readonly columns: TransactionColumns,
    onMismatch: OnMismatch,
    { identities, run, hiddenAversion }: EngineSources,
  ) {
    const { campaigns, zone } = set;
    const clock = new Clock(zone);
    this.stores = {
      clock,
      history: new History(campaigns, columns),
      coupons: new Coupons(campaigns, columns, clock),
      limits: new Limits(campaigns, identities, clock),
      budgets: new Budgets(campaigns, clock, run),
      points: new PointBalances(columns),
      freeOrders: new FreeOrderNumbers(set, clock, run),
      draws: new Draws(campaigns, identities, run),
    };
    this.stock = new Stock(this.stores);
    this.funding = new Funding(campaigns, columns);
    this.quote = new Quote(campaigns.length);
    this.quoter = new Quoter(set, columns, this.stores, hiddenAversion);
    this.picks = new Picks(campaigns, columns, this.stores.coupons);
    this.chooser = new Chooser(set, this.picks, new Combiner(set, columns, this.stores, hiddenAversion));
    const most = this.chooser.selection.offers.length;
    this.refunder = new Refunder(set, columns, this.stores, this.funding);
    this.till = new Till(set, columns, this.stores, this.stock, this.funding, onMismatch, most);
    this.refunded = emptyRefund(this.funding.mostSponsors, most);
  }

  /** A payment of the history, or before the replayed window: it feeds eligibility if it went through. */
  remember(row: number): void {
    const { columns, stores } = this;
    stores.clock.moveTo(columns.timeMs[row]);
    if (columns.risk[row] === REJECT || columns.amountMinor[row] > columns.balanceMinor[row]) return;
    stores.history.add(row, stores.clock.day);
    this.refunder.remember(row, stores.clock.day, null);
  }

  /** An attempt to pay that the screen has left no campaign for: it has no offers to choose from. */
  passBy(row: number): void {
    const { columns, stores } = this;
    stores.clock.moveTo(columns.timeMs[row]);
    stores.points.read(row);
    if (!this.till.differs(columns.clientDiscountMinor?.[row] ?? Number.NaN, 0)) this.remember(row);
  }

  /** The last payment, reused from payment to payment. */
  get payment(): PaymentOutcome {
    return this.till.payment;
  }

  /** One attempt to pay, with the campaigns that the screen has left. The result is in `payment`. */
  attempt(row: number, candidates: Int32Array, from: number, until: number): PaymentOutcome {
    this.ask(row, candidates, from, until);
    return this.pay(row);
  }

  /** Makes the offers of an attempt, and counts it. They stand until the next. */
  ask(row: number, candidates: ArrayLike<number>, from: number, until: number): Quote {
    this.stores.points.read(row);
    return this.askOf(this.quoter, row, candidates, from, until);
  }

  /** Makes the offers of an attempt that is no row's own: its refusals are counted by another quoter, or by none. */
  askOf(quoter: Quoter, row: number, candidates: ArrayLike<number>, from: number, until: number): Quote {
    const { stores, quote } = this;
    this.turnTo(row);
    if (from !== until) this.picks.announce(row);
    quoter.quote(row, candidates, from, until, quote);
    for (let i = 0; i < quote.count; i++) stores.limits.countAttempt(quote.campaigns[i], row);
    return quote;
  }

  /** What the last attempt, which is `row`'s, would use, to pay by later. */
  keep(row: number): KeptQuote {
    const { stores, quote } = this;
    const { count, offers, desiredMinor, grantedMinor, pointsCost } = this.chooser.choose(row, quote);
    if (quote.count === 0 && quote.drawCount === 0 && quote.lostCount === 0) return NOTHING_KEPT;
    const taken: KeptOffer[] = [];
    for (let i = 0; i < count; i++) {
      const campaign = quote.campaigns[offers[i]];
      taken.push({
        campaign,
        desiredMinor: desiredMinor[i],
        grantedMinor: grantedMinor[i],
        pointsCost: pointsCost[i],
        freeOrder: quote.freeOrder[offers[i]] === 1,
        coupon: stores.coupons.peek(campaign, row),
        draw: stores.draws.mark(campaign),
      });
    }
    return {
      taken,
      offers: firstOf(quote.campaigns, quote.count),
      offeredMinor: firstOf(quote.grantedMinor, quote.count),
      draws: quote.draws.slice(0, quote.drawCount).map((draw) => ({ ...draw })),
      lost: firstOf(quote.lost, quote.lostCount),
    };
  }

  /** Why offers of a quote can no longer be redeemed at the moment of `row`: of the first campaign that gives less, or no use. Null where they can. */
  faultOf(row: number, offers: readonly KeptOffer[]): KeptFault | null {
    this.turnTo(row);
    for (const offer of offers) {
      const refusal = this.refusalOf(row, offer);
      if (refusal !== null) return { campaign: offer.campaign, refusal };
    }
    return null;
  }

  private refusalOf(row: number, { campaign, grantedMinor, coupon }: KeptOffer): KeptFault["refusal"] | null {
    const { coupons, limits, budgets } = this.stores;
    if (!coupons.covers(campaign, row, coupon, grantedMinor)) return "no_coupon";
    if (!limits.allowUse(campaign, row) || !limits.allowAmount(campaign, row, grantedMinor)) return "limit_reached";
    return budgets.grantMinor(campaign, grantedMinor) === grantedMinor ? null : "budget_exhausted";
  }

  /** Pays with the offers last made, which are `row`'s. The result is in `payment`. */
  pay(row: number): PaymentOutcome {
    return this.close(row, this.till.pay(row, this.quote, this.chooser.choose(row, this.quote)));
  }

  /** Pays by a quote that was kept, at the moment of `row`: with what is held for it, or, where that is null, with what there is. The result is in `payment`. */
  payKept(row: number, kept: KeptQuote, hold: Hold | null): PaymentOutcome {
    this.turnTo(row);
    return this.close(row, this.till.payKept(row, kept, hold));
  }

  /** A payment that does not come about, since what was quoted is gone. The result is in `payment`. */
  turnAway(row: number, kept: KeptQuote): PaymentOutcome {
    this.turnTo(row);
    return this.till.turnAway(row, kept);
  }

  /**
   * Holds what offers of a quote would use, at the moment of `row`, until it is paid or released. `doomed`: it will not be paid, as only a
   * simulation can know.
   */
  reserve(row: number, offers: readonly KeptOffer[], doomed = false): Hold {
    this.turnTo(row);
    return this.stock.hold(row, offers, doomed);
  }

  /** Lets go of a hold at a moment. */
  release(hold: Hold, timeMs: number): void {
    this.stores.clock.moveTo(timeMs);
    this.stock.release(hold);
  }

  private turnTo(row: number): void {
    this.stores.clock.moveTo(this.columns.timeMs[row]);
    this.stores.budgets.turnTo(row);
  }

  /** One refund, of the log or of the history. Null: it went through, and is in `refunded`. */
  refund(row: number): RefundFault | null {
    this.stores.clock.moveTo(this.columns.timeMs[row]);
    return this.refunder.refund(row, this.refunded);
  }

  /** A payment that went through is remembered. */
  private close(row: number, payment: PaymentOutcome): PaymentOutcome {
    if (payment.decline !== null) return payment;
    this.stores.history.add(row, payment.day);
    this.refunder.remember(row, payment.day, payment);
    return payment;
  }
}

/** A plain array: of a few numbers it costs a small part of a typed one. */
function firstOf(values: ArrayLike<number>, count: number): number[] {
  const first: number[] = [];
  for (let i = 0; i < count; i++) first.push(values[i]);
  return first;
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
