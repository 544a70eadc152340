/** What a sampler looks at of a log; a `SharedLog` is one. Types only. */
import type { SharedLog, SharedText } from "../shared-log.js";

export interface SampledLog extends Pick<SharedLog, "length" | "timeMs" | "type" | "prior" | "refundOf"> {
  /** Code 0: nobody. */
  readonly userId: Pick<SharedText, "codes" | "size">;
}
