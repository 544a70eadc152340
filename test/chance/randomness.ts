/** Statistical tests of numbers in [0, 1), as p-values: the chance that numbers without fault look at least as bad. */
import { sampleCorrelation } from "simple-statistics";
import { chiSquareTail } from "../../src/chance/chi-square.js";
import { normalTail } from "../../src/chance/normal.js";

/** Pearson's test that all cells are equally likely. */
function evenly(counts: ArrayLike<number>, total: number): number {
  const expected = total / counts.length;
  let statistic = 0;
  for (let i = 0; i < counts.length; i++) statistic += (counts[i] - expected) ** 2 / expected;
  return chiSquareTail(statistic, counts.length - 1);
}

/** Chi-square over `cells` equal parts of [0, 1). */
export function spreadP(uniforms: Float64Array, cells: number): number {
  const counts = new Float64Array(cells);
  for (const u of uniforms) counts[Math.floor(u * cells)]++;
  return evenly(counts, uniforms.length);
}

/** Kolmogorov and Smirnov's test, both sides, by the limit law 2 Σ (-1)^(k-1) exp(-2 k² n D²). */
export function kolmogorovP(uniforms: Float64Array): number {
  const sorted = uniforms.toSorted();
  const n = sorted.length;
  let distance = 0;
  for (let i = 0; i < n; i++) distance = Math.max(distance, sorted[i] - i / n, (i + 1) / n - sorted[i]);
  let p = 0;
  for (let k = 1; k < 100; k++) p += 2 * (-1) ** (k - 1) * Math.exp(-2 * k * k * n * distance * distance);
  return p;
}

/** For each of the 53 bits, highest first, that it is set half of the time: the smallest p, times the number of bits. */
export function bitsP(uniforms: Float64Array): number {
  const set = new Float64Array(53);
  for (const u of uniforms) {
    let rest = u;
    for (let bit = 0; bit < 53; bit++) {
      rest *= 2;
      if (rest < 1) continue;
      rest -= 1;
      set[bit]++;
    }
  }
  const n = uniforms.length;
  const worst = set.reduce((most, count) => Math.max(most, Math.abs(count - n / 2) / Math.sqrt(n / 4)), 0);
  return Math.min(1, 53 * 2 * normalTail(worst));
}

/** Chi-square over the 16 × 16 cells of pairs (first[i], second[i]). */
export function pairsP(first: Float64Array, second: Float64Array): number {
  const counts = new Float64Array(256);
  for (let i = 0; i < first.length; i++) counts[Math.floor(first[i] * 16) * 16 + Math.floor(second[i] * 16)]++;
  return evenly(counts, first.length);
}

/** That the pairs do not go together along a line: r √n is nearly a standard normal. */
export function correlationP(first: Float64Array, second: Float64Array): number {
  const r = sampleCorrelation(Array.from(first), Array.from(second));
  return 2 * normalTail(Math.abs(r) * Math.sqrt(first.length));
}
