/** Numbers the distinct integer keys it is shown, from 0 in the order of their first appearance, without objects. */

const TWO_32 = 2 ** 32;
/** Up to this many possible keys the table is indexed by the key itself, 4 bytes each. */
const DIRECT = 2 ** 21;

export class KeyIndex {
  /** Slot + 1 by key, 0 where there is none; null where keys are too many for that. */
  private readonly direct: Int32Array | null;
  /** Otherwise pairs of key and slot + 1 by hash, neighbours in memory so that a look-up misses the cache once; half of them free. */
  private table: Float64Array;
  private mask = 63;
  private keys: Float64Array;
  private count = 0;

  /** Keys are integers from 0 to below `possible`, at most 2^53; room for `expected` of them is made at once. */
  constructor(possible: number, expected = 0) {
    while (2 * expected > this.mask) this.mask = 2 * this.mask + 1;
    this.keys = new Float64Array(Math.max(32, expected));
    this.direct = possible <= DIRECT ? new Int32Array(possible) : null;
    this.table = new Float64Array(this.direct === null ? 2 * (this.mask + 1) : 0);
  }

  /** How many distinct keys there are. */
  get size(): number {
    return this.count;
  }

  /** The slot of a key; a new key gets the next one. */
  slotOf(key: number): number {
    if (this.direct !== null) {
      const known = this.direct[key] - 1;
      if (known >= 0) return known;
      this.direct[key] = this.count + 1;
      return this.append(key);
    }
    let place = hashOf(key) & this.mask;
    for (;;) {
      const known = this.table[2 * place + 1] - 1;
      if (known < 0) break;
      if (this.table[2 * place] === key) return known;
      place = (place + 1) & this.mask;
    }
    this.put(key, this.count, place);
    const slot = this.append(key);
    if (2 * this.count > this.mask) this.rehash();
    return slot;
  }

  keyAt(slot: number): number {
    return this.keys[slot];
  }

  private append(key: number): number {
    if (this.count === this.keys.length) {
      const wider = new Float64Array(this.keys.length * 2);
      wider.set(this.keys);
      this.keys = wider;
    }
    this.keys[this.count] = key;
    return this.count++;
  }

  private put(key: number, slot: number, place: number): void {
    this.table[2 * place] = key;
    this.table[2 * place + 1] = slot + 1;
  }

  private rehash(): void {
    this.mask = 2 * this.mask + 1;
    this.table = new Float64Array(2 * (this.mask + 1));
    for (let slot = 0; slot < this.count; slot++) {
      let place = hashOf(this.keys[slot]) & this.mask;
      while (this.table[2 * place + 1] !== 0) place = (place + 1) & this.mask;
      this.put(this.keys[slot], slot, place);
    }
  }
}

/** 32 bits of a safe integer that is not negative: the finalizer of MurmurHash3 over both halves. */
export function hashOf(key: number): number {
  let h = (key >>> 0) ^ Math.imul((key / TWO_32) >>> 0, 0x9e3779b1);
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return h ^ (h >>> 16);
}
