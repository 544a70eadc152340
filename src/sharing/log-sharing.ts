/** Shared coupons of a replay of a log: its columns with room for newcomers, and who acts beside the replay. */
import type { CampaignSet } from "../campaigns/campaign.js";
import { deriveKey, type Key, runKey } from "../chance/keys.js";
import { assert } from "../domain/problem.js";
import { type EngineSources, LogIdentities } from "../engine/identities.js";
import type { CampaignState, PaymentOutcome } from "../engine/outcome.js";
import { CandidateList } from "../engine/screen/candidates.js";
import { Screen } from "../engine/screen/screen.js";
import type { OutcomeListener, Replay } from "../replay/replay.js";
import { PAYMENT, type TransactionColumns } from "../transactions/columns.js";
import { Friends } from "./friends.js";
import { MadeIdentities } from "./made-identities.js";
import { MadeRows } from "./made-rows.js";
import { NEWCOMER_PREFIX } from "./room-dictionary.js";
import { idKey } from "./share-draws.js";
import { type Newcomers, Sharing } from "./sharing.js";

/** Newcomers of a run at most: so many, or as many as the log has payments if those are more, and no more than so many for each of them. */
const MOST_NEWCOMERS = 100_000;
const MOST_EACH = 10;

export interface LogSharingRequest {
  readonly set: CampaignSet;
  /** Of the log, identities among them. */
  readonly columns: TransactionColumns;
  readonly seed: string;
  /** Newcomers at most. Default: as many as `capacityFor` says. */
  readonly mostNewcomers?: number;
}

/** Null where no campaign grants coupons: nothing is changed then. */
export function openSharing(request: LogSharingRequest): LogSharing | null {
  return request.set.campaigns.some(({ grants }) => grants !== null) ? new LogSharing(request) : null;
}

export class LogSharing {
  /** The log's columns, with room for newcomers where there can be some. */
  readonly columns: TransactionColumns;
  /** For the replay of them. */
  readonly sources: EngineSources;
  private readonly made: MadeRows | null;
  private readonly identities: MadeIdentities;
  private readonly run: Key;
  private screen: Screen | null = null;
  private sharing: Sharing | null = null;
  private payments = 0;

  constructor(private readonly request: LogSharingRequest) {
    const { set, columns, seed } = request;
    const names = new Set(set.identities.keys());
    const share = set.behaviour.sharing?.newcomers ?? 0;
    this.made = share === 0 ? null : new MadeRows(columns, names, request.mostNewcomers ?? capacityFor(columns));
    this.columns = this.made?.columns ?? columns;
    this.run = runKey(seed);
    this.identities = new MadeIdentities(new LogIdentities(this.columns, this.run), names, columns.length);
    this.sources = { identities: this.identities, run: this.run, hiddenAversion: 0 };
  }

  /** Who acts beside a replay of `columns` with `sources`, and listens to it; `listeners` are shown what newcomers do. Once. */
  begin({ engine }: Replay, listeners: readonly OutcomeListener[]): Sharing {
    assert(this.sharing === null, "a sharing is for one replay");
    const { set } = this.request;
    const { columns, run } = this;
    const { timeMs, length, transactionId } = columns;
    const ids = idKey(run);
    this.sharing = new Sharing(
      {
        set,
        columns,
        engine,
        key: run,
        idHash: (row) => deriveKey(ids, transactionId.dictionary.text(transactionId.codes[row])),
        friends: new Friends(columns),
        newcomers: this.newcomers(engine),
        // Where nobody names an offer at all, ids need not be made.
        canBeNamed: columns.offer.dictionary.size > 1,
        endMs: length === 0 ? Number.NEGATIVE_INFINITY : timeMs[length - 1],
      },
      listeners,
    );
    return this.sharing;
  }

  /** The id of a coupon of the table, or of one that was granted. */
  couponId(coupon: number): string {
    const { sharing, columns } = this;
    if (sharing?.isShared(coupon)) return sharing.idOf(coupon);
    return columns.coupons?.ids.text(coupon + 1) ?? "";
  }

  /** Newcomers' payments so far; null where there can be none. */
  get madePayments(): number | null {
    return this.made === null ? null : this.payments;
  }

  /** The states of a replay's campaigns, with what newcomers were refused. */
  statesOf(states: readonly CampaignState[]): readonly CampaignState[] {
    if (this.made === null) return states;
    return states.map((state, index) => {
      const refusals = () => {
        const own = this.screen?.refusalsOf(index);
        return own === undefined ? state.refusals : state.refusals.map((count, refusal) => count + own[refusal]);
      };
      // All else is the state's own.
      return Object.create(state, { refusals: { get: refusals } }) as CampaignState;
    });
  }

  private newcomers(engine: Replay["engine"]): Newcomers {
    const { made, columns, identities } = this;
    if (made === null) return NOBODY;
    const screen = new Screen(this.request.set, columns);
    const list = new CandidateList();
    this.screen = screen;
    const isTaken = (name: string) =>
      columns.userId.dictionary.codeOf(name) !== -1 || columns.transactionId.dictionary.codeOf(name) !== -1;
    return {
      get hasRoom() {
        return made.count < made.capacity;
      },
      add(like, nameOf) {
        let attempt = 0;
        while (isTaken(NEWCOMER_PREFIX + nameOf(attempt))) attempt++;
        const row = made.add(NEWCOMER_PREFIX + nameOf(attempt), like);
        identities.add(row, like);
        return row;
      },
      pay: (row, timeMs): PaymentOutcome => {
        this.payments++;
        columns.timeMs[row] = timeMs;
        screen.fillOne(list, row);
        return engine.attempt(row, list.campaigns, list.starts[0], list.starts[1]);
      },
    };
  }
}

const NOBODY: Newcomers = {
  hasRoom: false,
  add: none,
  pay: none,
};

function none(): never {
  assert(false, "there are no newcomers");
}

/** How many newcomers may come beside a log. */
export function capacityFor({ type, prior, length }: TransactionColumns): number {
  let payments = 0;
  for (let row = 0; row < length; row++) if (type[row] === PAYMENT && prior[row] === 0) payments++;
  return Math.min(MOST_EACH * payments, Math.max(MOST_NEWCOMERS, payments));
}
