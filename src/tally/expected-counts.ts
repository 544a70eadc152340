/** How often each amount is to be expected of many draws: their laws added up, a table's weights first and its values once at the end. */
import { capped, type Distribution, type Law, type LawPart, underCeiling } from "../chance/law.js";

export interface Expected {
  /** All amounts that any of the laws can give, ascending, each once. */
  readonly valuesMinor: Float64Array;
  /** Of each of them; they add up to the number of draws within rounding. */
  readonly counts: Float64Array;
}

export class ExpectedCounts {
  /** Draws by table and the most that they could give of it. */
  private readonly tables = new Map<Distribution, Map<number, number>>();
  /** Expected counts of amounts that came alone. */
  private readonly single = new Map<number, number>();

  /** Adds `draws` draws of a law, none of which gives more than `ceilingMinor`. */
  add(law: Law, ceilingMinor: number, draws: number): void {
    for (const part of capped(law, ceilingMinor)) this.addPart(part, draws * part.weight);
  }

  private addPart(part: LawPart, draws: number): void {
    const { distribution, ceilingMinor, cut } = part;
    const { valuesMinor, probabilities } = distribution;
    // A part that gives whole steps has its own answer to every ceiling, and few values.
    if (valuesMinor.length === 1 || cut !== undefined) {
      valuesMinor.forEach((value, i) => {
        increase(this.single, underCeiling(part, value), draws * probabilities[i]);
      });
      return;
    }
    const most = Math.max(0, Math.min(ceilingMinor, valuesMinor[valuesMinor.length - 1]));
    const ceilings = this.tables.get(distribution) ?? new Map<number, number>();
    this.tables.set(distribution, ceilings);
    increase(ceilings, most, draws);
  }

  /** Called once, after the last draw. */
  finish(): Expected {
    const spreads = [...this.tables].map(([distribution, ceilings]) => spread(distribution, ceilings, this.single));
    return sumOf([sortedOf(this.single), ...spreads]);
  }
}

/**
 * What the draws give of the table's own values. One pass from the largest down: a value is given by the draws whose ceiling it does not pass;
 * all that is above a ceiling falls on it, into `cutOff`.
 */
function spread(
  { valuesMinor, probabilities }: Distribution,
  ceilings: ReadonlyMap<number, number>,
  cutOff: Map<number, number>,
): Expected {
  const falling = Float64Array.from(ceilings.keys()).sort().reverse();
  const counts = new Float64Array(valuesMinor.length);
  let next = 0;
  let reaching = 0;
  let above = 0;
  for (let i = valuesMinor.length - 1; i >= 0; i--) {
    for (; next < falling.length && falling[next] >= valuesMinor[i]; next++) {
      const draws = ceilings.get(falling[next]) as number;
      reaching += draws;
      if (i < valuesMinor.length - 1) increase(cutOff, falling[next], draws * above);
    }
    counts[i] = reaching * probabilities[i];
    above += probabilities[i];
  }
  for (; next < falling.length; next++) {
    increase(cutOff, falling[next], (ceilings.get(falling[next]) as number) * above);
  }
  // Beyond the highest ceiling there is no value to give.
  const given = valuesMinor.findIndex((value) => value > falling[0]);
  return given === -1
    ? { valuesMinor, counts }
    : { valuesMinor: valuesMinor.subarray(0, given), counts: counts.subarray(0, given) };
}

function increase(counts: Map<number, number>, value: number, by: number): void {
  counts.set(value, (counts.get(value) ?? 0) + by);
}

function sortedOf(counts: ReadonlyMap<number, number>): Expected {
  const valuesMinor = Float64Array.from(counts.keys()).sort();
  return { valuesMinor, counts: valuesMinor.map((value) => counts.get(value) as number) };
}

/** Neighbours first, then pairs of them: each value is moved a few times, however many lists there are. */
function sumOf(lists: readonly Expected[]): Expected {
  if (lists.length === 1) return lists[0];
  const middle = lists.length >> 1;
  return merged(sumOf(lists.slice(0, middle)), sumOf(lists.slice(middle)));
}

function merged(a: Expected, b: Expected): Expected {
  if (a.counts.length === 0) return b;
  const valuesMinor = new Float64Array(a.counts.length + b.counts.length);
  const counts = new Float64Array(valuesMinor.length);
  let size = 0;
  for (let i = 0, k = 0; i < a.counts.length || k < b.counts.length; size++) {
    const left = i < a.counts.length ? a.valuesMinor[i] : Number.POSITIVE_INFINITY;
    const right = k < b.counts.length ? b.valuesMinor[k] : Number.POSITIVE_INFINITY;
    valuesMinor[size] = Math.min(left, right);
    if (left <= right) counts[size] += a.counts[i++];
    if (right <= left) counts[size] += b.counts[k++];
  }
  return { valuesMinor: valuesMinor.subarray(0, size), counts: counts.subarray(0, size) };
}
