/** The amounts of the coupons of one grant: parts of a total that add up to it, each of one minor unit at least. */

/** Parts that differ by one minor unit at most, the larger ones first: what largest remainders come to of equal weights. */
export function splitEqually(totalMinor: number, count: number): number[] {
  const part = Math.floor(totalMinor / count);
  const larger = totalMinor - part * count;
  return Array.from({ length: count }, (_, i) => (i < larger ? part + 1 : part));
}

/**
 * Every way to write the total as that many ordered parts above 0 is as likely: the parts lie between cuts, and the cuts are a uniform choice of
 * `count − 1` of the `total − 1` places for one. `uniform(i)` for i from 1 to `count − 1` are uniforms in [0, 1).
 * Source: R. W. Floyd's sampling of subsets, in Bentley, "Programming pearls", CACM 30 (1987).
 */
export function splitAtRandom(totalMinor: number, count: number, uniform: (i: number) => number): number[] {
  const places = totalMinor - 1;
  const cuts = new Set<number>();
  for (let i = 1; i < count; i++) {
    const last = places - (count - 1) + i;
    const place = 1 + Math.floor(uniform(i) * last);
    cuts.add(cuts.has(place) ? last : place);
  }
  const ordered = Float64Array.from(cuts).sort();
  return Array.from({ length: count }, (_, i) => (ordered[i] ?? totalMinor) - (i === 0 ? 0 : ordered[i - 1]));
}
