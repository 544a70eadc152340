/** The uniforms of docs/draws.md in BigInt: Threefry-2x32-20, keys derived from texts, and the run key from the seed. */

/** Two words of 32 bits. */
export type Block = readonly [bigint, bigint];

/** A uniform is this many-th part of 1 times a whole number. */
export const ONE = 2n ** 53n;

const MASK = 0xffffffffn;
const ROTATIONS = [13n, 15n, 26n, 6n, 17n, 29n, 16n, 24n];

export function threefry(key: Block, counter: Block): Block {
  const keys = [key[0], key[1], 0x1bd11bdan ^ key[0] ^ key[1]];
  let x0 = (counter[0] + keys[0]) & MASK;
  let x1 = (counter[1] + keys[1]) & MASK;
  for (let round = 1; round <= 20; round++) {
    const by = ROTATIONS[(round - 1) % 8];
    x0 = (x0 + x1) & MASK;
    x1 = ((x1 << by) & MASK) | (x1 >> (32n - by));
    x1 ^= x0;
    if (round % 4 !== 0) continue;
    const turn = round / 4;
    x0 = (x0 + keys[turn % 3]) & MASK;
    x1 = (x1 + keys[(turn + 1) % 3] + BigInt(turn)) & MASK;
  }
  return [x0, x1];
}

export function derive(key: Block, ...texts: string[]): Block {
  let state = key;
  for (const text of texts) {
    const bytes = [...new TextEncoder().encode(text)];
    state = threefry(state, [BigInt(bytes.length), 0n]);
    for (let at = 0; at < bytes.length; at += 8) {
      const word = (from: number): bigint => {
        let value = 0n;
        for (let i = 3; i >= 0; i--) value = value * 256n + BigInt(bytes[from + i] ?? 0);
        return value;
      };
      state = threefry(state, [word(at), word(at + 4)]);
    }
  }
  return state;
}

/** The numerator, over 2^53, of the uniform at a counter. */
export function uniformAt(key: Block, counter: Block): bigint {
  const [x0, x1] = threefry(key, counter);
  return (x0 / 2n ** 5n) * 2n ** 26n + x1 / 2n ** 6n;
}

/** The run key of a seed: two words of ARC4, keyed with the seed as a JSON list in ASCII. */
export function runKey(seed: string): Block {
  const next = arc4(asciiList(seed));
  const word = (): bigint => ((next() * 256n + next()) * 256n + next()) * 256n + next();
  return [word(), word()];
}

export function asciiList(seed: string): string {
  let text = "";
  for (const unit of JSON.stringify([seed]).split("")) {
    const code = unit.charCodeAt(0);
    text += code < 0x20 || code > 0x7e ? `\\u${code.toString(16).padStart(4, "0")}` : unit;
  }
  return text;
}

/** ARC4 as seedrandom keys it: the text smeared over at most 256 cells, the first 256 bytes thrown away. */
function arc4(text: string): () => bigint {
  const key: number[] = [];
  let smear = 0;
  for (let i = 0; i < text.length; i++) {
    smear ^= (key[i % 256] ?? 0) * 19;
    key[i % 256] = (smear + text.charCodeAt(i)) & 255;
  }
  const s = Array.from({ length: 256 }, (_, i) => i);
  let j = 0;
  for (let i = 0; i < 256; i++) {
    j = (j + key[i % key.length] + s[i]) & 255;
    [s[i], s[j]] = [s[j], s[i]];
  }
  let a = 0;
  let b = 0;
  const next = (): bigint => {
    a = (a + 1) & 255;
    b = (b + s[a]) & 255;
    [s[a], s[b]] = [s[b], s[a]];
    return BigInt(s[(s[a] + s[b]) & 255]);
  };
  for (let i = 0; i < 256; i++) next();
  return next;
}
