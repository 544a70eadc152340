/** Splitting an amount into parts that add up to it: largest remainder (Hamilton's method). */

/**
 * Writes into `parts` the shares of `amount` (an integer, not negative) in proportion to `weights` (integers, not negative,
 * same length, with a positive sum that is itself a safe integer): each gets the floor of its exact share, and what is left goes,
 * one minor unit each, to the largest remainders; ties go to the one that comes first.
 * `splitByLargestRemainder(100, [1, 1, 1], parts)` writes 34, 33, 33.
 */
export function splitByLargestRemainder(
  amount: number,
  weights: ArrayLike<number>,
  parts: Float64Array | number[],
): void {
  let total = 0;
  for (let i = 0; i < weights.length; i++) total += weights[i];
  if (!Number.isSafeInteger(amount * total)) {
    splitBig(amount, weights, parts);
    return;
  }
  let given = 0;
  for (let i = 0; i < weights.length; i++) {
    parts[i] = Math.floor((amount * weights[i]) / total); // exact below 2^53, see domain/rounding.ts
    given += parts[i];
  }
  for (let left = amount - given; left > 0; left--) {
    // A remainder of 0 never wins: the remainders add up to left × total, each below total.
    let best = -1;
    let bestRest = -1;
    for (let i = 0; i < weights.length; i++) {
      const rest = amount * weights[i] - parts[i] * total; // below 0 once i has had its unit
      if (rest > bestRest) {
        best = i;
        bestRest = rest;
      }
    }
    parts[best] += 1;
  }
}

function splitBig(amount: number, weights: ArrayLike<number>, parts: Float64Array | number[]): void {
  const wide = Array.from(weights, BigInt);
  const total = wide.reduce((sum, weight) => sum + weight, 0n);
  const rests = wide.map((weight) => (BigInt(amount) * weight) % total);
  let left = BigInt(amount);
  for (let i = 0; i < wide.length; i++) {
    const floor = (BigInt(amount) * wide[i]) / total;
    parts[i] = Number(floor);
    left -= floor;
  }
  const order = rests.map((_, i) => i).sort((i, j) => (rests[i] === rests[j] ? i - j : rests[i] > rests[j] ? -1 : 1));
  for (let k = 0; k < Number(left); k++) parts[order[k]] += 1;
}
