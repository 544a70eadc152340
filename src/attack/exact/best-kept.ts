/** The discount of the best of several draws: of those that reach a threshold, so many of the largest are kept. */
import { expectedKept } from "./binomial.js";
import type { DrawTable } from "./draw-table.js";

export interface Kept {
  readonly settled: number;
  readonly discountMinor: number;
}

/**
 * The `cap` largest of `trials` draws, of those that reach the amount at `lowest`; search ends once `cap` of them reach the amount at `enough`,
 * and then those are taken as they came (`enough` = `draw.length`: it never ends early).
 * Of amounts from v on, min(cap, N(v)) are kept with N(v) ~ Bin(trials, P(D ≥ v)), so their sum is lowest × E[min(cap, N(lowest))] plus each step to
 * the next amount times E[min(cap, N(next))]: the same as summing order statistics P(D_(j:k) ≥ v) over j ≤ cap, with positive terms only.
 * For cap = 1 this is Σ v (F(v)^n − F(v−)^n). Source: David and Nagaraja, Order Statistics (2003), 2.1.
 */
export function keepBest(draw: DrawTable, trials: number, cap: number, lowest: number, enough: number): Kept {
  if (lowest === draw.length) return { settled: 0, discountMinor: 0 };
  const { valuesMinor, reached, below } = draw;
  const kept = (i: number) => expectedKept(cap, trials, reached[i], below[i]);
  const settled = kept(lowest);
  let discount = valuesMinor[lowest] * settled;
  const last = Math.min(enough, draw.length - 1);
  let keptLast = settled;
  for (let i = lowest + 1; i <= last; i++) {
    keptLast = kept(i);
    discount += (valuesMinor[i] - valuesMinor[i - 1]) * keptLast;
  }
  // Those that were enough are draws like any other from that amount on.
  if (enough < draw.length) discount += (draw.meanFrom(last) - valuesMinor[last]) * keptLast;
  return { settled, discountMinor: discount };
}
