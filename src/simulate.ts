/** One simulation from texts to a document: the stages of a replay in order. The command line and the library both call it. */
import { DetectionTally } from "./detect/detection-tally.js";
import type { Findings } from "./detect/findings.js";
import { type OutcomeListener, Replay, type ReplaySummary } from "./replay/replay.js";
import { buildDocument } from "./report/build-document.js";
import { buildDetails } from "./report/details.js";
import type { FileSource } from "./report/files/contract.js";
import { COUPON_FILES, DETECTION_FILES, RESULT_FILES, ROW_FILES } from "./report/files/registry.js";
import { lintSharing } from "./sharing/lint-sharing.js";
import { type LogSharing, openSharing } from "./sharing/log-sharing.js";
import type { Sharing } from "./sharing/sharing.js";
import { summarizeSharing } from "./sharing/summarize-sharing.js";
import { lintReplay, toWarning } from "./simulation/collect-warnings.js";
import { countRows } from "./simulation/count-rows.js";
import { checkDetectBy, columnsToDetectBy } from "./simulation/detect-by.js";
import { type ReadInputs, readInputs } from "./simulation/read-inputs.js";
import { RefundRejects } from "./simulation/refund-rejects.js";
import type { SimulateRequest, Simulation } from "./simulation/request.js";
import { DEFAULT_SEED } from "./simulation/simulate-options.js";
import type { TallyContext } from "./tally/contract.js";
import { createReplayTallies, type ReplayResults } from "./tally/replay-tallies.js";
import { VERSION } from "./version.js";

/**
 * Replays campaigns over a log. The same input gives the same result on every machine.
 * @throws InputError with all problems of the campaigns, or with what makes the data unusable
 * @throws OptionError for an option that makes no sense
 */
export function simulate(request: SimulateRequest): Promise<Simulation> {
  return simulateWith(request, () => []);
}

/** The same, shown to listeners of the caller's own; they see outcomes after the tallies, and are asked for before the first. */
export async function simulateWith(
  request: SimulateRequest,
  listen: (context: TallyContext) => readonly OutcomeListener[],
): Promise<Simulation> {
  const read = await readInputs(request, columnsToDetectBy(request));
  checkDetectBy(request, read);
  const { set, loaded, inputs } = read;
  const { replay, summary, results, detection, refundRejects, shared } = await replayLog(request, read, listen);
  const document = buildDocument({
    version: VERSION,
    seed: request.options?.seed ?? DEFAULT_SEED,
    set,
    inputs,
    rows: { ...countRows(loaded.rows, summary), ...madeBy(shared) },
    sponsors: replay.sponsors,
    results,
    detection,
    inventory: replay.inventory,
    sharing: shared && summarizeSharing(set, shared.sharing),
    warnings: [
      ...read.warnings,
      ...lintReplay(set, replay),
      ...(shared === null ? [] : lintSharing(set, shared.sharing, shared.room.madePayments)),
    ].map(toWarning),
  });
  const rejects = refundRejects.merge();
  writeResultFiles(request, { document, results, set, sponsors: replay.sponsors, rejects });
  return { document, details: buildDetails(set, results, rejects), rejects };
}

interface Replayed {
  readonly replay: Replay;
  readonly summary: ReplaySummary;
  readonly results: ReplayResults;
  /** Null where abuse was not looked for. */
  readonly detection: Findings | null;
  readonly refundRejects: RefundRejects;
  /** Null where no campaign grants coupons. */
  readonly shared: { readonly room: LogSharing; readonly sharing: Sharing } | null;
}

function madeBy(shared: Replayed["shared"]): { made?: number } {
  const made = shared?.room.madePayments ?? null;
  return made === null ? {} : { made };
}

async function replayLog(
  request: SimulateRequest,
  { set, loaded }: ReadInputs,
  listen: (context: TallyContext) => readonly OutcomeListener[],
): Promise<Replayed> {
  const { options = {}, onProgress, openFile } = request;
  const seed = options.seed ?? DEFAULT_SEED;
  const room = openSharing({ set, columns: loaded.columns, seed });
  const columns = room?.columns ?? loaded.columns;
  const refundRejects = new RefundRejects(loaded, request.transactions.name, options.strict === true);
  const replay = new Replay({
    set,
    columns,
    onMismatch: options.onMismatch ?? "server",
    seed,
    sources: room?.sources,
    onRejectedRefund: (row, reason) => refundRejects.add(row, reason),
  });
  const context: TallyContext = {
    set,
    columns,
    sponsors: replay.sponsors,
    states: room?.statesOf(replay.states) ?? replay.states,
    ...(room === null ? {} : { couponId: (coupon: number) => room.couponId(coupon) }),
  };
  const { tallies, results } = createReplayTallies(context);
  const detection = options.detectBy === undefined ? null : new DetectionTally(context, options.detectBy);
  const rowFiles = columns.coupons === null && room === null ? ROW_FILES : [...ROW_FILES, ...COUPON_FILES];
  const files = openFile === undefined ? [] : rowFiles.map((file) => file.open(context, openFile(file.name)));
  const listeners = [...tallies, ...(detection === null ? [] : [detection]), ...files, ...listen(context)];
  const sharing = room?.begin(replay, listeners) ?? null;
  const steps = replay.run(sharing === null ? listeners : [...listeners, sharing], sharing);
  let step = steps.next();
  for (; step.done !== true; step = steps.next()) {
    const rows = step.value;
    await onProgress?.({ stage: "replaying", rows, bytes: null, share: rows / columns.length });
  }
  for (const file of files) file.finish();
  const shared = room === null || sharing === null ? null : { room, sharing };
  return {
    replay,
    summary: step.value,
    results: results(),
    detection: detection?.finish() ?? null,
    refundRejects,
    shared,
  };
}

function writeResultFiles({ openFile }: SimulateRequest, source: FileSource): void {
  if (openFile === undefined) return;
  const files = source.document.detection === undefined ? RESULT_FILES : [...RESULT_FILES, ...DETECTION_FILES];
  for (const file of files) {
    const write = openFile(file.name);
    for (const chunk of file.chunks(source)) write(chunk);
  }
}
