/** Sets of campaigns as bits: campaign `c` is bit `c % 32` of word `c >> 5`. */

export function wordsFor(campaigns: number): number {
  return (campaigns + 31) >>> 5;
}

export function setBit(bits: Int32Array, campaign: number, offset = 0): void {
  bits[offset + (campaign >>> 5)] |= 1 << (campaign & 31);
}

export function clearBit(bits: Int32Array, campaign: number, offset = 0): void {
  bits[offset + (campaign >>> 5)] &= ~(1 << (campaign & 31));
}

/** Adds `by` to `counts` at every campaign of one word. */
export function countBits(word: number, at: number, counts: Float64Array, by: number): void {
  for (let rest = word; rest !== 0; rest &= rest - 1) {
    counts[(at << 5) + 31 - Math.clz32(rest & -rest)] += by;
  }
}
