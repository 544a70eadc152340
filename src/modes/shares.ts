/** One of several by weight: the shares of the weights, and which of them a uniform falls into. */

export interface Shares {
  /** Of each weight; they add up to 1. */
  readonly each: readonly number[];
  /** Of all weights before each. */
  readonly before: readonly number[];
}

/** `weights` are above 0, at least one. */
export function sharesOf(weights: readonly number[]): Shares {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  let sum = 0;
  const before = weights.map((weight) => {
    const share = sum / total;
    sum += weight;
    return share;
  });
  return { each: weights.map((weight) => weight / total), before };
}

/** The last weight whose share begins at or below `uniform`. */
export function indexByShare({ before }: Shares, uniform: number): number {
  let low = 0;
  let high = before.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >>> 1;
    if (before[middle] <= uniform) low = middle;
    else high = middle - 1;
  }
  return low;
}
