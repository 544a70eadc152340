/** "Did you mean": the allowed name nearest to one that was not understood. */
import { closest, distance } from "fastest-levenshtein";

/** The nearest of `names` if it is near enough to be a slip of the hand, else null. */
export function suggest(name: string, names: readonly string[]): string | null {
  if (names.length === 0 || name.length > 100) return null;
  const lower = name.toLowerCase();
  // "percent" means percent_off and "friday" fri, however many letters differ.
  const related = lower.length < 3 ? [] : names.filter((known) => known.startsWith(lower) || lower.startsWith(known));
  if (related.length === 1) return related[0];
  const best = closest(lower, [...names]);
  return distance(lower, best) <= Math.max(1, Math.floor(best.length / 3)) ? best : null;
}

/** `did you mean "tiers"?`, or the list of what is allowed. */
export function remedy(name: string, names: readonly string[]): string {
  const near = suggest(name, names);
  return near === null ? `allowed: ${names.join(", ")}` : `did you mean "${near}"?`;
}
