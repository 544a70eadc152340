/** Two rule sets over one log: what `promosim compare` tells, and the library's `compare`. */
import { Buffer } from "node:buffer";
import type { CampaignSet } from "./campaigns/campaign.js";
import { columnsNeeded } from "./campaigns/columns-needed.js";
import { buildCompareDocument } from "./compare/build-compare-document.js";
import { ChangesFile } from "./compare/changes-csv.js";
import type { CompareDocument } from "./compare/compare-document.js";
import { compareRows, reasonsOf } from "./compare/compare-rows.js";
import { figurePaths, parseCondition } from "./compare/conditions.js";
import { type Pairing, pairCampaigns, pairedCampaigns } from "./compare/pairing.js";
import { ruleEdits } from "./compare/rule-edits.js";
import {
  readSavedReport,
  type SavedFiles,
  SavedOutcomes,
  type SavedReport,
  savedProblem,
} from "./compare/saved-run.js";
import { ReplaySide, SavedSide, type Side } from "./compare/side.js";
import { summaryPieces } from "./compare/summary-csv.js";
import { ChangesTally } from "./compare/tally-changes.js";
import { countUsers } from "./compare/user-differences.js";
import { InputError, type Problem } from "./domain/problem.js";
import type { InputSummary, Warning } from "./report/document.js";
import { jsonPieces } from "./report/formats/json.js";
import { lintReplay, toWarning } from "./simulation/collect-warnings.js";
import { InputDigests } from "./simulation/input-digests.js";
import { meetCampaigns, readCampaigns, readData } from "./simulation/read-inputs.js";
import { RefundRejects } from "./simulation/refund-rejects.js";
import { refuseNewcomers } from "./simulation/refuse-grants.js";
import type { CampaignInput, SimulateRequest } from "./simulation/request.js";
import { DEFAULT_SEED, OptionError } from "./simulation/simulate-options.js";
import type { Reject } from "./transactions/columns.js";
import type { LoadedTransactions } from "./transactions/load-transactions.js";
import { VERSION } from "./version.js";

export interface CompareRequest extends Omit<SimulateRequest, "campaigns"> {
  /** Campaign files, or an earlier run of this log: its report.json and outcomes.csv. */
  readonly before: { readonly campaigns: readonly CampaignInput[] } | { readonly savedRun: SavedFiles };
  readonly after: readonly CampaignInput[];
  /** Conditions, each of which fails the comparison where it holds; docs/compare.md has the grammar. */
  readonly failOn?: readonly string[] | undefined;
}

export interface Comparison {
  readonly document: CompareDocument;
  /** Records that could not be used, refunds that neither side takes among them. */
  readonly rejects: readonly Reject[];
}

/** What the before side is, once its files are read. */
type Before = { readonly set: CampaignSet } | { readonly report: SavedReport; readonly files: SavedFiles };

/**
 * Replays both sides over the log, row by row side by side, with the same draws.
 * @throws InputError with all problems of the campaigns, of the saved run, or with what makes the data unusable
 * @throws OptionError for an option that makes no sense
 * @throws ConditionError for a condition that names no figure, or is none
 */
export async function compare(request: CompareRequest): Promise<Comparison> {
  const { options = {} } = request;
  const after = readCampaigns(request.after);
  const before = readBefore(request, after);
  for (const set of "set" in before ? [before.set, after] : [after]) refuseNewcomers(set, "a comparison");
  const pairing = pairCampaigns(
    "set" in before ? pairedCampaigns(before.set) : before.report.campaigns,
    pairedCampaigns(after),
  );
  const paths = figurePaths(pairing);
  const conditions = (request.failOn ?? []).map((text) => parseCondition(text, paths, after.currency.exponent));
  const edits =
    "campaigns" in request.before ? ruleEdits(bytesOf(request.before.campaigns), bytesOf(request.after)) : null;

  const digests = new InputDigests();
  const sets = "set" in before ? [before.set, after] : [after];
  const wanted = new Set(sets.flatMap((set) => [...columnsNeeded(set).keys()]));
  const loaded = await readData(request, digests, after, wanted);
  const inputs = digests.finish();
  const seed = seedOf(request, before);
  const onMismatch = options.onMismatch ?? "server";
  const common = { seed, onMismatch } as const;
  const met = sets.map((set) => meetCampaigns(request, set, loaded));
  const { columns } = met[met.length - 1];
  const sideAfter = new ReplaySide({ set: after, columns, side: pairing.after, pairing, ...common });
  let sideBefore: Side;
  if ("set" in before) {
    sideBefore = new ReplaySide({ set: before.set, columns: met[0].columns, side: pairing.before, pairing, ...common });
  } else {
    assertSameInputs(before.report, inputs);
    sideBefore = savedSide(before, pairing, after, loaded);
  }

  const tally = new ChangesTally(columns, pairing);
  const file = request.openFile && new ChangesFile(columns, after, pairing.ids, request.openFile("changes.csv"));
  const rejects = new RefundRejects(loaded, request.transactions.name, options.strict === true);
  const steps = compareRows(columns, sideBefore, sideAfter, {
    changed(row, change, was, is) {
      tally.add(row, change, was, is);
      file?.add(
        row,
        change,
        was,
        is,
        reasonsOf(sideBefore, sideAfter, (place) => pairing.ids[place]),
      );
    },
    rejected: (row) => rejects.add(row, sideAfter.fault === "" ? "unknown_payment" : sideAfter.fault),
  });
  let step = steps.next();
  for (; step.done !== true; step = steps.next()) {
    const rows = step.value;
    await request.onProgress?.({ stage: "replaying", rows, bytes: null, share: rows / columns.length });
  }
  file?.finish();

  const warnings: Problem[][] = met.map(({ warnings }, i) => {
    const side = i === met.length - 1 ? sideAfter : sideBefore;
    return [...warnings, ...(side instanceof ReplaySide ? lintReplay(sets[i], side.replay) : [])];
  });
  const document = buildCompareDocument({
    known: {
      version: VERSION,
      seed,
      currency: { code: after.currency.code, exponent: after.currency.exponent },
      timezone: after.zone.name,
      before: {
        source: "set" in before ? "campaigns" : "saved_run",
        inputs:
          "campaigns" in request.before
            ? digestsOf(request.before.campaigns)
            : "report" in before
              ? before.report.inputs.filter(({ role }) => role === "campaigns")
              : [],
      },
      after: { source: "campaigns", inputs: digestsOf(request.after) },
      inputs,
      edits,
      warnings: mergeWarnings(warnings),
    },
    pairing,
    before: sideBefore.finish(),
    after: sideAfter.finish(),
    changes: tally.finish(),
    comparedRows: step.value,
    users: countUsers(columns),
    conditions,
    knowsParts: "set" in before,
  });
  writeFiles(request, document);
  return { document, rejects: rejects.merge() };
}

function readBefore({ before, after: files }: CompareRequest, after: CampaignSet): Before {
  const file = files[0].file;
  const differs = (what: string, was: string, is: string) =>
    new InputError([
      {
        code: "sides-differ",
        severity: "error",
        message: `the ${what} is ${was} before and ${is} after: one log cannot be read for both`,
        at: { file, line: 0, column: 0 },
        hint: `give both sides the same ${what}`,
      },
    ]);
  const side = "campaigns" in before ? { set: readCampaigns(before.campaigns) } : readSaved(before.savedRun);
  const [currency, zone] =
    "set" in side ? [side.set.currency.code, side.set.zone.name] : [side.report.currency, side.report.timezone];
  if (currency !== after.currency.code) throw differs("currency", currency, after.currency.code);
  if (zone !== after.zone.name) throw differs("timezone", zone, after.zone.name);
  return side;
}

function readSaved(files: SavedFiles): { report: SavedReport; files: SavedFiles } {
  return { report: readSavedReport(files), files };
}

function seedOf({ options = {} }: CompareRequest, before: Before): string {
  if ("set" in before) return options.seed ?? DEFAULT_SEED;
  const { seed } = before.report;
  if (options.seed !== undefined && options.seed !== seed) {
    throw new OptionError("seed", `the saved run has the seed ${JSON.stringify(seed)}: leave --seed out, or give that`);
  }
  return seed;
}

/** The log and the tables must be those of the saved run, byte for byte. */
function assertSameInputs({ inputs, name }: SavedReport, read: readonly InputSummary[]): void {
  for (const role of ["transactions", "history", "users", "merchants", "coupons"] as const) {
    const was = inputs.find((input) => input.role === role);
    const is = read.find((input) => input.role === role);
    if (was?.sha256 === is?.sha256) continue;
    const what = role === "transactions" ? "log" : role;
    const message =
      was === undefined || is === undefined
        ? `the run was made ${was === undefined ? "without" : "with"} ${what}, this one ${is === undefined ? "without" : "with"}`
        : `the run was made of another ${what}: SHA-256 ${was.sha256.slice(0, 12)}… then, ${is.sha256.slice(0, 12)}… now`;
    throw savedProblem("not-the-same-log", `${name}/report.json`, message);
  }
}

function savedSide(
  { report, files }: { report: SavedReport; files: SavedFiles },
  pairing: Pairing,
  { currency, zone }: CampaignSet,
  { columns }: LoadedTransactions,
): Side {
  const places = new Map(pairing.ids.map((id, place) => [id, place]));
  const outcomes = new SavedOutcomes(files, places, currency.exponent);
  return new SavedSide(outcomes, report, columns, (timeMs) => zone.format(timeMs));
}

/** One that both sides have is told once; others with their side, where there are two. */
function mergeWarnings(sides: readonly (readonly Problem[])[]): Warning[] {
  const lists = sides.map((problems) => problems.map(toWarning));
  if (lists.length === 1) return [...lists[0]];
  const [before, after] = lists.map((list) => new Map(list.map((warning) => [JSON.stringify(warning), warning])));
  const on = (side: string, warning: Warning): Warning => ({ ...warning, message: `${side}: ${warning.message}` });
  return [
    ...[...after].map(([key, warning]) => (before.has(key) ? warning : on("after", warning))),
    ...[...before].flatMap(([key, warning]) => (after.has(key) ? [] : [on("before", warning)])),
  ];
}

function bytesOf(files: readonly CampaignInput[]): { file: string; bytes: Uint8Array }[] {
  return files.map(({ file, text }) => ({ file, bytes: typeof text === "string" ? Buffer.from(text) : text }));
}

function digestsOf(files: readonly CampaignInput[]): InputSummary[] {
  const digests = new InputDigests();
  for (const { file, bytes } of bytesOf(files)) digests.add("campaigns", file, bytes);
  return digests.finish();
}

function writeFiles({ openFile }: CompareRequest, document: CompareDocument): void {
  if (openFile === undefined) return;
  for (const [name, pieces] of [
    ["compare.json", jsonPieces(document)],
    ["summary.csv", summaryPieces(document)],
  ] as const) {
    const write = openFile(name);
    for (const piece of pieces) write(piece);
  }
}
