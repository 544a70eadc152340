/** The upper tail of the binomial distribution, summed term by term. */
import { lnChoose } from "./ln-choose.js";

/** A term that is a smaller part of its sum than this adds nothing. */
const NEGLIGIBLE = 1e-17;

/**
 * P(X >= successes) for X binomial of `trials` (a whole number from 0) and p (0 to 1). The smaller side is summed from its largest term outwards, so that
 * a tail keeps its digits however small it is: relative error below 1e-9 up to a million trials.
 */
export function binomialTail(successes: number, trials: number, p: number): number {
  if (successes <= 0) return 1;
  if (successes > trials || p <= 0) return 0;
  if (p >= 1) return 1;
  const odds = p / (1 - p);
  let term = mass(successes, trials, p);
  let sum = 0;
  if (successes > trials * p) {
    for (let i = successes; i <= trials && term > sum * NEGLIGIBLE; i++) {
      sum += term;
      term *= ((trials - i) / (i + 1)) * odds;
    }
    return Math.min(1, sum);
  }
  term = mass(successes - 1, trials, p);
  for (let i = successes - 1; i >= 0 && term > sum * NEGLIGIBLE; i--) {
    sum += term;
    term *= i / (trials - i + 1) / odds;
  }
  return Math.max(0, 1 - sum);
}

function mass(successes: number, trials: number, p: number): number {
  return Math.exp(lnChoose(trials, successes) + successes * Math.log(p) + (trials - successes) * Math.log1p(-p));
}
