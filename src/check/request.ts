/** What a check is asked for. Types only. */
import type { CampaignInput, DataInput } from "../simulation/request.js";

export interface CheckRequest {
  /** Suite files: YAML or JSON. `file` is the name that messages give it. */
  readonly suites: readonly CampaignInput[];
  /** The campaign files at a path that a suite names: a file, or a folder of them. The path is as written, to be read from the suite's own place. */
  readCampaigns(suite: string, path: string): Promise<readonly CampaignInput[]>;
  /** A log or table that a suite names; opened anew each time that it is asked for. */
  openData(suite: string, path: string): Promise<DataInput>;
  /** Called now and then; a promise is waited for, and if it fails the check fails with it. */
  onProgress?(progress: CheckProgress): unknown;
}

export interface CheckProgress {
  /** Cases and thresholds done, of all that there are. */
  readonly done: number;
  readonly of: number;
  /** The suite at hand. */
  readonly suite: string;
}
