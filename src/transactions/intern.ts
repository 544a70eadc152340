/** A dictionary of texts held as UTF-8 bytes: open addressing over one arena, no string made until one is asked for. */
import { Buffer } from "node:buffer";
import { assert } from "../domain/problem.js";
import type { Dictionary } from "./columns.js";

/** Up to this many texts, decoded strings are kept: larger dictionaries are identifiers, each asked for about once. */
const KEEP_DECODED = 65_536;

export class Interner implements Dictionary {
  private arena = Buffer.allocUnsafeSlow(1024);
  /** `ends[code]` is where the text of `code` ends in the arena; it starts where the one before ends. */
  private ends = new Int32Array(64);
  private hashes = new Int32Array(64);
  /** Code + 1, or 0 for a free slot; a power of two long, at most half full. */
  private slots = new Int32Array(256);
  private decoded: string[] = [];
  /** Code 0 is the empty text, which never enters the slots. */
  private count = 1;

  get size(): number {
    return this.count;
  }

  /** The code of the bytes in `[from, to)`, new if they have not been seen. */
  intern(bytes: Uint8Array, from: number, to: number): number {
    if (from === to) return 0;
    const hash = hashOf(bytes, from, to);
    const slot = this.slotOf(bytes, from, to, hash);
    const known = this.slots[slot] - 1;
    return known >= 0 ? known : this.add(bytes, from, to, hash, slot);
  }

  /** The code of the bytes in `[from, to)`, or −1. */
  find(bytes: Uint8Array, from: number, to: number): number {
    if (from === to) return 0;
    return this.slots[this.slotOf(bytes, from, to, hashOf(bytes, from, to))] - 1;
  }

  /** The code of one of this dictionary's texts in another one, or −1. */
  findIn(other: Interner, code: number): number {
    return code === 0 ? 0 : other.find(this.arena, this.ends[code - 1], this.ends[code]);
  }

  text(code: number): string {
    assert(code >= 0 && code < this.count, `dictionary code ${code} of ${this.count}`);
    if (code === 0) return "";
    const known = this.decoded[code];
    if (known !== undefined) return known;
    const text = this.arena.toString("utf8", this.ends[code - 1], this.ends[code]);
    if (this.count <= KEEP_DECODED) this.decoded[code] = text;
    return text;
  }

  codeOf(text: string): number {
    const bytes = Buffer.from(text, "utf8");
    const code = this.find(bytes, 0, bytes.length);
    // A lone surrogate has no bytes of its own: what was found may be U+FFFD.
    return code >= 0 && this.text(code) === text ? code : -1;
  }

  /** Lets go of room kept for growth. */
  trim(): void {
    this.arena = Buffer.from(this.arena.subarray(0, this.ends[this.count - 1]));
    this.ends = this.ends.slice(0, this.count);
    this.hashes = this.hashes.slice(0, this.count);
  }

  private slotOf(bytes: Uint8Array, from: number, to: number, hash: number): number {
    const { slots, hashes, ends, arena } = this;
    const mask = slots.length - 1;
    let slot = hash & mask;
    for (;;) {
      const code = slots[slot] - 1;
      if (code < 0) return slot;
      if (hashes[code] === hash) {
        let left = ends[code - 1];
        if (ends[code] - left === to - from) {
          let right = from;
          while (right < to && arena[left] === bytes[right]) {
            left++;
            right++;
          }
          if (right === to) return slot;
        }
      }
      slot = (slot + 1) & mask;
    }
  }

  private add(bytes: Uint8Array, from: number, to: number, hash: number, slot: number): number {
    const code = this.count++;
    if (code === this.ends.length) {
      this.ends = grown(this.ends);
      this.hashes = grown(this.hashes);
    }
    const start = this.ends[code - 1];
    const end = start + to - from;
    if (end > this.arena.length) {
      assert(end < 2 ** 31, "distinct texts of one column stay below 2 GiB");
      const arena = Buffer.allocUnsafeSlow(Math.max(end, Math.min(2 ** 31, this.arena.length * 2)));
      arena.set(this.arena.subarray(0, start));
      this.arena = arena;
    }
    const arena = this.arena;
    for (let at = start, source = from; source < to; ) arena[at++] = bytes[source++];
    this.ends[code] = end;
    this.hashes[code] = hash;
    this.slots[slot] = code + 1;
    if (this.count * 2 > this.slots.length) this.rehash();
    return code;
  }

  private rehash(): void {
    const slots = new Int32Array(this.slots.length * 2);
    const mask = slots.length - 1;
    for (let code = 1; code < this.count; code++) {
      let slot = this.hashes[code] & mask;
      while (slots[slot] !== 0) slot = (slot + 1) & mask;
      slots[slot] = code + 1;
    }
    this.slots = slots;
  }
}

function grown(array: Int32Array): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(array.length * 2);
  larger.set(array);
  return larger;
}

/** FNV-1a, then the finish of MurmurHash3, which spreads it over the low bits that choose a slot. */
function hashOf(bytes: Uint8Array, from: number, to: number): number {
  let hash = 0x811c9dc5;
  for (let at = from; at < to; at++) hash = Math.imul(hash ^ bytes[at], 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return hash ^ (hash >>> 16);
}
