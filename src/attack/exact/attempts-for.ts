/** How many attempts make a success as good as certain. */

/** Quotients of logarithms that should be whole miss it by less. */
const ROUNDING = 1e-12;

/**
 * The smallest n with 1 − (1 − p)^n ≥ confidence, for a chance p above 0 up to 1: ⌈ln(1 − x) / ln(1 − p)⌉, at least 1. Infinity for a confidence of 1
 * that a chance below 1 cannot give.
 */
export function attemptsFor(confidence: number, chance: number): number {
  if (chance === 1) return 1;
  const quotient = Math.log1p(-confidence) / Math.log1p(-chance);
  return Math.max(1, Math.ceil(quotient * (1 - ROUNDING)));
}
