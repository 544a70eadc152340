/** Logarithms of binomial coefficients. */
import { gammaln } from "simple-statistics";

/** ln of the ways to choose `k` of `n`; whole numbers, 0 <= k <= n. */
export function lnChoose(n: number, k: number): number {
  if (k === 0 || k === n) return 0;
  return gammaln(n + 1) - gammaln(k + 1) - gammaln(n - k + 1);
}
