/** One row of a log and its whole story: what `promosim explain` tells, and the library's `explain`. */
import type { RefundFault } from "./engine/refunder.js";
import type { ExplainDocument } from "./explain/explain-document.js";
import { explainRow } from "./explain/explain-row.js";
import { findTransaction, rejectedTwins } from "./explain/find-transaction.js";
import { STORY_COLUMNS } from "./explain/transaction-story.js";
import { Replay } from "./replay/replay.js";
import { openSharing } from "./sharing/log-sharing.js";
import { atOnce, lintAtOnce } from "./simulation/at-once.js";
import { toWarning } from "./simulation/collect-warnings.js";
import { readInputs } from "./simulation/read-inputs.js";
import type { SimulateRequest } from "./simulation/request.js";
import { DEFAULT_SEED } from "./simulation/simulate-options.js";
import type { Reject } from "./transactions/columns.js";
import { VERSION } from "./version.js";

export interface ExplainRequest extends Omit<SimulateRequest, "openFile"> {
  /** Its `transaction_id`; of a row without one its row number. A refund and a row of the history will do. */
  readonly transaction: string;
}

export interface Explanation {
  readonly document: ExplainDocument;
  /** Records that could not be used while reading. */
  readonly rejects: readonly Reject[];
}

/** Rows between two reports of progress. */
const STEP_ROWS = 1 << 16;

/**
 * Replays the log up to the transaction and tells what became of it, and why. Nothing after it is replayed.
 * @throws InputError with all problems of the campaigns, with what makes the data unusable, or for a transaction that is not there
 * @throws OptionError for an option that makes no sense
 */
export async function explain(request: ExplainRequest): Promise<Explanation> {
  const { options = {}, onProgress } = request;
  const { set, loaded, inputs, warnings } = await readInputs(request, STORY_COLUMNS);
  const row = findTransaction(request.transaction, loaded, request.transactions.name);
  const seed = options.seed ?? DEFAULT_SEED;
  const room = openSharing({ set, columns: loaded.columns, seed });
  const columns = room?.columns ?? loaded.columns;
  const onMismatch = options.onMismatch ?? "server";
  const faults = new Map<number, RefundFault>();
  const onRejectedRefund = (at: number, fault: RefundFault) => {
    if (at === row) faults.set(at, fault);
  };
  const replay = new Replay({ set: atOnce(set), columns, onMismatch, seed, sources: room?.sources, onRejectedRefund });
  const sharing = room?.begin(replay, []) ?? null;
  const listeners = sharing === null ? [] : [sharing];
  for (let rows = 0; rows < row; rows++) {
    if (rows % STEP_ROWS === 0) await onProgress?.({ stage: "replaying", rows, bytes: null, share: rows / row });
    if (sharing !== null) replay.letAct(sharing, columns.timeMs[rows]);
    replay.next(listeners);
  }
  if (sharing !== null) replay.letAct(sharing, columns.timeMs[row]);
  const told = explainRow(
    { set, columns, replay, onMismatch, row, couponId: room === null ? undefined : (coupon) => room.couponId(coupon) },
    () => faults.get(row) ?? null,
    rejectedTwins(request.transaction, loaded),
  );
  const document: ExplainDocument = {
    schema_version: 1,
    tool: { name: "promosim", version: VERSION },
    seed,
    currency: { code: set.currency.code, exponent: set.currency.exponent },
    timezone: set.zone.name,
    inputs,
    ...told,
    warnings: [...warnings, ...lintAtOnce(set)].map(toWarning),
  };
  return { document, rejects: loaded.rejects };
}
