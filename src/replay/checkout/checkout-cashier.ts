/** Payments by quotes that were given some time before, beside customers who never pay: what is held, lost, and asked for again. */
import type { CampaignSet } from "../../campaigns/campaign.js";
import { assert } from "../../domain/problem.js";
import type { Engine } from "../../engine/engine.js";
import type { KeptFault, KeptOffer, KeptQuote } from "../../engine/kept-quote.js";
import type { PaymentOutcome } from "../../engine/outcome.js";
import { NO_SAY } from "../../engine/picks.js";
import { Quoter } from "../../engine/quoter.js";
import { REFUSALS, type Refusal } from "../../engine/refusals.js";
import { CandidateList } from "../../engine/screen/candidates.js";
import { Screen } from "../../engine/screen/screen.js";
import { isOpen, StaticTests } from "../../engine/screen/static-tests.js";
import type { Hold } from "../../engine/stock.js";
import type { TransactionColumns } from "../../transactions/columns.js";
import type { Cashier } from "../cashier.js";
import { CheckoutFigures } from "./checkout-figures.js";
import { Expiries } from "./expiries.js";
import { type CheckoutChances, type Checkouts, planCheckouts } from "./plan-checkouts.js";

/** A quote of one of the log's customers, until the payment. */
interface OpenQuote {
  readonly quotedMs: number;
  readonly kept: KeptQuote;
  readonly hold: Hold | null;
  /** The shortest time to live among what is taken. */
  readonly ttlMs: number;
  /** Campaigns that the static tests left. */
  readonly candidates: readonly number[];
  /** Of each of them that made no offer: index in `REFUSALS`; −1 of the others. */
  readonly refusals: readonly number[];
  readonly refusedMinor: readonly number[];
}

const OFFERED = -1;
const NOBODY: readonly number[] = [];

export class CheckoutCashier implements Cashier {
  readonly screen: Screen;
  readonly figures: CheckoutFigures;
  private readonly checkouts: Checkouts;
  private readonly open = new Map<number, OpenQuote>();
  private readonly expiries = new Expiries();
  private readonly list = new CandidateList();
  /** For those whose refusals are not demand of the log. */
  private readonly others: { readonly screen: Screen; readonly quoter: Quoter };
  private readonly staticTests: StaticTests;
  /** The next checkout to be quoted. */
  private next = 0;
  private last: { readonly row: number; readonly quote: OpenQuote } | null = null;

  constructor(
    private readonly set: CampaignSet,
    private readonly columns: TransactionColumns,
    private readonly engine: Engine,
    private readonly chances: CheckoutChances,
  ) {
    this.screen = new Screen(set, columns);
    this.others = { screen: new Screen(set, columns), quoter: new Quoter(set, columns, engine.stores, 0, false) };
    this.staticTests = new StaticTests(set, columns);
    this.figures = new CheckoutFigures(set.campaigns.length);
    this.checkouts = planCheckouts(set, columns, chances);
  }

  until(timeMs: number): void {
    this.goOn(timeMs, this.columns.length);
  }

  before(row: number): void {
    this.goOn(this.columns.timeMs[row], row);
  }

  attempt(row: number): PaymentOutcome {
    const quote = this.open.get(row);
    assert(quote !== undefined, "a payment is quoted before it is made");
    this.open.delete(row);
    this.last = { row, quote };
    const late = quote.kept.taken.length > 0 && this.columns.timeMs[row] - quote.quotedMs >= quote.ttlMs;
    const fault = late ? null : this.faultOf(row, quote);
    return late || fault !== null ? this.disappoint(row, quote, fault) : this.pay(row, quote);
  }

  refusalOfLast(campaign: number): Refusal | null {
    assert(this.last !== null, "a payment was made");
    const { row, quote } = this.last;
    return this.refusalIn(row, quote, campaign);
  }

  finish(): void {
    this.until(Number.POSITIVE_INFINITY);
  }

  /** Quotes and expiries up to a moment; of quotes of that very moment those that belong to rows up to `row`. */
  private goOn(timeMs: number, row: number): void {
    const { checkouts, expiries } = this;
    for (;;) {
      const { next } = this;
      const quoteMs = next < checkouts.length ? checkouts.timeMs[next] : Number.POSITIVE_INFINITY;
      const { nextMs } = expiries;
      // What runs out at a moment is there for the quotes of that moment.
      if (nextMs <= quoteMs) {
        if (nextMs > timeMs || nextMs === Number.POSITIVE_INFINITY) return;
        this.expire();
      } else {
        if (quoteMs > timeMs || (quoteMs === timeMs && checkouts.anchor[next] > row)) return;
        this.next++;
        if (checkouts.leaves[next] === 1) this.quoteInVain(checkouts.row[next], quoteMs);
        else this.quote(checkouts.row[next], quoteMs);
      }
    }
  }

  private expire(): void {
    const { nextMs } = this.expiries;
    const hold = this.expiries.pop();
    this.engine.release(hold, nextMs);
    this.figures.freed(hold.offers, "expired");
  }

  /** One of the log's customers asks, and will pay. */
  private quote(row: number, timeMs: number): void {
    const { columns, engine, list, screen } = this;
    const paidMs = columns.timeMs[row];
    columns.timeMs[row] = timeMs;
    screen.fillOne(list, row);
    const candidates = list.starts[1] === 0 ? NOBODY : Array.from(list.campaigns.subarray(0, list.starts[1]));
    const { refusals, refusedMinor } = engine.ask(row, candidates, 0, candidates.length);
    const kept = engine.keep(row);
    this.figures.quoted(kept);
    const ttlMs = this.ttlOf(kept);
    const hold = this.hold(row, kept, false);
    const quote: OpenQuote = {
      quotedMs: timeMs,
      kept,
      hold,
      ttlMs,
      candidates,
      refusals: candidates.map((campaign) => (kept.offers.includes(campaign) ? OFFERED : refusals[campaign])),
      refusedMinor: candidates.map((campaign) => refusedMinor[campaign]),
    };
    this.explainPick(row, quote);
    columns.timeMs[row] = paidMs;
    if (hold !== null && paidMs >= timeMs + ttlMs) this.expiries.push(timeMs, ttlMs, hold);
    this.open.set(row, quote);
  }

  /** Somebody with the cells of `row` asks, and will not pay. */
  private quoteInVain(row: number, timeMs: number): void {
    const { columns, engine, list, others, figures } = this;
    const paidMs = columns.timeMs[row];
    columns.timeMs[row] = timeMs;
    others.screen.fillOne(list, row);
    engine.askOf(others.quoter, row, list.campaigns, 0, list.starts[1]);
    const kept = engine.keep(row);
    figures.quoted(kept);
    figures.abandoned++;
    figures.ended(kept, "abandoned");
    const hold = this.hold(row, kept, true);
    if (hold !== null) this.expiries.push(timeMs, this.ttlOf(kept), hold);
    columns.timeMs[row] = paidMs;
  }

  private hold(row: number, { taken }: KeptQuote, doomed: boolean): Hold | null {
    if (taken.length === 0) return null;
    const offers = taken.filter(({ campaign }) => this.policyOf(campaign) === "at_quote");
    if (offers.length === 0) return null;
    this.figures.held(offers);
    return this.engine.reserve(row, offers, doomed);
  }

  private faultOf(row: number, { kept: { taken } }: OpenQuote): KeptFault | null {
    return this.engine.faultOf(row, this.under("at_payment", taken));
  }

  private pay(row: number, { kept, hold }: OpenQuote): PaymentOutcome {
    const { engine, figures } = this;
    for (const offer of this.under("none", kept.taken)) {
      const fault = engine.faultOf(row, [offer]);
      if (fault !== null) figures.campaigns[fault.campaign].oversold[fault.refusal]++;
    }
    const outcome = engine.payKept(row, kept, hold);
    const declined = outcome.decline !== null;
    figures.ended(kept, declined ? "declined" : "redeemed");
    if (hold === null) return outcome;
    if (declined) engine.release(hold, outcome.timeMs);
    figures.freed(hold.offers, declined ? "released" : null);
    return outcome;
  }

  /** What was quoted cannot be had any more: too late, or for the reason given. */
  private disappoint(row: number, quote: OpenQuote, fault: KeptFault | null): PaymentOutcome {
    const { engine, figures, columns } = this;
    const { kept, hold } = quote;
    if (fault === null) figures.late++;
    else {
      figures.gone++;
      figures.campaigns[fault.campaign].shortOf[fault.refusal]++;
      if (hold !== null) {
        engine.release(hold, columns.timeMs[row]);
        figures.freed(hold.offers, "released");
      }
    }
    figures.ended(kept, fault === null ? "late" : "gone");
    if (this.chances.retries(row)) {
      figures.retried++;
      return engine.payKept(row, this.askAgain(row, quote), null);
    }
    figures.left++;
    figures.leftPriceMinor.add(columns.amountMinor[row]);
    return engine.turnAway(row, kept);
  }

  /** A new quote, paid in the same moment: the attempt has made the offers of both. */
  private askAgain(row: number, { kept, candidates, refusals, refusedMinor }: OpenQuote): KeptQuote {
    const { engine, others, set, columns } = this;
    const still = candidates.filter((index) => isOpen(set.campaigns[index].window, columns.timeMs[row], set.zone));
    engine.askOf(others.quoter, row, still, 0, still.length);
    const again = engine.keep(row);
    const offered = new Map(kept.offers.map((campaign, i) => [campaign, kept.offeredMinor[i]]));
    for (const [i, campaign] of again.offers.entries()) {
      if (!offered.has(campaign)) {
        const at = candidates.indexOf(campaign);
        engine.quoter.takeBack(campaign, refusals[at], refusedMinor[at]);
      }
      offered.set(campaign, again.offeredMinor[i]);
    }
    const campaigns = [...offered.keys()].sort((a, b) => a - b);
    return {
      ...again,
      offers: campaigns,
      offeredMinor: campaigns.map((campaign) => offered.get(campaign) as number),
      // A draw that is kept or dropped by what became of the first would not be a fair sample.
      draws: kept.draws,
    };
  }

  /** The customer named a campaign that made no offer: why not. */
  private explainPick(row: number, quote: OpenQuote): void {
    const { picks } = this.engine;
    if (picks.missed === NO_SAY) return;
    const refusal = this.refusalIn(row, quote, picks.missed);
    if (refusal !== null) picks.explain(refusal);
  }

  private refusalIn(row: number, { quotedMs, candidates, refusals }: OpenQuote, campaign: number): Refusal | null {
    const at = candidates.indexOf(campaign);
    if (at !== -1) return refusals[at] === OFFERED ? null : REFUSALS[refusals[at]];
    const { timeMs } = this.columns;
    const paidMs = timeMs[row];
    timeMs[row] = quotedMs;
    const refusal = this.staticTests.refusalOf(campaign, row);
    timeMs[row] = paidMs;
    return refusal;
  }

  private ttlOf({ taken }: KeptQuote): number {
    return taken.reduce(
      (least, { campaign }) => Math.min(least, this.set.campaigns[campaign].inventory.ttlMs),
      Number.POSITIVE_INFINITY,
    );
  }

  private under(policy: "at_payment" | "none", offers: readonly KeptOffer[]): readonly KeptOffer[] {
    return offers.filter(({ campaign }) => this.policyOf(campaign) === policy);
  }

  private policyOf(campaign: number) {
    return this.set.campaigns[campaign].inventory.reserve;
  }
}
