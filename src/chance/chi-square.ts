/**
 * The upper tail of the chi-square distribution, by the regularised incomplete gamma function.
 * Sources: series and continued fraction of Abramowitz and Stegun 6.5.29 and 6.5.31, the latter evaluated as Lentz, Appl. Opt. 15 (1976).
 */
import { gammaln } from "simple-statistics";

const ENOUGH = 1e-16;
const TINY = 1e-300;

/** P(X >= statistic) for X chi-square with `degrees` degrees of freedom, `degrees` from 1; absolute error below 1e-12. */
export function chiSquareTail(statistic: number, degrees: number): number {
  if (statistic <= 0) return 1;
  if (statistic === Number.POSITIVE_INFINITY) return 0;
  const a = degrees / 2;
  const x = statistic / 2;
  const scale = Math.exp(a * Math.log(x) - x - gammaln(a));
  return x < a + 1 ? 1 - scale * series(a, x) : scale * fraction(a, x);
}

/** Σ x^n / (a (a + 1) … (a + n)). */
function series(a: number, x: number): number {
  let term = 1 / a;
  let sum = term;
  for (let n = 1; term > sum * ENOUGH; n++) {
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
    if (Math.abs(d * c - 1) < ENOUGH * 4) return value;
  }
}

/** Lentz's guard against a division by zero. */
function away(value: number): number {
  return Math.abs(value) < TINY ? TINY : value;
}
