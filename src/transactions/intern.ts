/** A dictionary of texts held as UTF-8 bytes: open addressing over one arena, no string made until one is asked for. */
import { Buffer } from "node:buffer";
import { assert } from "../domain/problem.js";
import type { Dictionary } from "./columns.js";

/** Up to this many texts, decoded strings are kept: larger dictionaries are identifiers, each asked for about once. */
const KEEP_DECODED = 65_536;
/** Bytes before each text in the arena: its code and its length, 32 bits each. */
const PREFIX = 8;

/** A slot has room for this much of a hash beside the place of an entry: most searches that go astray end at the slot. */
const TAG = 0x7 << 29;

/**
 * A search touches memory twice, however large the dictionary: a slot, and the entry in the arena (code, length and text, side by
 * side). Slots are one word each: what a search costs is the processor's cache being missed, hardly anything else.
 */
export class Interner implements Dictionary {
  private arena = new Uint8Array(1024);
  /** The arena again, by words: entries begin on a word. */
  private words = new Int32Array(this.arena.buffer);
  /** The first word is left free, so that no entry begins at 0. */
  private used = 4;
  /** Where the entry of each code begins in the arena. */
  private places = new Int32Array(64);
  /** The word at which an entry begins, under the highest bits of its hash; 0 for a free slot. A power of two, at most half taken. */
  private slots = new Int32Array(256);
  private decoded: string[] = [];
  /** Code 0 is the empty text, which has no entry. */
  private count = 1;

  get size(): number {
    return this.count;
  }

  /** The code of the bytes in `[from, to)`, new if they have not been seen. */
  intern(bytes: Uint8Array, from: number, to: number): number {
    if (from === to) return 0;
    const hash = hashOf(bytes, from, to);
    const slot = this.slotOf(bytes, from, to, hash);
    const found = this.slots[slot];
    return found === 0 ? this.add(bytes, from, to, hash, slot) : this.words[found & ~TAG];
  }

  /** The code of the bytes in `[from, to)`, or −1. */
  find(bytes: Uint8Array, from: number, to: number): number {
    if (from === to) return 0;
    const found = this.slots[this.slotOf(bytes, from, to, hashOf(bytes, from, to))];
    return found === 0 ? -1 : this.words[found & ~TAG];
  }

  /** The code in `other` of one of this dictionary's texts, or −1. */
  findIn(other: Interner, code: number): number {
    if (code === 0) return 0;
    const from = this.places[code] + PREFIX;
    return other.find(this.arena, from, from + this.lengthOf(code));
  }

  text(code: number): string {
    assert(code >= 0 && code < this.count, `dictionary code ${code} of ${this.count}`);
    if (code === 0) return "";
    const known = this.decoded[code];
    if (known !== undefined) return known;
    const bytes = Buffer.from(this.arena.buffer, this.places[code] + PREFIX, this.lengthOf(code));
    const text = bytes.toString("utf8");
    if (this.count <= KEEP_DECODED) this.decoded[code] = text;
    return text;
  }

  codeOf(text: string): number {
    const bytes = new TextEncoder().encode(text);
    const code = this.find(bytes, 0, bytes.length);
    // A lone surrogate has no bytes of its own: what was found may be U+FFFD.
    return code >= 0 && this.text(code) === text ? code : -1;
  }

  /** Lets go of room kept for growth. */
  trim(): void {
    this.resizeArena(this.used);
    this.places = this.places.slice(0, this.count);
  }

  private lengthOf(code: number): number {
    return this.words[(this.places[code] >> 2) + 1];
  }

  private slotOf(bytes: Uint8Array, from: number, to: number, hash: number): number {
    const { slots, arena, words } = this;
    const length = to - from;
    const mask = slots.length - 1;
    const tag = hash & TAG;
    let slot = hash & mask;
    for (;;) {
      const found = slots[slot];
      if (found === 0) return slot;
      const word = found & ~TAG;
      if ((found & TAG) === tag && words[word + 1] === length) {
        let left = (word << 2) + PREFIX;
        let right = from;
        while (right < to && arena[left] === bytes[right]) {
          left++;
          right++;
        }
        if (right === to) return slot;
      }
      slot = (slot + 1) & mask;
    }
  }

  private add(bytes: Uint8Array, from: number, to: number, hash: number, slot: number): number {
    const code = this.count++;
    const place = this.used;
    // Rounded up to whole words.
    this.used = place + PREFIX + ((to - from + 3) & ~3);
    if (this.used > this.arena.length) this.resizeArena(Math.max(this.used, this.arena.length * 2));
    if (code === this.places.length) this.places = copied(this.places, code * 2);
    this.places[code] = place;
    this.words[place >> 2] = code;
    this.words[(place >> 2) + 1] = to - from;
    const arena = this.arena;
    for (let at = place + PREFIX, source = from; source < to; ) arena[at++] = bytes[source++];
    this.slots[slot] = (place >> 2) | (hash & TAG);
    if (this.count * 2 > this.slots.length) this.rehash();
    return code;
  }

  private resizeArena(size: number): void {
    assert(size < 2 ** 31, "distinct texts of one column stay below 2 GiB");
    const arena = new Uint8Array(size);
    arena.set(this.arena.subarray(0, Math.min(size, this.arena.length)));
    this.arena = arena;
    this.words = new Int32Array(arena.buffer);
  }

  private rehash(): void {
    const slots = new Int32Array(this.slots.length * 2);
    const mask = slots.length - 1;
    for (let code = 1; code < this.count; code++) {
      const from = this.places[code] + PREFIX;
      const hash = hashOf(this.arena, from, from + this.lengthOf(code));
      let slot = hash & mask;
      while (slots[slot] !== 0) slot = (slot + 1) & mask;
      slots[slot] = (this.places[code] >> 2) | (hash & TAG);
    }
    this.slots = slots;
  }
}

function copied(array: Int32Array, length: number): Int32Array<ArrayBuffer> {
  const copy = new Int32Array(length);
  copy.set(array);
  return copy;
}

/**
 * FNV-1a of all bytes but the last, finished as in MurmurHash3, plus the last byte: texts that differ in their last byte alone lie
 * side by side, so that ids which count upwards find their slots in the processor's cache.
 */
function hashOf(bytes: Uint8Array, from: number, to: number): number {
  const last = to - 1;
  let hash = -2_128_831_035; // 0x811c9dc5
  for (let at = from; at < last; at++) hash = Math.imul(hash ^ bytes[at], 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return ((hash ^ (hash >>> 16)) + bytes[last]) | 0;
}
