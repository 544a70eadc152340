/** Binomial numbers that keep their digits for rare events and many trials. */

const TWO_PI = 6.283185307179586;
/** From here on four terms of Stirling's series are exact to a double. */
const LARGE = 16;
/** A term that is a smaller part of its sum than this adds nothing. */
const NEGLIGIBLE = 1e-18;

/** P(none in `trials`) = q^trials, from p and q = 1 − p, of which the smaller has the digits. */
export function noneProbability(trials: number, p: number, q: number): number {
  return Math.exp(trials * logarithm(p, q));
}

/** P(at least one in `trials`) = 1 − q^trials. */
export function someProbability(trials: number, p: number, q: number): number {
  if (p === 0) return 0;
  return -Math.expm1(trials * logarithm(p, q));
}

/** ln q. */
function logarithm(p: number, q: number): number {
  return p < 0.5 ? Math.log1p(-p) : Math.log(q);
}

/**
 * E[min(cap, N)] for N binomial of `trials` and p: of what succeeds, how many are kept. Any of cap and trials may be Infinity.
 * The expectation without the cap less E[(N − cap)+], or the cap less E[(cap − N)+], whichever is the small correction; either is a sum of
 * positive terms.
 */
export function expectedKept(cap: number, trials: number, p: number, q: number): number {
  if (p === 0) return 0;
  if (trials === Number.POSITIVE_INFINITY) return cap;
  if (cap >= trials) return trials * p;
  if (q === 0) return cap;
  if (cap === 1) return someProbability(trials, p, q);
  let sum = 0;
  if (cap > trials * p) {
    let mass = binomialMass(cap + 1, trials, p, q);
    for (let i = cap + 1; i <= trials; i++) {
      const term = (i - cap) * mass;
      sum += term;
      if (term <= sum * NEGLIGIBLE) break;
      mass *= ((trials - i) / (i + 1)) * (p / q);
    }
    return trials * p - sum;
  }
  let mass = binomialMass(cap - 1, trials, p, q);
  for (let i = cap - 1; i >= 0; i--) {
    const term = (cap - i) * mass;
    sum += term;
    if (term <= sum * NEGLIGIBLE) break;
    mass *= (i / (trials - i + 1)) * (q / p);
  }
  return cap - sum;
}

/**
 * P(N = successes), relatively exact. Source: Loader, Fast and Accurate Computation of Binomial Probabilities (2000): the saddle point
 * form, in which no large logarithms cancel.
 */
export function binomialMass(successes: number, trials: number, p: number, q: number): number {
  const failures = trials - successes;
  if (successes === 0) return noneProbability(trials, p, q);
  if (failures === 0) return noneProbability(trials, q, p);
  const exponent =
    stirlingError(trials) -
    stirlingError(successes) -
    stirlingError(failures) -
    deviance(successes, trials * p) -
    deviance(failures, trials * q);
  return Math.exp(exponent) * Math.sqrt(trials / (TWO_PI * successes * failures));
}

/** P(N = count) for N Poisson of a mean above 0, after Loader too. */
export function poissonMass(count: number, mean: number): number {
  if (count === 0) return Math.exp(-mean);
  return Math.exp(-stirlingError(count) - deviance(count, mean)) / Math.sqrt(TWO_PI * count);
}

/** ln n! less Stirling's formula for it. */
function stirlingError(n: number): number {
  if (n < LARGE) {
    let factorial = 1;
    for (let i = 2; i <= n; i++) factorial *= i;
    return Math.log(factorial) - (n + 0.5) * Math.log(n) + n - 0.5 * Math.log(TWO_PI);
  }
  const square = n * n;
  return (1 / 12 - (1 / 360 - (1 / 1260 - 1 / (1680 * square)) / square) / square) / n;
}

/** x ln(x / mean) + mean − x, as a series where x is near the mean and the terms would cancel. */
function deviance(x: number, mean: number): number {
  if (Math.abs(x - mean) >= 0.1 * (x + mean)) return x * Math.log(x / mean) + mean - x;
  const v = (x - mean) / (x + mean);
  let sum = (x - mean) * v;
  let power = 2 * x * v;
  for (let j = 1; ; j++) {
    power *= v * v;
    const next = sum + power / (2 * j + 1);
    if (next === sum) return sum;
    sum = next;
  }
}
