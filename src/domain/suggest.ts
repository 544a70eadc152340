/** "Did you mean": the allowed name nearest to one that was not understood. */
import { closest, distance } from "fastest-levenshtein";

/** Of a longer name the rest is not looked at: it bounds the work that one hostile text can ask for. */
const MAX_COMPARED = 300;

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

/** The `count` names that are nearest, however far that is; the nearest first. */
export function nearest(name: string, names: readonly string[], count = 3): string[] {
  const start = name.slice(0, MAX_COMPARED);
  const far = new Map(names.map((known) => [known, distance(start, known)]));
  return [...names].sort((a, b) => (far.get(a) ?? 0) - (far.get(b) ?? 0)).slice(0, count);
}
