/** "Did you mean": the allowed name nearest to one that was not understood. */
import { closest, distance } from "fastest-levenshtein";

/** The nearest of `names` if it is near enough to be a slip of the hand, else null. */
export function suggest(name: string, names: readonly string[]): string | null {
  if (names.length === 0 || name.length > 100) return null;
  const best = closest(name.toLowerCase(), [...names]);
  return distance(name.toLowerCase(), best) <= Math.max(1, Math.floor(best.length / 3)) ? best : null;
}

/** `did you mean "tiers"?`, or the list of what is allowed. */
export function remedy(name: string, names: readonly string[]): string {
  const near = suggest(name, names);
  return near === null ? `allowed: ${names.join(", ")}` : `did you mean "${near}"?`;
}
