/** One thing counted by key and period, such as a user's redemptions of a day: a hash table that grows with what is used, not with what could be. */
import { NO_KEY } from "./row-keys.js";

const FIRST_SLOTS = 16;
/** A slot is 16 bytes: key, period, value. */
const INTEGERS = 4;
const DOUBLES = 2;
const KEY = 0;
const PERIOD = 1;
const VALUE = 1; // in doubles

/**
 * Keys are numbered by first appearance, and those who appear first appear most: so a key's own low bits are its place, and what is
 * asked for most lies together. Only the latest period of a key is kept: time does not run backwards.
 */
export class Counter {
  private integers = new Int32Array(0);
  private doubles = new Float64Array(0);
  private slots = 0;
  private size = 0;

  constructor() {
    this.allocate(FIRST_SLOTS);
  }

  /** What was counted for a key (not `NO_KEY`) in a period; 0 if nothing was, or if a later period has begun. */
  get(key: number, period: number): number {
    const slot = this.slotOf(key);
    const at = slot * INTEGERS;
    return this.integers[at + KEY] === key && this.integers[at + PERIOD] === period
      ? this.doubles[slot * DOUBLES + VALUE]
      : 0;
  }

  /** Adds to the count of a key in the current period. */
  add(key: number, period: number, by: number): void {
    let slot = this.slotOf(key);
    if (this.integers[slot * INTEGERS + KEY] === NO_KEY) {
      if (this.size >= this.slots >>> 1) {
        this.grow();
        slot = this.slotOf(key);
      }
      this.size++;
      this.integers[slot * INTEGERS + KEY] = key;
    }
    if (this.integers[slot * INTEGERS + PERIOD] !== period) {
      this.integers[slot * INTEGERS + PERIOD] = period;
      this.doubles[slot * DOUBLES + VALUE] = 0;
    }
    this.doubles[slot * DOUBLES + VALUE] += by;
  }

  /** Takes back from a period, if it is still the latest of the key. */
  takeBack(key: number, period: number, by: number): void {
    const slot = this.slotOf(key);
    const at = slot * INTEGERS;
    if (this.integers[at + KEY] === key && this.integers[at + PERIOD] === period) {
      this.doubles[slot * DOUBLES + VALUE] -= by;
    }
  }

  private slotOf(key: number): number {
    const mask = this.slots - 1;
    let slot = key & mask;
    for (;;) {
      const there = this.integers[slot * INTEGERS + KEY];
      if (there === key || there === NO_KEY) return slot;
      slot = (slot + 1) & mask;
    }
  }

  private allocate(slots: number): void {
    const buffer = new ArrayBuffer(slots * INTEGERS * Int32Array.BYTES_PER_ELEMENT);
    this.integers = new Int32Array(buffer);
    this.doubles = new Float64Array(buffer);
    this.slots = slots;
  }

  private grow(): void {
    const { integers, doubles, slots } = this;
    this.allocate(slots * 2);
    for (let old = 0; old < slots; old++) {
      const key = integers[old * INTEGERS + KEY];
      if (key === NO_KEY) continue;
      const slot = this.slotOf(key);
      this.integers[slot * INTEGERS + KEY] = key;
      this.integers[slot * INTEGERS + PERIOD] = integers[old * INTEGERS + PERIOD];
      this.doubles[slot * DOUBLES + VALUE] = doubles[old * DOUBLES + VALUE];
    }
  }
}
