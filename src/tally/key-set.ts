/** Which integer keys have been seen: a bit a possible key, or a hash where there are too many of them. */
import { KeyIndex } from "./key-index.js";

/** Up to this many possible keys each has a bit: 32 MB, of which only what is touched takes memory. */
const BITS = 2 ** 28;

export class KeySet {
  private readonly bits: Int32Array | null;
  private readonly index: KeyIndex | null;

  /** Keys are integers from 0 to below `possible`, at most 2^53. */
  constructor(possible: number) {
    this.bits = possible <= BITS ? new Int32Array(Math.ceil(possible / 32)) : null;
    this.index = this.bits === null ? new KeyIndex(possible) : null;
  }

  /** Whether the key is new. */
  add(key: number): boolean {
    if (this.bits !== null) {
      const word = key >>> 5;
      const before = this.bits[word];
      this.bits[word] = before | (1 << (key & 31));
      return this.bits[word] !== before;
    }
    const index = this.index as KeyIndex;
    const known = index.size;
    return index.slotOf(key) === known;
  }
}
