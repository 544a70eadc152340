/** All that a worker needs to carry out runs, in a form that threads can share: texts, numbers, and arrays over shared memory. Types only. */
import type { OnMismatch } from "../engine/till.js";
import type { CampaignInput } from "../simulation/request.js";
import type { ForecastSettings, ForecastShape } from "./contract.js";
import type { SharedLog } from "./shared-log.js";

export interface ForecastJob {
  /** Compiled anew in each worker. */
  readonly campaigns: readonly CampaignInput[];
  readonly settings: ForecastSettings;
  readonly shape: ForecastShape;
  readonly onMismatch: OnMismatch;
  readonly log: SharedLog;
}
