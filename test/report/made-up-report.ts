/** From made-up events to a document and its files, as the replay command does it. */
import { buildDocument } from "../../src/report/build-document.js";
import type { ReportDocument } from "../../src/report/document.js";
import type { FileSource } from "../../src/report/files/contract.js";
import { RESULT_FILES, ROW_FILES } from "../../src/report/files/registry.js";
import { createReplayTallies } from "../../src/tally/replay-tallies.js";
import type { Reject } from "../../src/transactions/columns.js";
import { type Event, type MadeCampaign, type MadeReplay, madeUpReplay } from "../tally/made-up-replay.js";

export interface MadeReport {
  readonly document: ReportDocument;
  /** Text of every file of `--out`, by name. */
  readonly files: ReadonlyMap<string, string>;
}

export interface MadeReportOptions {
  readonly rejects?: readonly Reject[];
  /** Sets what only an engine would know, after the replay. */
  readonly adjust?: (states: MadeReplay["states"]) => void;
}

export function madeUpReport(
  campaigns: readonly MadeCampaign[],
  events: readonly Event[],
  { rejects = [], adjust }: MadeReportOptions = {},
): MadeReport {
  const { context, states, play } = madeUpReplay(campaigns, events);
  const files = new Map<string, string>();
  const append = (name: string) => (text: string) => files.set(name, (files.get(name) ?? "") + text);
  const rows = ROW_FILES.map((file) => file.open(context, append(file.name)));
  const made = createReplayTallies(context);
  play([...made.tallies, ...rows]);
  for (const tally of rows) tally.finish();
  adjust?.(states);
  const { set, sponsors } = context;
  const results = made.results();
  const document = buildDocument({
    version: "1.2.3",
    seed: "s",
    set,
    sponsors,
    results,
    inputs: [{ role: "transactions", file: "log.csv", sha256: "ab" }],
    rows: { read: events.length, replayed: events.length, rejected: 0, sorted: false },
    warnings: [{ code: "some-code", message: "something", campaign_id: "a" }],
  });
  const source: FileSource = { document, results, set, sponsors, rejects };
  for (const file of RESULT_FILES) files.set(file.name, [...file.chunks(source)].join(""));
  return { document, files };
}
