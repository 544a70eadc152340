/** Numbers the distinct integer keys it is shown, from 0 in the order of their first appearance: an open-addressing hash without objects. */

const TWO_32 = 2 ** 32;

export class KeyIndex {
  /** Slot + 1 by hash, 0 where free; its length is a power of two. */
  private table = new Int32Array(64);
  private keys = new Float64Array(32);
  private count = 0;

  /** How many distinct keys there are. */
  get size(): number {
    return this.count;
  }

  /** The slot of a key, an integer from 0 to 2^53 − 1; a new key gets the next one. */
  slotOf(key: number): number {
    const mask = this.table.length - 1;
    let place = hash(key) & mask;
    for (;;) {
      const slot = this.table[place] - 1;
      if (slot < 0) return this.insert(key, place);
      if (this.keys[slot] === key) return slot;
      place = (place + 1) & mask;
    }
  }

  keyAt(slot: number): number {
    return this.keys[slot];
  }

  private insert(key: number, place: number): number {
    const slot = this.count++;
    this.keys[slot] = key;
    this.table[place] = this.count;
    if (this.count === this.keys.length) this.grow();
    return slot;
  }

  // Keys fill half of the table at most, so that a probe stays short.
  private grow(): void {
    const keys = new Float64Array(this.keys.length * 2);
    keys.set(this.keys);
    const table = new Int32Array(this.table.length * 2);
    const mask = table.length - 1;
    for (let slot = 0; slot < this.count; slot++) {
      let place = hash(keys[slot]) & mask;
      while (table[place] !== 0) place = (place + 1) & mask;
      table[place] = slot + 1;
    }
    this.keys = keys;
    this.table = table;
  }
}

// Finalizer of MurmurHash3 over both halves of the key.
function hash(key: number): number {
  let h = (key >>> 0) ^ Math.imul((key / TWO_32) >>> 0, 0x9e3779b1);
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return h ^ (h >>> 16);
}
