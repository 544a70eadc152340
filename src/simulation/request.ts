/** What a simulation is asked for, and what it gives. Types only. */
import type { ReportDetails } from "../report/details.js";
import type { ReportDocument } from "../report/document.js";
import type { Reject } from "../transactions/columns.js";
import type { SimulateOptions } from "./simulate-options.js";

/** A campaign file: YAML or JSON. `file` is the name that messages give it. */
export interface CampaignInput {
  readonly file: string;
  readonly text: string | Uint8Array;
}

/** A log or a table as CSV, maybe gzip: all of it, or the bytes piece by piece. `name` is what messages call it; its last part goes into the result. */
export type DataInput =
  | { readonly name: string; readonly text: string | Uint8Array }
  | { readonly name: string; readonly chunks: AsyncIterable<Uint8Array> };

export interface SimulateRequest {
  readonly campaigns: readonly CampaignInput[];
  readonly transactions: DataInput;
  /** Earlier transactions: they feed eligibility alone. */
  readonly history?: DataInput | undefined;
  /** Keyed by user id: `user.*` in conditions. */
  readonly users?: DataInput | undefined;
  /** Keyed by merchant id: `merchant.*` in conditions. */
  readonly merchants?: DataInput | undefined;
  /** What users hold of campaigns with `coupon`: coupon_id, user_id, campaign_id, valid_from, valid_until. */
  readonly coupons?: DataInput | undefined;
  readonly options?: SimulateOptions | undefined;
  /** Called once for each file that `promosim replay --out` writes; what it returns takes the file's text piece by piece. Without it no file is made. */
  openFile?(name: string): (text: string) => void;
  /** Called now and then. A promise is waited for: in its time others get their turn, and if it fails the simulation fails with it. */
  onProgress?(progress: SimulationProgress): unknown;
}

export interface SimulationProgress {
  readonly stage: "reading" | "replaying";
  /** Rows so far. */
  readonly rows: number;
  /** Bytes of the log read so far, as they stand in the file; null while replaying. */
  readonly bytes: number | null;
  /** Part of the rows that is replayed, 0 to 1; null while reading. */
  readonly share: number | null;
}

export interface Simulation {
  /** What `promosim replay --format json` prints; sums of money are `bigint`. */
  readonly document: ReportDocument;
  /** What the text report tells beyond the document. */
  readonly details: ReportDetails;
  /** Records of the log, by line, then those of the history, the tables and the coupons, that could not be used. */
  readonly rejects: readonly Reject[];
}
