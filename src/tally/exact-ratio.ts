/** A quotient of two integers of any size as the nearest double. */

/** Bits kept of the quotient: above the 53 of a double, so that the one bit for "something is left" decides every tie rightly. */
const KEPT_BITS = 64;

/** `numerator ÷ denominator`, both not negative and the latter above 0, rounded once (half to even). */
export function divideToDouble(numerator: bigint, denominator: bigint): number {
  const shift = KEPT_BITS + bitLength(denominator) - bitLength(numerator);
  const scaled = shift > 0 ? numerator << BigInt(shift) : numerator;
  const quotient = scaled / denominator;
  const sticky = scaled % denominator === 0n ? 0n : 1n;
  return Number(quotient | sticky) / 2 ** Math.max(0, shift);
}

function bitLength(value: bigint): number {
  return value.toString(16).length * 4;
}
