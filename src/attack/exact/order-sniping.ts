/** Bots that order as soon as free orders open, against honest customers who may be there first. */
import { poissonMass } from "./binomial.js";

/** A term that is a smaller part of its sum than this adds nothing. */
const NEGLIGIBLE = 1e-18;

/**
 * The expected number of free orders that `bots` get: the first `free` orders are free, honest ones come at `honestRate` per unit of time and the bots
 * together `delay` after the opening, so E[min(bots, (free − N)+)] with N ~ Poisson(rate × delay). For orders free by lot (`random_of`) being early brings nothing.
 * With M = min(bots, free) it is Σ over j = 1…M of P(N ≤ free − j) = Σ over i < free of P(N = i) min(bots, free − i).
 */
export function snipedOrders(free: number, bots: number, honestRate: number, delay: number): number {
  const mean = honestRate * delay;
  if (mean === 0) return Math.min(free, bots);
  // From the likeliest number of honest orders down, and up.
  const start = Math.min(free - 1, Math.floor(mean));
  const mass = poissonMass(start, mean);
  let sum = 0;
  for (let i = start, p = mass; i >= 0; i--) {
    const term = p * Math.min(bots, free - i);
    sum += term;
    if (term <= sum * NEGLIGIBLE) break;
    p *= i / mean;
  }
  for (let i = start + 1, p = (mass * mean) / i; i < free; i++) {
    const term = p * Math.min(bots, free - i);
    sum += term;
    if (term <= sum * NEGLIGIBLE) break;
    p *= mean / (i + 1);
  }
  return sum;
}
