/** One side of a comparison as it goes over the log row by row: a replay, or an earlier run that was saved. */
import type { CampaignSet } from "../campaigns/campaign.js";
import { assert } from "../domain/problem.js";
import type { RefundFault } from "../engine/refunder.js";
import type { OnMismatch } from "../engine/till.js";
import { type Guest, type OutcomeListener, Replay } from "../replay/replay.js";
import { openSharing } from "../sharing/log-sharing.js";
import { CampaignFiguresTally } from "../tally/campaign-figures.js";
import { TotalsTally } from "../tally/totals.js";
import { PAYMENT, type TransactionColumns } from "../transactions/columns.js";
import { figuresOf, type SideFigures } from "./figures.js";
import type { Pairing, SideOfPairing } from "./pairing.js";
import type { SavedOutcomes, SavedReport } from "./saved-run.js";
import { nothingSeen, type Seen, Witness } from "./seen.js";

/** What the reasons say where a refusal is not the answer. */
export const NOT_CHOSEN = "not_chosen";
export const NO_SUCH_CAMPAIGN = "no_such_campaign";
export const NOT_KNOWN = "not_known";

export interface Side {
  /** Of the last row. */
  readonly seen: Seen;
  /** Goes over the next row, which is `row`. */
  next(row: number): void;
  /** Why the last payment did not use the campaign at this place of the pairing. */
  whyNot(place: number): string;
  /** Why the last refund was turned down. */
  readonly fault: string;
  /** Once all rows are done. */
  finish(): SideFigures;
}

export interface ReplaySideRequest {
  readonly set: CampaignSet;
  readonly columns: TransactionColumns;
  readonly onMismatch: OnMismatch;
  readonly seed: string;
  readonly side: SideOfPairing;
  readonly pairing: Pairing;
}

export class ReplaySide implements Side {
  readonly seen: Seen;
  readonly replay: Replay;
  fault: RefundFault | "" = "";
  private readonly witness: Witness;
  private readonly totals = new TotalsTally();
  private readonly figures: CampaignFiguresTally;
  private readonly listeners: readonly OutcomeListener[];
  /** Friends who pick up what is granted; null where nothing is. */
  private readonly sharing: Guest | null;
  /** By place in the pairing. */
  private readonly campaignAt = new Map<number, number>();

  constructor(private readonly request: ReplaySideRequest) {
    const { set, columns, onMismatch, seed, side, pairing } = request;
    const onRejectedRefund = (_row: number, fault: RefundFault) => {
      this.fault = fault;
    };
    const room = openSharing({ set, columns, seed });
    assert((room?.madePayments ?? null) === null, "both sides have the log's rows alone");
    this.replay = new Replay({ set, columns, onMismatch, seed, sources: room?.sources, onRejectedRefund });
    this.witness = new Witness(side, pairing);
    this.seen = this.witness.seen;
    const { sponsors, states } = this.replay;
    this.figures = new CampaignFiguresTally({ set, columns, sponsors, states });
    const sharing = room?.begin(this.replay, []) ?? null;
    this.sharing = sharing;
    const friends = sharing === null ? [] : [sharing];
    this.listeners = [this.witness, this.totals, this.figures, ...friends];
    for (const [campaign, place] of side.placeOf.entries()) this.campaignAt.set(place, campaign);
  }

  next(row: number): void {
    const { prior, type, timeMs } = this.request.columns;
    const { sharing } = this;
    if (sharing !== null) this.replay.letAct(sharing, timeMs[row]);
    this.fault = "";
    this.witness.forget(prior[row] === 1 || type[row] === PAYMENT ? "nothing" : "rejected");
    this.replay.next(this.listeners);
  }

  whyNot(place: number): string {
    const campaign = this.campaignAt.get(place);
    if (campaign === undefined) return NO_SUCH_CAMPAIGN;
    return this.replay.refusalOfLast(campaign) ?? NOT_CHOSEN;
  }

  finish(): SideFigures {
    const ids = this.request.set.campaigns.map(({ id }) => id);
    return figuresOf(this.totals.finish(), this.figures.finish(), ids, this.replay.sponsors);
  }
}

/** It knows what came out, and no reasons. */
export class SavedSide implements Side {
  readonly fault = NOT_KNOWN;
  seen: Seen;
  /** By row of a payment: which of `lists` it used. */
  private readonly listOf: Int32Array;
  /** Lists of campaigns that payments used, by their places. */
  private readonly lists: (readonly number[])[] = [[]];
  private readonly known = new Map<string, number>();

  constructor(
    private readonly outcomes: SavedOutcomes,
    private readonly report: SavedReport,
    private readonly columns: TransactionColumns,
    private readonly format: (timeMs: number) => string,
  ) {
    this.seen = outcomes.seen;
    this.listOf = new Int32Array(columns.length);
  }

  next(row: number): void {
    const { prior, type, transactionId, timeMs, refundOf } = this.columns;
    if (prior[row] === 1) {
      this.seen = NOTHING;
      return;
    }
    this.seen = this.outcomes.seen;
    this.outcomes.read({
      id: transactionId.dictionary.text(transactionId.codes[row]),
      time: this.format(timeMs[row]),
      type: type[row] === PAYMENT ? "payment" : "refund",
    });
    if (this.seen.kind === "payment") this.listOf[row] = this.listed(this.seen);
    else if (this.seen.discountMinor > 0) this.returnTo(this.lists[this.listOf[refundOf[row]]]);
  }

  private listed({ campaigns, count }: Seen): number {
    if (count === 0) return 0;
    const list = campaigns.slice(0, count);
    const name = list.join();
    const known = this.known.get(name) ?? this.lists.push(list) - 1;
    this.known.set(name, known);
    return known;
  }

  /** A refund of a saved run tells its sum alone; of a single campaign that is its part. */
  private returnTo(list: readonly number[]): void {
    const { seen } = this;
    seen.count = list.length;
    for (const [i, place] of list.entries()) {
      seen.campaigns[i] = place;
      seen.amountsMinor[i] = list.length === 1 ? seen.discountMinor : Number.NaN;
    }
  }

  whyNot(): string {
    return NOT_KNOWN;
  }

  finish(): SideFigures {
    this.outcomes.finish();
    return this.report.figures;
  }
}

const NOTHING = nothingSeen();
