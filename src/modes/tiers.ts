/** Tiers by price, shared by the modes that have them. */
import type { ReportAt } from "./contract.js";

interface Tiered {
  readonly minimum_amount: number;
}

/** The highest tier whose minimum the price reaches (at equality too), or undefined below the lowest. */
export function tierReached<T extends Tiered>(tiers: readonly T[], priceMinor: number): T | undefined {
  let reached: T | undefined;
  for (const tier of tiers) {
    if (priceMinor < tier.minimum_amount) break;
    reached = tier;
  }
  return reached;
}

/** Tiers are there, and ascend strictly by their minimum. */
export function checkTiers(tiers: readonly Tiered[], report: ReportAt): void {
  if (tiers.length === 0) report(["tiers"], "empty-list", "tiers is empty", "write at least one tier");
  for (let i = 1; i < tiers.length; i++) {
    if (tiers[i].minimum_amount <= tiers[i - 1].minimum_amount) {
      report(
        ["tiers", i, "minimum_amount"],
        "tiers-not-ascending",
        "this tier does not start above the one before it",
        "list tiers by ascending minimum_amount, each once",
      );
    }
  }
}
