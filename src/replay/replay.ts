/** The replay: every row of the log in order through the shared engine, every outcome to every tally. */
import type { CampaignSet } from "../campaigns/campaign.js";
import { CampaignStateView } from "../engine/campaign-state-view.js";
import { Engine } from "../engine/engine.js";
import { type EngineSources, logSources } from "../engine/identities.js";
import type { CampaignSponsors, CampaignState, PaymentOutcome, RefundOutcome } from "../engine/outcome.js";
import type { PickFaults } from "../engine/picks.js";
import type { RefundFault } from "../engine/refunder.js";
import type { Refusal } from "../engine/refusals.js";
import type { OnMismatch } from "../engine/till.js";
import { PAYMENT, type TransactionColumns } from "../transactions/columns.js";
import type { Cashier } from "./cashier.js";
import { CheckoutCashier } from "./checkout/checkout-cashier.js";
import type { CheckoutFigures, InventoryFigures } from "./checkout/checkout-figures.js";
import { CheckoutChances } from "./checkout/plan-checkouts.js";
import { PayAtOnce } from "./pay-at-once.js";

/** Rows of one step at most. */
const STEP_ROWS = 1 << 16;

/** Takes the outcomes in replay order. */
export interface OutcomeListener {
  payment?(outcome: PaymentOutcome): void;
  refund?(outcome: RefundOutcome): void;
}

/** Acts beside the log: after the rows of a moment, before those of the next. */
export interface Guest {
  /** When it acts next; +Infinity: no more. It never goes back. */
  readonly nextMs: number;
  act(): void;
}

export interface ReplayRequest {
  readonly set: CampaignSet;
  readonly columns: TransactionColumns;
  readonly onMismatch: OnMismatch;
  /** Any text. */
  readonly seed: string;
  /** Whose the rows are; by default as the columns say. */
  readonly sources?: EngineSources | undefined;
  onRejectedRefund(row: number, reason: RefundFault): void;
}

export interface ReplaySummary {
  readonly payments: number;
  readonly refunds: number;
  readonly rejectedRefunds: number;
}

/** A log made ready for one run: the screen's tables and the engine's stores are built, no row has been replayed. */
export class Replay {
  /** By campaign, in file order. */
  readonly sponsors: readonly CampaignSponsors[];
  /** Live while the replay runs. */
  readonly states: readonly CampaignState[];
  /** By campaign: attempts to which a line of `limits` did not apply, for want of a cell. */
  readonly limitsNotApplied: Float64Array;
  readonly engine: Engine;
  private readonly checkout: CheckoutFigures | null;
  private readonly cashier: Cashier;
  private readonly counts = { payments: 0, refunds: 0, rejectedRefunds: 0 };
  /** The next row. */
  private row = 0;

  constructor(private readonly request: ReplayRequest) {
    const { set, columns, onMismatch, seed } = request;
    const sources = request.sources ?? logSources(columns, seed);
    this.engine = new Engine(set, columns, onMismatch, sources);
    if (set.checkout === null) {
      this.cashier = new PayAtOnce(set, columns, this.engine);
      this.checkout = null;
    } else {
      const cashier = new CheckoutCashier(set, columns, this.engine, new CheckoutChances(set.checkout, sources.run));
      this.cashier = cashier;
      this.checkout = cashier.figures;
    }
    const { screen } = this.cashier;
    this.sponsors = this.engine.funding.sponsors;
    this.states = set.campaigns.map((campaign, index) => new CampaignStateView(campaign, index, screen, this.engine));
    this.limitsNotApplied = this.engine.stores.limits.notApplied;
  }

  /**
   * Replays all rows, once, and lets a guest act between them, and after them until it is done. Yields the number of rows done after each step,
   * so that the caller may pause, or stop, between two.
   */
  *run(listeners: readonly OutcomeListener[], guest: Guest | null = null): Generator<number, ReplaySummary> {
    const { timeMs, length } = this.request.columns;
    while (this.row < length) {
      if (guest !== null) this.letAct(guest, timeMs[this.row]);
      this.next(listeners);
      if (this.row % STEP_ROWS === 0 || this.row === length) yield this.row;
    }
    for (let acts = 1; guest !== null && guest.nextMs < Number.POSITIVE_INFINITY; acts++) {
      this.cashier.until(guest.nextMs);
      guest.act();
      if (acts % STEP_ROWS === 0) yield this.row;
    }
    this.cashier.finish();
    return this.counts;
  }

  /** Lets a guest do all that it does before a moment, which is not after the next row's. */
  letAct(guest: Guest, beforeMs: number): void {
    while (guest.nextMs < beforeMs) {
      this.cashier.until(guest.nextMs);
      guest.act();
    }
  }

  /** Replays one row, of which there must be another: for two replays of one log side by side. */
  next(listeners: readonly OutcomeListener[]): void {
    const { row } = this;
    this.cashier.before(row);
    this.row = row + 1;
    this.replayRow(row, listeners);
  }

  /** How often what customers named could not be had; live. */
  get pickFaults(): PickFaults {
    return this.engine.picks.faults;
  }

  /** What became of quotes, and of budgets that they held; live. */
  get inventory(): InventoryFigures {
    const { budgets } = this.engine.stores;
    return { checkout: this.checkout, budgets: this.states.map((_, campaign) => budgets.of(campaign)) };
  }

  /** So far; live. */
  get summary(): ReplaySummary {
    return this.counts;
  }

  /** Why a campaign made no offer to the payment that was replayed last; null where it made one. */
  refusalOfLast(campaign: number): Refusal | null {
    return this.cashier.refusalOfLast(campaign);
  }

  private replayRow(row: number, listeners: readonly OutcomeListener[]): void {
    const { type, prior } = this.request.columns;
    const { counts } = this;
    if (prior[row] === 1) {
      // A refund among them lowers what is left of its payment; one that does not fit changes nothing, and is nobody's business here.
      if (type[row] === PAYMENT) this.engine.remember(row);
      else this.engine.refund(row);
    } else if (type[row] === PAYMENT) {
      counts.payments++;
      const outcome = this.cashier.attempt(row);
      for (let l = 0; l < listeners.length; l++) listeners[l].payment?.(outcome);
    } else {
      const fault = this.engine.refund(row);
      if (fault === null) {
        counts.refunds++;
        for (const listener of listeners) listener.refund?.(this.engine.refunded);
      } else {
        counts.rejectedRefunds++;
        this.request.onRejectedRefund(row, fault);
      }
    }
  }
}
