/** The mass of the standard normal between two points, relatively exact also where they lie close together or far in one tail. */
import { normalCdf, normalDensity, normalTail } from "./normal.js";

/** P(low <= Z < low + width); `width` from 0 to +Infinity. It is asked for as such, as the difference of two points has fewer digits. */
export function normalMass(low: number, width: number): number {
  const high = low + width;
  if (isShort(low, width)) return shortMass(low + width / 2, width / 2);
  return low > 0 ? normalTail(low) - normalTail(high) : normalCdf(high) - normalCdf(low);
}

/** True where the density hardly changes from one end to the other: a difference of tails would then lose digits. */
export function isShort(low: number, width: number): boolean {
  return width * Math.max(1, Math.abs(low), Math.abs(low + width)) < 1;
}

/** Of the even terms of the series, as many as a double can see in a short interval. */
const TERMS = 9;

/**
 * The density's Taylor series about `middle`, integrated over `half` to either side: 2 h φ(m) Σ He_n(m) h^n / (n! (n + 1)) over even n.
 * Source: Hermite polynomials He as derivatives of the density, Abramowitz and Stegun 26.2.31, and their recurrence 22.7.14.
 */
function shortMass(middle: number, half: number): number {
  const drift = middle * half;
  const square = half * half;
  let even = 1;
  let odd = drift;
  let sum = 1;
  for (let n = 2; n <= 2 * TERMS; n += 2) {
    even = (drift * odd - square * even) / n;
    odd = (drift * even - square * odd) / (n + 1);
    sum += even / (n + 1);
  }
  return 2 * half * normalDensity(middle) * sum;
}
