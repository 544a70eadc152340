/** Counters of limits by line and key: an open-addressing hash table in one buffer, which grows with what is used, not with what could be. */

const EMPTY = -1;
/** Words of the filter: 1 MiB, so that it stays in the processor's cache. */
const FILTER_WORDS = 1 << 18;
const FIRST_SLOTS = 1024;
/** A slot is 32 bytes, half a cache line: five integers, a gap, and one double (the last two integers' place). */
const STRIDE = 8;
const LINE = 0;
const KEY = 1;
const PERIOD = 2;
const USES = 3;
const ATTEMPTS = 4;
const AMOUNT = 3; // in doubles

export class CounterTable {
  private integers = new Int32Array(0);
  private doubles = new Float64Array(0);
  /** Bit `line % 32` of a key's word is 0 where no counter of that line and key was ever opened: most questions end here. */
  private readonly filter = new Int32Array(FILTER_WORDS);
  private slots = 0;
  private size = 0;

  constructor() {
    this.allocate(FIRST_SLOTS);
  }

  /** The slot of a counter that has been used in this period, or −1. */
  find(line: number, key: number, period: number): number {
    if ((this.filter[filterWord(line, key)] & (1 << (line & 31))) === 0) return EMPTY;
    const slot = this.probe(line, key);
    const at = slot * STRIDE;
    return this.integers[at + LINE] !== EMPTY && this.integers[at + PERIOD] === period ? slot : EMPTY;
  }

  /** The slot of a counter, made or begun anew if this period has none. */
  open(line: number, key: number, period: number): number {
    let slot = this.probe(line, key);
    if (this.integers[slot * STRIDE + LINE] === EMPTY) {
      if (this.size >= this.slots >>> 1) {
        this.grow();
        slot = this.probe(line, key);
      }
      this.size++;
      this.filter[filterWord(line, key)] |= 1 << (line & 31);
    } else if (this.integers[slot * STRIDE + PERIOD] === period) {
      return slot;
    }
    const at = slot * STRIDE;
    this.integers[at + LINE] = line;
    this.integers[at + KEY] = key;
    this.integers[at + PERIOD] = period;
    this.integers[at + USES] = 0;
    this.integers[at + ATTEMPTS] = 0;
    this.doubles[slot * (STRIDE / 2) + AMOUNT] = 0;
    return slot;
  }

  /** Redemptions. */
  uses(slot: number): number {
    return this.integers[slot * STRIDE + USES];
  }

  addUses(slot: number, by: number): void {
    this.integers[slot * STRIDE + USES] += by;
  }

  /** Offers made. */
  attempts(slot: number): number {
    return this.integers[slot * STRIDE + ATTEMPTS];
  }

  addAttempt(slot: number): void {
    this.integers[slot * STRIDE + ATTEMPTS]++;
  }

  /** Sum of granted discounts, minor units. */
  amount(slot: number): number {
    return this.doubles[slot * (STRIDE / 2) + AMOUNT];
  }

  addAmount(slot: number, by: number): void {
    this.doubles[slot * (STRIDE / 2) + AMOUNT] += by;
  }

  private probe(line: number, key: number): number {
    const { integers } = this;
    const mask = this.slots - 1;
    // Eight neighbouring lines of one key begin side by side: the lines of a campaign are asked for together.
    let hash = Math.imul((line >>> 3) + 1, 0x9e3779b1) ^ Math.imul(key, 0x85ebca6b);
    hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
    let slot = (((hash ^ (hash >>> 13)) << 3) | (line & 7)) & mask;
    for (;;) {
      const at = slot * STRIDE;
      const there = integers[at + LINE];
      if (there === EMPTY || (there === line && integers[at + KEY] === key)) return slot;
      slot = (slot + 1) & mask;
    }
  }

  private allocate(slots: number): void {
    const buffer = new ArrayBuffer(slots * STRIDE * Int32Array.BYTES_PER_ELEMENT);
    this.integers = new Int32Array(buffer).fill(EMPTY);
    this.doubles = new Float64Array(buffer);
    this.slots = slots;
  }

  private grow(): void {
    const { integers, slots } = this;
    this.allocate(slots * 2);
    for (let at = 0; at < integers.length; at += STRIDE) {
      if (integers[at + LINE] === EMPTY) continue;
      const slot = this.probe(integers[at + LINE], integers[at + KEY]);
      for (let i = 0; i < STRIDE; i++) this.integers[slot * STRIDE + i] = integers[at + i];
    }
  }
}

function filterWord(line: number, key: number): number {
  return (key + Math.imul(line >>> 5, 0x9e3779b1)) & (FILTER_WORDS - 1);
}
