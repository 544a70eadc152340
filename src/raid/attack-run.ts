/** One attack as it was run: of an attacker, or of all of them at once. Types only. */
import type { Exposure } from "../attack/exposure.js";
import type { RaidResult } from "./run-raid.js";

export interface AttackRun {
  /** In the order of the situations of the run. */
  readonly exposures: readonly Exposure[];
  readonly result: RaidResult;
}
