/** Masses of a normal distribution as whole numbers of very many bits, so that even the far tails keep their digits. */

/** A normal in minor units, and the bits behind the binary point of all its masses. */
export interface Normal {
  mean: bigint;
  sd: bigint;
  bits: bigint;
}

/** `from`, `to`: the farthest points of which masses will be asked, in minor units. */
export function createNormal(mean: bigint, sd: bigint, from: bigint, to: bigint): Normal {
  const far = (x: bigint): bigint => ((x > mean ? x - mean : mean - x) + sd) / sd + 1n;
  const most = far(from) > far(to) ? far(from) : far(to);
  // At z standard deviations the density is 2^(-0.72 z²), and the largest term of the series as far above 1.
  return { mean, sd, bits: 192n + 2n * most * most };
}

/** The integral of exp(-t²/2) from the mean to `twice`/2 minor units, times 2^bits; below the mean it is below 0. */
export function massBefore(normal: Normal, twice: bigint): bigint {
  const { mean, sd, bits } = normal;
  const z = ((twice - 2n * mean) << bits) / (2n * sd);
  const square = (z * z) >> bits;
  // Σ (-1)^n z^(2n+1) / (2^n n! (2n+1))
  let power = z;
  let sum = 0n;
  for (let n = 0n; power !== 0n && power !== -1n; n += 1n) {
    sum += power / (2n * n + 1n);
    power = -((power * square) >> bits) / (2n * (n + 1n));
  }
  return sum;
}
