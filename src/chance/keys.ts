/** Keys of draws: a run's seed becomes a key, a key and some texts become another. docs/draws.md gives the scheme in full. */
import seedrandom from "seedrandom";
import { Threefry } from "./threefry.js";

/** 64 bits as two words of 32. */
export interface Key {
  readonly k0: number;
  readonly k1: number;
}

const encoder = new TextEncoder();

/**
 * The key of a run. seedrandom takes a text's characters modulo 256 and repeats it, so "a" would be "aa" and "š" would be "a":
 * hence a JSON list (no such text is another one repeated) in ASCII.
 */
export function runKey(seed: string): Key {
  const text = JSON.stringify([seed]).replace(/[^ -~]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, "0")}`);
  const random = seedrandom(text);
  return { k0: random.int32(), k1: random.int32() };
}

/**
 * The key that `texts` make of `key`: each text's number of UTF-8 bytes, then its bytes, eight at a time and the last filled up with
 * zeros, are counters that turn one key into the next. No list of texts is the beginning of another, so different lists meet only by
 * chance, at 2^-64 a pair.
 */
export function deriveKey(key: Key, ...texts: readonly string[]): Key {
  const block = new Threefry();
  block.x0 = key.k0;
  block.x1 = key.k1;
  for (const text of texts) {
    const bytes = encoder.encode(text);
    block.encrypt(block.x0, block.x1, bytes.length, 0);
    for (let at = 0; at < bytes.length; at += 8)
      block.encrypt(block.x0, block.x1, word(bytes, at), word(bytes, at + 4));
  }
  return { k0: block.x0, k1: block.x1 };
}

/** Four bytes, the first one lowest; zeros past the end. */
function word(bytes: Uint8Array, at: number): number {
  return (bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8) | ((bytes[at + 2] ?? 0) << 16) | ((bytes[at + 3] ?? 0) << 24);
}
