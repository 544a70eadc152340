/** Runs of a log whose campaigns grant coupons: its rows as they are, and beside them friends who use what is shared, each run's anew. */
import type { CampaignSet } from "../campaigns/campaign.js";
import { deriveKey, type Key, runKey } from "../chance/keys.js";
import { assert } from "../domain/problem.js";
import { Engine } from "../engine/engine.js";
import type { EngineSources } from "../engine/identities.js";
import type { PaymentOutcome } from "../engine/outcome.js";
import type { OnMismatch } from "../engine/till.js";
import { Friends } from "../sharing/friends.js";
import { capacityFor } from "../sharing/log-sharing.js";
import { MadeRows } from "../sharing/made-rows.js";
import { NEWCOMER_PREFIX } from "../sharing/room-dictionary.js";
import { idKey } from "../sharing/share-draws.js";
import { Sharing } from "../sharing/sharing.js";
import { PAYMENT, type TransactionColumns } from "../transactions/columns.js";
import { CandidateFilter } from "./candidate-filter.js";
import { RunMadeIdentities } from "./made-identities.js";
import type { RunTally } from "./run-tally.js";
import type { SharedLog } from "./shared-log.js";

export class SharedRuns {
  private readonly made: MadeRows;
  private readonly identities: RunMadeIdentities;
  private readonly friends: Friends;
  private readonly filter: CandidateFilter;
  private readonly endMs: number;
  private readonly ids: Key;

  /** `columns`: those of a run of rows as they are, which are the same in all of them. */
  constructor(
    private readonly set: CampaignSet,
    columns: TransactionColumns,
    private readonly log: SharedLog,
    seed: string,
  ) {
    const names = new Set(set.identities.keys());
    const share = set.behaviour.sharing?.newcomers ?? 0;
    this.made = new MadeRows(columns, names, share === 0 ? 0 : capacityFor(columns));
    this.ids = idKey(runKey(seed));
    this.identities = new RunMadeIdentities(log, this.made, names, runKey(seed));
    this.friends = new Friends(this.made.columns);
    this.filter = new CandidateFilter(set);
    this.endMs = columns.length === 0 ? Number.NEGATIVE_INFINITY : columns.timeMs[columns.length - 1];
  }

  /** One run, with the keys and the log's identities of `sources`; the engine as it stands at the end. */
  replay(sources: EngineSources, onMismatch: OnMismatch, tally: RunTally): Engine {
    const { set, made, log, identities, friends, endMs } = this;
    const { columns } = made;
    made.names.clear();
    this.filter.begin();
    const engine = new Engine(set, columns, onMismatch, { ...sources, identities: identities.of(sources.identities) });
    const sharing = new Sharing(
      {
        set,
        columns,
        engine,
        key: sources.run,
        idHash: (row) => this.idHash(row),
        friends,
        newcomers: {
          get hasRoom() {
            return made.count < made.capacity;
          },
          add: (like, nameOf) => {
            const row = made.add(NEWCOMER_PREFIX + nameOf(0), like);
            identities.add(row, like);
            return row;
          },
          pay: (row, timeMs) => {
            columns.timeMs[row] = timeMs;
            return this.attempt(engine, row, identities.likeOf(row));
          },
        },
        canBeNamed: false,
        endMs,
      },
      [tally],
    );
    const { timeMs, type, prior, length } = columns;
    for (let row = 0; row < length; row++) {
      while (sharing.nextMs < timeMs[row]) sharing.act();
      if (type[row] !== PAYMENT) {
        if (engine.refund(row) === null && prior[row] === 0) sharing.refund(engine.refunded);
      } else if (prior[row] === 1) engine.remember(row);
      else if (log.starts[row] === log.starts[row + 1]) engine.passBy(row);
      else {
        const outcome = this.attempt(engine, row, row);
        tally.payment(outcome);
        sharing.payment(outcome);
      }
    }
    while (sharing.nextMs < Number.POSITIVE_INFINITY) sharing.act();
    return engine;
  }

  /** The payment at `row`, which passes the tests of cells that the one at `like` passes, at its own moment. */
  private attempt(engine: Engine, row: number, like: number): PaymentOutcome {
    const { filter, log, made } = this;
    const { timeMs, amountMinor } = made.columns;
    const { starts, candidates } = log;
    const left = filter.keep(candidates, starts[like], starts[like + 1], timeMs[row], amountMinor[row]);
    return engine.attempt(row, filter.kept, 0, left);
  }

  private idHash(row: number): Key {
    const { idHashes, length } = this.log;
    assert(idHashes !== null, "a log of campaigns that grant coupons is shared with the hashes of its ids");
    if (row < length) return { k0: idHashes[2 * row], k1: idHashes[2 * row + 1] };
    return deriveKey(this.ids, this.made.names.list[row - length]);
  }
}
