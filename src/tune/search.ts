/** Looks for the largest or smallest place of a range at which a target is met, seeing as few places as it can. */
import { assert } from "../domain/problem.js";
import { type CurvePoint, isMonotone } from "./curve.js";

export type Preference = "largest" | "smallest";

export interface Found {
  /** All points seen, by index. */
  readonly curve: readonly CurvePoint[];
  /** As far as it was seen. */
  readonly monotone: boolean;
  /** The one asked for, or the one that the curve suggests. */
  readonly preference: Preference;
  /** Null where the target is met nowhere. */
  readonly best: CurvePoint | null;
  /** The neighbour of `best` that no longer meets the target; null where the range ends there. */
  readonly beyond: CurvePoint | null;
}

/** Parts of the range that the first look takes, and those of the second, where the curve turns out not to go one way. */
const FIRST_LOOK = 4;
const SECOND_LOOK = 20;

/**
 * Looks at the ends of the range and three places between, then halves the stretch at whose ends the target is met and missed until they are
 * neighbours. Where what it has seen is not monotone it looks at 21 places over the range first, and can then only say what is best as far as they tell.
 * `see` is asked once for a place.
 */
export async function search(
  size: number,
  preference: Preference | null,
  see: (index: number) => Promise<CurvePoint>,
): Promise<Found> {
  const seen = new Map<number, CurvePoint>();
  const at = async (index: number): Promise<CurvePoint> => {
    const known = seen.get(index) ?? (await see(index));
    seen.set(index, known);
    return known;
  };
  const curve = () => [...seen.values()].sort((a, b) => a.index - b.index);
  const look = async (parts: number) => {
    for (let part = 0; part <= parts; part++) await at(Math.round((part * (size - 1)) / parts));
  };
  await look(FIRST_LOOK);
  let looks = 1;
  for (;;) {
    if (looks === 1 && !isMonotone(curve())) {
      await look(SECOND_LOOK);
      looks = 2;
    }
    const wanted = preference ?? suggested(curve());
    const found = bestOf(curve(), wanted);
    if (found.best !== null && found.beyond !== null) await halve(found.best, found.beyond, at);
    if (looks === 2 || isMonotone(curve())) {
      return { curve: curve(), monotone: isMonotone(curve()), preference: wanted, ...bestOf(curve(), wanted) };
    }
  }
}

/** Narrows a place that meets the target and one that does not down to neighbours. */
async function halve(meets: CurvePoint, fails: CurvePoint, at: (index: number) => Promise<CurvePoint>): Promise<void> {
  let [good, bad] = [meets.index, fails.index];
  while (Math.abs(good - bad) > 1) {
    const middle = Math.round((good + bad) / 2);
    if ((await at(middle)).meets) good = middle;
    else bad = middle;
  }
}

/** The value at the boundary: the largest where small values meet the target, the smallest where large ones do. Where both ends do, the end nearer to the bound. */
function suggested(curve: readonly CurvePoint[]): Preference {
  const first = curve[0];
  const last = curve[curve.length - 1];
  if (first.meets !== last.meets) return first.meets ? "largest" : "smallest";
  return first.meets && first.margin < last.margin ? "smallest" : "largest";
}

function bestOf(curve: readonly CurvePoint[], preference: Preference): Pick<Found, "best" | "beyond"> {
  const ordered = preference === "largest" ? [...curve].reverse() : curve;
  const place = ordered.findIndex(({ meets }) => meets);
  if (place === -1) return { best: null, beyond: null };
  const beyond = place === 0 ? null : ordered[place - 1];
  assert(beyond === null || !beyond.meets, "nothing beyond the best meets the target");
  return { best: ordered[place], beyond };
}
