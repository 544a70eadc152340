/** Which defences there are to try on a set of campaigns and a log, and why the others are not tried. */
import type { Defence, DefenceContext } from "./contract.js";
import { type DefendedSet, defendedSet } from "./defended-set.js";
import { DEFENCES } from "./registry.js";

export interface DefencePlan {
  /** In the order of the registry, as `notTried` is. */
  readonly tried: readonly PlannedDefence[];
  readonly notTried: readonly UntriedDefence[];
}

export interface PlannedDefence extends DefendedSet {
  readonly defence: Defence;
}

export interface UntriedDefence {
  readonly defence: Defence;
  /** In words, without a full stop: "the data has no device_id". */
  readonly reason: string;
}

export function planDefences(context: DefenceContext): DefencePlan {
  const tried: PlannedDefence[] = [];
  const notTried: UntriedDefence[] = [];
  for (const defence of DEFENCES) {
    const reason = defence.unavailable?.(context) ?? lackOfColumns(defence, context);
    if (reason !== null) {
      notTried.push({ defence, reason });
      continue;
    }
    const defended = defendedSet(defence, context);
    if (defended.changed.length > 0) tried.push({ defence, ...defended });
    else notTried.push({ defence, reason: "the attacked campaigns have as much already, or no use for it" });
  }
  return { tried, notTried };
}

function lackOfColumns(defence: Defence, context: DefenceContext): string | null {
  const missing = defence.columns(context).filter((column) => column !== "user_id" && !context.columns.has(column));
  return missing.length === 0 ? null : `the data has no ${missing.join(" and no ")}`;
}
