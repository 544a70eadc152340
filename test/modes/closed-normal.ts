/** The normal distribution for tests, by a series and a continued fraction, and the textbook moments of a truncated one. */

export function density(z: number): number {
  return Math.exp(-z * z * 0.5) / Math.sqrt(2 * Math.PI);
}

/** P(Z > z), relatively exact for every z: Abramowitz and Stegun 26.2.11 near the middle, 26.2.14 in the tail. */
export function tail(z: number): number {
  if (z < 0) return 1 - tail(-z);
  if (z > 4) {
    let fraction = z;
    for (let n = 400; n > 0; n--) fraction = z + n / fraction;
    return density(z) / fraction;
  }
  // φ(z) (z + z³/3 + z⁵/(3·5) + …): no term cancels another.
  let term = z;
  let sum = 0;
  for (let n = 3; term > 1e-18; n += 2) {
    sum += term;
    term *= (z * z) / n;
  }
  return 0.5 - density(z) * sum;
}

/** P(low <= Z < high). */
export function between(low: number, high: number): number {
  return low > 0 ? tail(low) - tail(high) : tail(-high) - tail(-low);
}

export interface Truncated {
  readonly mean: number;
  readonly sd: number;
  readonly min: number;
  readonly max: number;
}

/** P(from <= X < to). */
export function massOf({ mean, sd, min, max }: Truncated, from: number, to: number): number {
  const low = Math.max(from, min);
  const high = Math.min(to, max);
  return low < high
    ? between((low - mean) / sd, (high - mean) / sd) / between((min - mean) / sd, (max - mean) / sd)
    : 0;
}

/** Source: Johnson, Kotz, Balakrishnan, "Continuous univariate distributions" 1, 13.10.1. */
export function momentsOfTruncated({ mean, sd, min, max }: Truncated): { mean: number; variance: number } {
  const a = (min - mean) / sd;
  const b = (max - mean) / sd;
  const inside = between(a, b);
  const drift = (density(a) - density(b)) / inside;
  const spread = (a * density(a) - b * density(b)) / inside;
  return { mean: mean + sd * drift, variance: sd * sd * (1 + spread - drift * drift) };
}
