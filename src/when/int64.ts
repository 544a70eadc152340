/**
 * CEL's int, 64 bits with a sign, without an allocation for the numbers that occur: a JavaScript number while it is a safe
 * integer, a bigint beyond, so that equal values are always `===`.
 */

export type Int64 = number | bigint;

export const MAX_INT64 = 2n ** 63n - 1n;
const MIN_INT64 = -(2n ** 63n);

/** The value in its one form, or null where it overflows. */
export function toInt64(value: bigint): Int64 | null {
  if (value > MAX_INT64 || value < MIN_INT64) return null;
  return value >= BigInt(Number.MIN_SAFE_INTEGER) && value <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(value) : value;
}

// Each result below is the exact one if it is safe: then the double was exact, too. `+ 0` turns −0 into 0.

/** a + b, or null on overflow. */
export function addInt64(a: Int64, b: Int64): Int64 | null {
  if (typeof a === "number" && typeof b === "number" && Number.isSafeInteger(a + b)) return a + b;
  return toInt64(BigInt(a) + BigInt(b));
}

/** a − b, or null on overflow. */
export function subtractInt64(a: Int64, b: Int64): Int64 | null {
  if (typeof a === "number" && typeof b === "number" && Number.isSafeInteger(a - b)) return a - b;
  return toInt64(BigInt(a) - BigInt(b));
}

/** a × b, or null on overflow. */
export function multiplyInt64(a: Int64, b: Int64): Int64 | null {
  if (typeof a === "number" && typeof b === "number" && Number.isSafeInteger(a * b)) return a * b + 0;
  return toInt64(BigInt(a) * BigInt(b));
}

/** a ÷ b cut towards 0; null where b is 0 and for −2^63 ÷ −1. */
export function divideInt64(a: Int64, b: Int64): Int64 | null {
  if (b === 0) return null;
  if (typeof a === "number" && typeof b === "number") return (a - (a % b)) / b + 0;
  return toInt64(BigInt(a) / BigInt(b));
}

/** What a ÷ b leaves, with the sign of a; null where b is 0. */
export function remainderInt64(a: Int64, b: Int64): Int64 | null {
  if (b === 0) return null;
  if (typeof a === "number" && typeof b === "number") return (a % b) + 0;
  return toInt64(BigInt(a) % BigInt(b));
}
