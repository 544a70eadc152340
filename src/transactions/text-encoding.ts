/** The encodings a file may have, by any name of the WHATWG Encoding Standard, as functions from bytes to text. */
import { Buffer } from "node:buffer";

export type Encoding =
  | { readonly kind: "utf-8" }
  | { readonly kind: "utf-16"; readonly littleEndian: boolean }
  /** A line break is one byte 0A or 0D in each of these, and that byte is never part of another character. */
  | { readonly kind: "legacy"; readonly decode: (bytes: Uint8Array) => Decoded };

interface Decoded {
  /** U+FFFD stands for bytes that mean nothing in the encoding. */
  readonly text: string;
  readonly valid: boolean;
}

/** The encoding of a name such as `gb18030` or `latin1`; null if there is none. */
export function encodingNamed(label: string): Encoding | null {
  const name = canonicalName(label);
  if (name === null) return null;
  if (name === "utf-8") return { kind: "utf-8" };
  if (name === "utf-16le" || name === "utf-16be") return { kind: "utf-16", littleEndian: name === "utf-16le" };
  const table = TABLES[name];
  if (table !== undefined)
    return { kind: "legacy", decode: (bytes) => ({ text: decodeByTable(bytes, table), valid: true }) };
  const strict = new TextDecoder(name, { fatal: true, ignoreBOM: true });
  const lenient = new TextDecoder(name, { ignoreBOM: true });
  return {
    kind: "legacy",
    decode(bytes) {
      try {
        return { text: strict.decode(bytes), valid: true };
      } catch {
        return { text: lenient.decode(bytes), valid: false };
      }
    },
  };
}

function canonicalName(label: string): string | null {
  const plain = label.trim().toLowerCase();
  if (Object.hasOwn(TABLES, plain)) return plain;
  try {
    return new TextDecoder(plain).encoding;
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

function decodeByTable(bytes: Uint8Array, table: (byte: number) => number): string {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString("latin1");
  return text.replace(/[\u0080-\u00ff]/g, (unit) => String.fromCharCode(table(unit.charCodeAt(0))));
}

const WINDOWS_1252 = "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ";
const ISO_8859_16 =
  "\u00a0ĄąŁ€„Š§š©Ș«Ź\u00adźŻ°±ČłŽ”¶·žčș»ŒœŸżÀÁÂĂÄĆÆÇÈÉÊËÌÍÎÏĐŃÒÓÔŐÖŚŰÙÚÛÜĘȚßàáâăäćæçèéêëìíîïđńòóôőöśűùúûüęțÿ";

/** Node reads `windows-1252` (also known as latin1) as ISO 8859-1, and lacks the other two. Every byte means something in them. */
const TABLES: Record<string, (byte: number) => number> = {
  "windows-1252": (byte) => (byte < 0xa0 ? WINDOWS_1252.charCodeAt(byte - 0x80) : byte),
  "iso-8859-16": (byte) => (byte < 0xa0 ? byte : ISO_8859_16.charCodeAt(byte - 0xa0)),
  "x-user-defined": (byte) => 0xf700 + byte,
};
