/**
 * The upper tail of the chi-square distribution, by the regularised incomplete gamma function.
 * Sources: series and continued fraction of Abramowitz and Stegun 6.5.29 and 6.5.31, the latter evaluated as Lentz, Appl. Opt. 15 (1976);
 * Stirling's series, A&S 6.1.41.
 */
import { gammaln } from "simple-statistics";

/** A term that is a smaller part of its sum than this adds nothing. */
const NEGLIGIBLE = 1e-17;
/** A factor that is as close to 1 as this changes nothing but the last digits. */
const SETTLED = 1e-15;
const TINY = 1e-300;
/** From here on four terms of Stirling's series are exact to a double. */
const LARGE = 16;
const TWO_PI = 6.283185307179586;

/** P(X >= statistic) for X chi-square with `degrees` degrees of freedom, from 1; absolute error below 1e-13. */
export function chiSquareTail(statistic: number, degrees: number): number {
  if (statistic <= 0) return 1;
  if (statistic === Number.POSITIVE_INFINITY) return 0;
  const a = degrees / 2;
  const x = statistic / 2;
  return x < a + 1 ? 1 - scale(a, x) * series(a, x) : scale(a, x) * fraction(a, x);
}

/** x^a e^-x / Γ(a). For a large `a` the logarithms of its factors are large and nearly cancel: there they are compared, not subtracted. */
function scale(a: number, x: number): number {
  if (a < LARGE) return Math.exp(a * Math.log(x) - x - gammaln(a));
  const apart = (x - a) / a;
  const stirling = (1 / 12 - (1 / 360 - (1 / 1260 - 1 / (1680 * a * a)) / (a * a)) / (a * a)) / a;
  return Math.sqrt(a / TWO_PI) * Math.exp(a * (Math.log1p(apart) - apart) - stirling);
}

/** Σ x^n / (a (a + 1) … (a + n)). */
function series(a: number, x: number): number {
  let term = 1 / a;
  let sum = term;
  for (let n = 1; term > sum * NEGLIGIBLE; n++) {
    term *= x / (a + n);
    sum += term;
  }
  return sum;
}

/** 1 / (x + 1 − a − 1(1 − a) / (x + 3 − a − 2(2 − a) / (x + 5 − a − …))). */
function fraction(a: number, x: number): number {
  let b = x + 1 - a;
  let c = 1 / TINY;
  let d = 1 / b;
  let value = d;
  for (let n = 1; ; n++) {
    const numerator = -n * (n - a);
    b += 2;
    d = 1 / away(numerator * d + b);
    c = away(b + numerator / c);
    value *= d * c;
    if (Math.abs(d * c - 1) < SETTLED) return value;
  }
}

/** Lentz's guard against a division by zero. */
function away(value: number): number {
  return Math.abs(value) < TINY ? TINY : value;
}
