/** The registry of signals, in the order in which reasons are given. */
import { balanceRuns } from "./balance-runs.js";
import type { Signal } from "./contract.js";
import { distribution } from "./distribution.js";
import { failedTries } from "./failed-tries.js";
import { topTier } from "./top-tier.js";

export const SIGNALS: readonly Signal[] = [failedTries, topTier, distribution, balanceRuns];
