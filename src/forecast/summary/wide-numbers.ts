/** Whole numbers from 0 beyond what a double holds, side by side in one array: three doubles a number, the least first, each with 52 bits. */

export const LANES = 3;

const BITS = 52;
const BASE = 2 ** BITS;
const HALF = 2 ** (BITS / 2);
const MASK = (1n << BigInt(BITS)) - 1n;

/** Adds a whole number from 0; `at` counts numbers. */
export function addValue(into: Float64Array, at: number, value: number): void {
  const low = value % BASE;
  addLanes(into, at, low, (value - low) / BASE, 0);
}

export function addSquare(into: Float64Array, at: number, value: number): void {
  if (value >= BASE) {
    const square = BigInt(value) ** 2n;
    addLanes(into, at, lane(square, 0), lane(square, 1), lane(square, 2));
    return;
  }
  // (high · 2^26 + low)²: no product exceeds 2^53.
  const low = value % HALF;
  const high = (value - low) / HALF;
  const cross = 2 * high * low;
  const crossLow = cross % HALF;
  addLanes(into, at, low * low, (cross - crossLow) / HALF, 0);
  addLanes(into, at, crossLow * HALF, high * high, 0);
}

/** Adds the number at `from` of another array. */
export function addWide(into: Float64Array, at: number, other: Float64Array, from: number): void {
  const i = from * LANES;
  addLanes(into, at, other[i], other[i + 1], other[i + 2]);
}

export function toBigInt(numbers: Float64Array, at: number): bigint {
  const [low, middle, high] = numbers.subarray(at * LANES, (at + 1) * LANES);
  return BigInt(low) + (BigInt(middle) << BigInt(BITS)) + (BigInt(high) << BigInt(2 * BITS));
}

/** What is added is below 2^52, but for the last lane, so that no sum of two and a carry is rounded. */
function addLanes(into: Float64Array, at: number, low: number, middle: number, high: number): void {
  const i = at * LANES;
  let lows = into[i] + low;
  let middles = into[i + 1] + middle;
  let highs = into[i + 2] + high;
  if (lows >= BASE) {
    lows -= BASE;
    middles++;
  }
  if (middles >= BASE) {
    middles -= BASE;
    highs++;
  }
  into[i] = lows;
  into[i + 1] = middles;
  into[i + 2] = highs;
}

function lane(value: bigint, index: number): number {
  const shifted = value >> BigInt(index * BITS);
  return Number(index === LANES - 1 ? shifted : shifted & MASK);
}
