/** Things counted by key and period, such as a user's redemptions of a day: a hash table that grows with what is used, not with what could be. */
import { NO_KEY } from "./row-keys.js";

const FIRST_SLOTS = 16;
/** Where a slot has its key, in integers; the period of each count follows, then the counts, as doubles. */
const KEY = 0;

/** Odd, with its bits well spread. */
const SPREAD = 0x9e3779b1;

/**
 * Keys are numbered by first appearance, and those who appear first appear most: so a key's own low bits are its place, and what is
 * asked for most lies together. One whose place is taken goes far away: next to it the early ones stand in a long row. All counts of a
 * key lie together too, since memory, not arithmetic, is what this costs. Only the latest period of each count is kept: time does not
 * run backwards.
 */
export class Counter {
  private integers = new Int32Array(0);
  private doubles = new Float64Array(0);
  private slots = 0;
  private size = 0;
  /** Of a slot, in integers, and in doubles. */
  private readonly width: number;
  private readonly doubleWidth: number;
  /** Where the counts start in a slot, in doubles. */
  private readonly firstCount: number;

  /** How many counts a key has: `which` in the methods is below it. */
  constructor(counts = 1) {
    this.firstCount = (counts + 2) >>> 1;
    this.doubleWidth = this.firstCount + counts;
    this.width = 2 * this.doubleWidth;
    this.allocate(FIRST_SLOTS);
  }

  /** What was counted for a key (not `NO_KEY`) in a period; 0 if nothing was, or if a later period has begun. */
  get(key: number, period: number, which = 0): number {
    const slot = this.slotOf(key);
    const at = slot * this.width;
    return this.integers[at + KEY] === key && this.integers[at + 1 + which] === period
      ? this.doubles[slot * this.doubleWidth + this.firstCount + which]
      : 0;
  }

  /** Adds to the count of a key in the current period. */
  add(key: number, period: number, by: number, which = 0): void {
    let slot = this.slotOf(key);
    if (this.integers[slot * this.width + KEY] === NO_KEY) {
      if (this.size >= this.slots >>> 1) {
        this.grow();
        slot = this.slotOf(key);
      }
      this.size++;
      this.integers[slot * this.width + KEY] = key;
    }
    const at = slot * this.width + 1 + which;
    const count = slot * this.doubleWidth + this.firstCount + which;
    if (this.integers[at] !== period) {
      this.integers[at] = period;
      this.doubles[count] = 0;
    }
    this.doubles[count] += by;
  }

  /** Takes back from a period, if it is still the latest of the key's count. */
  takeBack(key: number, period: number, by: number, which = 0): void {
    const slot = this.slotOf(key);
    const at = slot * this.width;
    if (this.integers[at + KEY] === key && this.integers[at + 1 + which] === period) {
      this.doubles[slot * this.doubleWidth + this.firstCount + which] -= by;
    }
  }

  private slotOf(key: number): number {
    const mask = this.slots - 1;
    let slot = key & mask;
    let step = 0;
    for (;;) {
      const there = this.integers[slot * this.width + KEY];
      if (there === key || there === NO_KEY) return slot;
      if (step === 0) step = (Math.imul(key, SPREAD) >>> 15) | 1;
      slot = (slot + step) & mask;
    }
  }

  private allocate(slots: number): void {
    const buffer = new ArrayBuffer(slots * this.doubleWidth * Float64Array.BYTES_PER_ELEMENT);
    this.integers = new Int32Array(buffer);
    this.doubles = new Float64Array(buffer);
    this.slots = slots;
  }

  private grow(): void {
    const { integers, slots, width } = this;
    this.allocate(slots * 2);
    for (let old = 0; old < slots; old++) {
      const key = integers[old * width + KEY];
      if (key === NO_KEY) continue;
      const from = old * width;
      const to = this.slotOf(key) * width;
      for (let i = 0; i < width; i++) this.integers[to + i] = integers[from + i];
    }
  }
}
