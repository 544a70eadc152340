/** The bins in which people see drawn, expected and redeemed counts side by side. */
import type { AmountCounts } from "./amount-counts.js";
import type { Expected } from "./expected-counts.js";
import { MAX_BINS, type Span, spansOfWidth, spansOver, sumsWithin } from "./histogram.js";

export interface DrawnBin extends Span {
  readonly drawn: number;
  readonly expected: number;
  readonly redeemed: number;
}

/** Draws that each end of the design may expect beyond the bins: fewer than would show. */
const TAIL = 0.5;

/**
 * At most 40 bins over the drawn amounts and those of the design, without the ends of the design that expect less than half a draw in all. 0, where
 * it is among them, has a bin of its own, as it stands for draws that give nothing; the others have bins as `spansOver` chooses them.
 */
export function drawnHistogram(drawn: AmountCounts, expected: Expected, redeemed: AmountCounts): DrawnBin[] {
  const spans = spansOfBoth(drawn.valuesMinor, withoutTails(expected));
  const drawnIn = sumsWithin(spans, drawn.valuesMinor, drawn.counts);
  const expectedIn = sumsWithin(spans, expected.valuesMinor, expected.counts);
  const redeemedIn = sumsWithin(spans, redeemed.valuesMinor, redeemed.counts);
  return spans.map((span, i) => ({ ...span, drawn: drawnIn[i], expected: expectedIn[i], redeemed: redeemedIn[i] }));
}

/** At least one value is left. */
function withoutTails({ valuesMinor, counts }: Expected): Float64Array {
  let first = 0;
  let last = counts.length - 1;
  for (let below = counts[first]; below < TAIL && first < last; below += counts[first]) first++;
  for (let above = counts[last]; above < TAIL && last > first; above += counts[last]) last--;
  return valuesMinor.subarray(first, last + 1);
}

function spansOfBoth(a: Float64Array, b: Float64Array): readonly Span[] {
  if (a[0] !== 0 && b[0] !== 0) return spansOfUnion(a, b, MAX_BINS);
  const nothing = { fromMinor: 0, toMinor: 1 };
  const above = [a, b].map((values) => (values[0] === 0 ? values.subarray(1) : values));
  const [first, ...others] = spansOfUnion(above[0], above[1], MAX_BINS - 1);
  if (first === undefined) return [nothing];
  return [nothing, { ...first, fromMinor: Math.max(1, first.fromMinor) }, ...others];
}

/** As `spansOver` of all values of both, which may be millions; either may be empty. */
function spansOfUnion(a: Float64Array, b: Float64Array, most: number): readonly Span[] {
  const few = new Set([...a.subarray(0, most + 1), ...b.subarray(0, most + 1)]);
  if (few.size <= most) return spansOver(Float64Array.from(few).sort(), most);
  return spansOfWidth(smallest(a, b), largest(a, b), most);
}

function smallest(a: Float64Array, b: Float64Array): number {
  return Math.min(a[0] ?? Number.POSITIVE_INFINITY, b[0] ?? Number.POSITIVE_INFINITY);
}

function largest(a: Float64Array, b: Float64Array): number {
  return Math.max(a[a.length - 1] ?? 0, b[b.length - 1] ?? 0);
}
