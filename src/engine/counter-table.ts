/** Counters of limits by line and key, as an open-addressing hash table in typed arrays: it grows with what is used, not with what could be. */

const EMPTY = -1;

export class CounterTable {
  /** By slot: redemptions, sum of granted discounts, offers made; all within `periods[slot]`. */
  uses = new Float64Array(1024);
  amounts = new Float64Array(1024);
  attempts = new Float64Array(1024);
  private periods = new Int32Array(1024);
  private lines = new Int32Array(1024).fill(EMPTY);
  private keys = new Int32Array(1024);
  private size = 0;

  /** The slot of a counter that has been used in this period, or −1. */
  find(line: number, key: number, period: number): number {
    const slot = this.probe(line, key);
    return this.lines[slot] !== EMPTY && this.periods[slot] === period ? slot : EMPTY;
  }

  /** The slot of a counter, made or begun anew if this period has none. */
  open(line: number, key: number, period: number): number {
    let slot = this.probe(line, key);
    if (this.lines[slot] === EMPTY) {
      if (this.size >= this.lines.length >>> 1) {
        this.grow();
        slot = this.probe(line, key);
      }
      this.size++;
      this.lines[slot] = line;
      this.keys[slot] = key;
    } else if (this.periods[slot] === period) {
      return slot;
    }
    this.periods[slot] = period;
    this.uses[slot] = 0;
    this.amounts[slot] = 0;
    this.attempts[slot] = 0;
    return slot;
  }

  private probe(line: number, key: number): number {
    const mask = this.lines.length - 1;
    let hash = Math.imul(line + 1, 0x9e3779b1) ^ Math.imul(key, 0x85ebca6b);
    hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
    let slot = (hash ^ (hash >>> 13)) & mask;
    while (this.lines[slot] !== EMPTY && (this.lines[slot] !== line || this.keys[slot] !== key))
      slot = (slot + 1) & mask;
    return slot;
  }

  private grow(): void {
    const { lines, keys, periods, uses, amounts, attempts } = this;
    const length = lines.length * 2;
    this.lines = new Int32Array(length).fill(EMPTY);
    this.keys = new Int32Array(length);
    this.periods = new Int32Array(length);
    this.uses = new Float64Array(length);
    this.amounts = new Float64Array(length);
    this.attempts = new Float64Array(length);
    for (let old = 0; old < lines.length; old++) {
      if (lines[old] === EMPTY) continue;
      const slot = this.probe(lines[old], keys[old]);
      this.lines[slot] = lines[old];
      this.keys[slot] = keys[old];
      this.periods[slot] = periods[old];
      this.uses[slot] = uses[old];
      this.amounts[slot] = amounts[old];
      this.attempts[slot] = attempts[old];
    }
  }
}
