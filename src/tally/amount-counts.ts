/** Amounts with how often each occurred: what summaries, histograms and fits are made from. */

export interface AmountCounts {
  /** Minor units, ascending, each once. */
  readonly valuesMinor: Float64Array;
  /** Of each value: above 0. */
  readonly counts: Float64Array;
}

/** Counts of `sorted`, ascending amounts with repetitions. */
export function countSorted(sorted: Float64Array): AmountCounts {
  let distinct = 0;
  for (let i = 0; i < sorted.length; i++) if (i === 0 || sorted[i] !== sorted[i - 1]) distinct++;
  const valuesMinor = new Float64Array(distinct);
  const counts = new Float64Array(distinct);
  let place = -1;
  for (let i = 0; i < sorted.length; i++) {
    if (i === 0 || sorted[i] !== sorted[i - 1]) valuesMinor[++place] = sorted[i];
    counts[place]++;
  }
  return { valuesMinor, counts };
}

/** Counts of all parts together. */
export function mergeCounts(parts: readonly AmountCounts[]): AmountCounts {
  if (parts.length === 1) return parts[0];
  const merged = new Map<number, number>();
  for (const { valuesMinor, counts } of parts) {
    for (let i = 0; i < counts.length; i++) {
      merged.set(valuesMinor[i], (merged.get(valuesMinor[i]) ?? 0) + counts[i]);
    }
  }
  const valuesMinor = Float64Array.from(merged.keys()).sort();
  return { valuesMinor, counts: valuesMinor.map((value) => merged.get(value) as number) };
}

/** How many amounts there are in all. */
export function sizeOf({ counts }: AmountCounts): number {
  return counts.reduce((sum, count) => sum + count, 0);
}
