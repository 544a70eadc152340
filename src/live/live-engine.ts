/** The engine that a checkout service asks: quotes, reservations, payments and refunds, by the code that replays logs. docs/engine.md is its page. */
import { assert } from "../domain/problem.js";
import { Expiries } from "../engine/expiries.js";
import type { KeptFault, KeptOffer, KeptQuote } from "../engine/kept-quote.js";
import { NO_SAY } from "../engine/picks.js";
import { REFUSALS, type Refusal } from "../engine/refusals.js";
import { StaticTests } from "../engine/screen/static-tests.js";
import { joinHolds } from "../engine/stock.js";
import {
  CHANGE_FIELDS,
  type Checkout,
  cellsOf,
  checkFields,
  momentOf,
  type PaymentChanges,
  REFUND_FIELDS,
  type RefundRequest,
  refundCells,
  whole,
} from "./checkout.js";
import { CheckoutError } from "./errors.js";
import type { RowCells } from "./live-columns.js";
import type { LiveParts, OpenQuote } from "./live-parts.js";
import { PaidPayments } from "./paid-payments.js";
import type { Stake } from "./pools.js";
import { type CheckoutPayment, type CheckoutQuote, type CheckoutRefund, finite, type Reservation } from "./results.js";

/** A quote may lose so many races for its stock to other engines, one after the other. */
const MOST_RACES = 100;

export class LiveEngine {
  private readonly open = new Map<string, OpenQuote>();
  private readonly paid: PaidPayments;
  private readonly tests: StaticTests;
  private readonly expiries = new Expiries<OpenQuote>();
  private nowMs = Number.NEGATIVE_INFINITY;

  constructor(private readonly parts: LiveParts) {
    this.tests = new StaticTests(parts.set, parts.columns);
    this.paid = new PaidPayments(parts.columns, parts.engine.refunder);
  }

  /**
   * What the campaigns offer a checkout. Money and uses of campaigns with `inventory.reserve: at_quote` are held for it until it is paid,
   * released or has expired. A quote of the same transaction that is not reserved gives way to this one.
   * @throws CheckoutError, EngineFull
   */
  quote(checkout: Checkout): Promise<CheckoutQuote> {
    return this.quoteFor(checkout, MOST_RACES);
  }

  private async quoteFor(checkout: Checkout, races: number): Promise<CheckoutQuote> {
    const { set, columns, engine, answers, stock } = this.parts;
    const cells = this.check(checkout);
    await this.moveTo(cells.timeMs);
    this.giveWay(checkout.transaction_id);
    const row = this.enter(cells);
    const { candidates, refusals } = this.screen(row);
    const load = await stock.load(row, candidates);
    columns.timeMs[row] = this.nowMs; // others may have asked meanwhile
    load();
    const { refusals: codes } = engine.ask(row, candidates, 0, candidates.length);
    const kept = engine.keep(row);
    for (const index of candidates) if (!kept.offers.includes(index)) refusals.set(index, REFUSALS[codes[index]]);
    const inOrder = new Map([...refusals].sort(([a], [b]) => a - b));
    this.explainPick(inOrder);
    const ttlMs = this.ttlOf(kept);
    const quotedMs = this.nowMs;
    const expiresMs = quotedMs + ttlMs;
    const quote: OpenQuote = { row, checkout, kept, expiresMs, hold: null };
    this.giveWay(checkout.transaction_id);
    this.open.set(checkout.transaction_id, quote);
    if (ttlMs < Number.POSITIVE_INFINITY) this.expiries.push(quotedMs, ttlMs, quote);
    const atOnce = kept.taken.filter(({ campaign }) => set.campaigns[campaign].inventory.reserve === "at_quote");
    if (atOnce.length > 0 && !(await this.holdFor(quote, atOnce))) {
      // Somebody was faster: what is left is quoted.
      if (this.open.get(checkout.transaction_id) === quote) this.drop(checkout.transaction_id, quote);
      assert(races > 0, "an inventory lets an engine take what it says is there");
      return this.quoteFor({ ...checkout, timestamp: this.nowMs }, races - 1);
    }
    return answers.quote(checkout.transaction_id, columns.amountMinor[row], { quotedMs, expiresMs }, kept, inOrder);
  }

  /**
   * Holds all that a quote would use until it is paid, released or has expired.
   * @throws CheckoutError
   */
  async reserve(transactionId: string, timestamp?: number | string): Promise<Reservation> {
    const { answers, columns, stock } = this.parts;
    await this.moveTo(this.momentOf(timestamp));
    const quote = this.find(transactionId);
    if (quote === null) return answers.gone(null);
    const held = quote.hold?.offers ?? [];
    const rest = quote.kept.taken.filter((offer) => !held.includes(offer));
    columns.timeMs[quote.row] = this.nowMs;
    if (rest.length > 0) {
      const fault = await stock.faultOf(quote.row, rest);
      if (fault !== null) return answers.gone(fault);
      if (!(await this.holdFor(quote, rest))) return answers.gone(await stock.faultOf(quote.row, rest, rest[0]));
    }
    return { outcome: "reserved", expires_ms: finite(quote.expiresMs) };
  }

  /**
   * Pays by a quote, with what is held for it and with what else there is: all of it, or nothing. What was quoted is what is given.
   * @throws CheckoutError
   */
  async redeem(transactionId: string, changes: PaymentChanges = {}): Promise<CheckoutPayment> {
    const { engine, answers, set, columns, stock } = this.parts;
    checkFields(changes, CHANGE_FIELDS);
    await this.moveTo(this.momentOf(changes.timestamp));
    const quote = this.find(transactionId);
    if (quote === null) return answers.gone(null);
    const { row, kept, hold } = quote;
    const checkout = { ...quote.checkout, ...changes, timestamp: this.nowMs };
    const cells = cellsOf(checkout, set.zone, set.currency.exponent, this.nowMs);
    this.open.delete(transactionId); // nobody else pays it meanwhile
    columns.timeMs[row] = cells.timeMs;
    columns.balanceMinor[row] = cells.balanceMinor;
    columns.risk[row] = cells.risk;
    columns.clientDiscountMinor[row] = cells.clientDiscountMinor;
    const held = hold?.offers ?? [];
    const loose = kept.taken.filter((offer) => !held.includes(offer));
    const looked = loose.filter(({ campaign }) => set.campaigns[campaign].inventory.reserve !== "none");
    const { day } = engine.stores.clock;
    let fault: KeptFault | null;
    let stakes: readonly Stake[];
    try {
      fault = await stock.faultOf(row, looked);
      stakes = fault === null ? stock.stakesOf(row, looked) : [];
      if (!(await stock.claim(row, day, stakes))) fault = await stock.faultOf(row, looked, looked[0]);
    } catch (error) {
      this.open.set(transactionId, quote); // an inventory that fails leaves the quote as it was
      throw error;
    }
    if (fault !== null) {
      this.open.set(transactionId, quote);
      if (quote.expiresMs <= this.nowMs) await this.giveUp(transactionId); // it expired meanwhile
      return answers.gone(fault);
    }
    columns.timeMs[row] = this.nowMs;
    const unseen = stock.stakesOf(
      row,
      loose.filter((offer) => !looked.includes(offer)),
    );
    const outcome = engine.payKept(row, kept, hold);
    const answer = answers.payment(outcome);
    if (outcome.decline === null) {
      this.paid.add(transactionId, row, day);
      await stock.record(row, day, unseen);
    } else {
      columns.release(row);
      if (hold !== null) await stock.letGo(hold, this.nowMs);
      await stock.unclaim(row, day, stakes);
    }
    return answer;
  }

  /** Lets a quote go, with what is held for it. One that is not there is gone already. */
  async release(transactionId: string, timestamp?: number | string): Promise<void> {
    await this.moveTo(this.momentOf(timestamp));
    await this.giveUp(transactionId);
  }

  /**
   * Gives a payment back, whole or in part, as docs/replay.md says; parts add up.
   * @throws CheckoutError
   */
  async refund(request: RefundRequest): Promise<CheckoutRefund> {
    checkFields(request, REFUND_FIELDS);
    const { refund_of, timestamp, amount_minor } = request;
    const { engine, answers, columns, set, stock } = this.parts;
    whole("amount_minor", amount_minor, 1);
    await this.moveTo(Math.max(this.nowMs, momentOf(timestamp, set.zone)));
    const paid = this.paid.rowOf(refund_of);
    const row = this.enter(refundCells(this.nowMs, amount_minor, paid));
    const fault = engine.refund(row);
    const answer = fault === null ? answers.refund(engine.refunded) : ({ outcome: "rejected", reason: fault } as const);
    if (fault === null) await stock.giveBackRefunded(paid, this.paid.takenOn(paid));
    columns.release(row);
    return answer;
  }

  /**
   * A payment of the past that went through, for campaigns that look at it: no discount is given. Payments come in the order of time, and
   * before what follows them.
   * @throws CheckoutError, EngineFull
   */
  async remember(checkout: Checkout): Promise<void> {
    const cells = this.check(checkout);
    await this.moveTo(cells.timeMs);
    const row = this.enter(cells);
    this.parts.engine.remember(row);
    this.paid.add(checkout.transaction_id, row, null);
  }

  /**
   * Payments made before a moment are not refunded any more: their room is free again, and their ids. What campaigns know of their users' past stays.
   * @throws CheckoutError
   */
  forget(before: number | string): void {
    this.paid.forget(momentOf(before, this.parts.set.zone));
  }

  private check(checkout: Checkout): RowCells {
    const { zone, currency } = this.parts.set;
    const cells = cellsOf(checkout, zone, currency.exponent, this.nowMs);
    if (!this.paid.has(checkout.transaction_id)) return cells;
    throw new CheckoutError("duplicate_id", `${checkout.transaction_id} has been paid`);
  }

  /** The last moment seen, or a later one. */
  private momentOf(timestamp: number | string | undefined): number {
    if (timestamp === undefined) return this.nowMs;
    return Math.max(this.nowMs, momentOf(timestamp, this.parts.set.zone));
  }

  /** What has expired by then is let go of. */
  private async moveTo(timeMs: number): Promise<void> {
    this.nowMs = Math.max(this.nowMs, timeMs);
    if (this.nowMs === Number.NEGATIVE_INFINITY) return;
    this.parts.engine.stores.clock.moveTo(this.nowMs);
    while (this.expiries.nextMs <= this.nowMs) {
      const quote = this.expiries.pop();
      const id = quote.checkout.transaction_id;
      if (this.open.get(id) === quote) await this.giveUp(id);
    }
  }

  private enter(cells: RowCells): number {
    const { columns, identities } = this.parts;
    const row = columns.put(cells);
    identities.enter(row);
    return row;
  }

  /** Null: it has expired, or has been released, or never was. */
  private find(transactionId: string): OpenQuote | null {
    if (this.paid.has(transactionId)) throw new CheckoutError("duplicate_id", `${transactionId} has been paid`);
    return this.open.get(transactionId) ?? null;
  }

  private giveWay(transactionId: string): void {
    const before = this.open.get(transactionId);
    if (before === undefined) return;
    if (before.hold === null) this.drop(transactionId, before);
    else throw new CheckoutError("duplicate_id", `${transactionId} is reserved: redeem or release it first`);
  }

  /** Whether offers are now held for the quote: it must still be open. */
  private async holdFor(quote: OpenQuote, offers: readonly KeptOffer[]): Promise<boolean> {
    const { stock } = this.parts;
    const hold = await stock.hold(quote.row, offers);
    if (hold === null) return false;
    if (this.open.get(quote.checkout.transaction_id) === quote) {
      quote.hold = quote.hold === null ? hold : joinHolds(quote.hold, hold);
      return true;
    }
    await stock.letGo(hold, this.nowMs);
    return false;
  }

  private drop(transactionId: string, { row }: OpenQuote): void {
    this.open.delete(transactionId);
    this.parts.columns.release(row);
  }

  private async giveUp(transactionId: string): Promise<void> {
    const quote = this.open.get(transactionId);
    if (quote === undefined) return;
    this.drop(transactionId, quote);
    const { hold } = quote;
    if (hold !== null) await this.parts.stock.letGo(hold, this.nowMs);
  }

  private screen(row: number): { candidates: number[]; refusals: Map<number, Refusal> } {
    const refusals = new Map<number, Refusal>();
    const candidates = [...this.parts.set.campaigns.keys()].filter((index) => {
      const refusal = this.tests.refusalOf(index, row);
      if (refusal !== null) refusals.set(index, refusal);
      return refusal === null;
    });
    return { candidates, refusals };
  }

  private ttlOf({ taken }: KeptQuote): number {
    const { campaigns } = this.parts.set;
    return taken.reduce(
      (least, { campaign }) => Math.min(least, campaigns[campaign].inventory.ttlMs),
      Number.POSITIVE_INFINITY,
    );
  }

  private explainPick(refusals: ReadonlyMap<number, Refusal>): void {
    const { picks } = this.parts.engine;
    const refusal = picks.missed === NO_SAY ? undefined : refusals.get(picks.missed);
    if (refusal !== undefined) picks.explain(refusal);
  }
}
