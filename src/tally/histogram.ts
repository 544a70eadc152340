/** The bins of a histogram of amounts, chosen from the amounts alone. */
import { binWidth } from "../domain/bin-width.js";
import type { AmountCounts } from "./amount-counts.js";

export const MAX_BINS = 40;

/** Half-open: `fromMinor <= amount < toMinor`. */
export interface Span {
  readonly fromMinor: number;
  readonly toMinor: number;
}

export interface Bin extends Span {
  readonly count: number;
}

/** Bins of at least one amount, as `spansOver` chooses them. */
export function histogramOf(amounts: AmountCounts): readonly Bin[] {
  const spans = spansOver(amounts.valuesMinor, MAX_BINS);
  const counts = sumsWithin(spans, amounts.valuesMinor, amounts.counts);
  return spans.map((span, i) => ({ ...span, count: counts[i] }));
}

/**
 * Spans that hold `valuesMinor` (ascending, each once). Up to `most` values get a span each, `[v, v + 1)`; more get those of `spansOfWidth`.
 */
export function spansOver(valuesMinor: Float64Array, most: number): readonly Span[] {
  if (valuesMinor.length > most) return spansOfWidth(valuesMinor[0], valuesMinor[valuesMinor.length - 1], most);
  return Array.from(valuesMinor, (value) => ({ fromMinor: value, toMinor: value + 1 }));
}

/**
 * Spans of the smallest width of the series 1, 2, 5, 10, 20, 50, … minor units that needs at most `most` of them: they start at multiples of
 * it, and run from that of `min` to that of `max`, empty ones between included.
 */
export function spansOfWidth(min: number, max: number, most: number): readonly Span[] {
  const width = binWidth(min, max, most);
  const first = Math.floor(min / width);
  return Array.from({ length: Math.floor(max / width) - first + 1 }, (_, i) => ({
    fromMinor: (first + i) * width,
    toMinor: (first + i + 1) * width,
  }));
}

/** For each of some ascending spans the sum of the weights of the values in it; what lies in none is left out. */
export function sumsWithin(spans: readonly Span[], valuesMinor: Float64Array, weights: Float64Array): number[] {
  const sums = new Array<number>(spans.length).fill(0);
  let at = 0;
  for (let i = 0; i < valuesMinor.length; i++) {
    while (at < spans.length && spans[at].toMinor <= valuesMinor[i]) at++;
    if (at < spans.length && valuesMinor[i] >= spans[at].fromMinor) sums[at] += weights[i];
  }
  return sums;
}
