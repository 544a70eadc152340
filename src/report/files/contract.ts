/** What a file of `--out` is: its name, its columns, its rows. */
import type { CampaignSet } from "../../campaigns/campaign.js";
import type { CampaignSponsors } from "../../engine/outcome.js";
import type { Tally, TallyContext } from "../../tally/contract.js";
import type { ReplayResults } from "../../tally/replay-tallies.js";
import type { Reject } from "../../transactions/columns.js";
import type { ReportDocument } from "../document.js";

/** Takes the next piece of a file's text. */
export type Write = (text: string) => void;

/** A file with a line for each of many outcomes: written while the replay runs, in pieces of some hundred lines. */
export interface RowFile {
  readonly name: string;
  /** One sentence for docs. */
  readonly summary: string;
  /** Sponsors' columns, where a file has them, come after these. */
  readonly columns: readonly string[];
  /** Writes the header at once; `finish` of the tally writes what is left. */
  open(context: TallyContext, write: Write): Tally<void>;
}

/** What there is once the replay is done. */
export interface FileSource {
  readonly document: ReportDocument;
  readonly results: ReplayResults;
  readonly set: CampaignSet;
  readonly sponsors: readonly CampaignSponsors[];
  /** Of the log and the tables, in the order in which they are to be listed. */
  readonly rejects: readonly Reject[];
}

/** A file made after the replay. */
export interface ResultFile {
  readonly name: string;
  readonly summary: string;
  /** Empty for a file that is no table. */
  readonly columns: readonly string[];
  /** The text of the file in pieces. */
  chunks(source: FileSource): Iterable<string>;
}
