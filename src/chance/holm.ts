/** Holm's correction of p-values for the number of tests. Source: S. Holm, "A simple sequentially rejective multiple test procedure", Scand. J. Statist. 6 (1979). */

/**
 * The corrected values, in the order of `pValues`: rejecting those up to a level errs, in one or more of the whole family, with at most that chance, however the
 * tests hang together. `pValues` are the smallest of a family of `tests`; those left out must be no smaller than any that is there.
 */
export function holm(pValues: readonly number[], tests: number = pValues.length): number[] {
  const order = pValues.map((_, i) => i).sort((i, k) => pValues[i] - pValues[k] || i - k);
  const corrected = new Array<number>(pValues.length);
  let largest = 0;
  order.forEach((test, rank) => {
    largest = Math.max(largest, Math.min(1, (tests - rank) * pValues[test]));
    corrected[test] = largest;
  });
  return corrected;
}
