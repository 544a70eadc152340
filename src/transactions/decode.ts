/** Turns the bytes of a file into UTF-8: gzip undone, byte order marks taken off, other encodings translated. */
import { Buffer } from "node:buffer";
import { peek } from "./peek.js";
import type { Encoding } from "./text-encoding.js";
import { unzip } from "./unzip.js";

/** Stands in the UTF-8 for what was no text in the file's encoding; it never occurs in UTF-8, so its line is found to be bad later. */
const INVALID = Buffer.from([0xff]);
/** A line that goes on beyond this is rejected anyway, so it need not be kept whole to be judged. */
const LONGEST_LINE = 2 ** 20;

/** The file as chunks of UTF-8. A byte order mark wins over `encoding`. UTF-8 is passed on unchecked. */
export async function* decode(
  file: string,
  chunks: AsyncIterable<Uint8Array>,
  encoding: Encoding | null,
): AsyncGenerator<Uint8Array> {
  const { head, whole } = await peek(unzip(file, chunks), 3);
  const mark = byteOrderMark(head);
  const actual = mark?.encoding ?? encoding ?? { kind: "utf-8" };
  const bytes = skip(whole, mark?.length ?? 0);
  if (actual.kind === "utf-8") {
    yield* bytes;
    return;
  }
  const translator = actual.kind === "utf-16" ? fromUtf16(actual.littleEndian) : fromLegacy(actual.decode);
  for await (const chunk of bytes) yield translator.push(chunk);
  yield translator.finish();
}

function byteOrderMark(head: Uint8Array): { encoding: Encoding; length: number } | null {
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return { encoding: { kind: "utf-8" }, length: 3 };
  if (head[0] === 0xff && head[1] === 0xfe) return { encoding: { kind: "utf-16", littleEndian: true }, length: 2 };
  if (head[0] === 0xfe && head[1] === 0xff) return { encoding: { kind: "utf-16", littleEndian: false }, length: 2 };
  return null;
}

async function* skip(chunks: AsyncIterable<Uint8Array>, count: number): AsyncGenerator<Uint8Array> {
  let left = count;
  for await (const chunk of chunks) {
    const cut = Math.min(left, chunk.length);
    left -= cut;
    yield chunk.subarray(cut);
  }
}

interface Translator {
  push(chunk: Uint8Array): Uint8Array;
  finish(): Uint8Array;
}

function fromUtf16(littleEndian: boolean): Translator {
  let rest: Uint8Array = new Uint8Array(0);
  return {
    push(chunk) {
      const bytes = Buffer.concat([rest, chunk]);
      let whole = bytes.length - (bytes.length % 2);
      const lastHigh = littleEndian ? bytes[whole - 1] : bytes[whole - 2];
      if (whole > 0 && lastHigh >= 0xd8 && lastHigh <= 0xdb) whole -= 2; // the other half of a pair is still to come
      rest = bytes.subarray(whole);
      const units = bytes.subarray(0, whole);
      const text = (littleEndian ? units : Buffer.from(units).swap16()).toString("utf16le");
      return withoutReplacement(text, /\p{Surrogate}/u);
    },
    finish: () => (rest.length === 0 ? new Uint8Array(0) : INVALID),
  };
}

function fromLegacy(decode: (bytes: Uint8Array) => { text: string; valid: boolean }): Translator {
  let rest: Uint8Array = new Uint8Array(0);
  const translate = (bytes: Uint8Array): Uint8Array => {
    const { text, valid } = decode(bytes);
    return valid
      ? Buffer.from(text, "utf8")
      : Buffer.concat([...lines(bytes)].map((line) => translateLine(decode(line))));
  };
  return {
    push(chunk) {
      const bytes = Buffer.concat([rest, chunk]);
      let whole = Math.max(bytes.lastIndexOf(0x0a), bytes.lastIndexOf(0x0d)) + 1;
      if (whole === 0 && bytes.length > LONGEST_LINE) whole = bytes.length;
      rest = bytes.subarray(whole);
      return translate(bytes.subarray(0, whole));
    },
    finish: () => translate(rest),
  };
}

function translateLine({ text, valid }: { text: string; valid: boolean }): Uint8Array {
  return valid ? Buffer.from(text, "utf8") : withoutReplacement(text, /\ufffd/);
}

/** UTF-8 of `text`, with `INVALID` for each match of `fault`. */
function withoutReplacement(text: string, fault: RegExp): Uint8Array {
  if (!fault.test(text)) return Buffer.from(text, "utf8");
  return Buffer.concat(
    text.split(fault).flatMap((part, i) => (i === 0 ? [Buffer.from(part)] : [INVALID, Buffer.from(part)])),
  );
}

function* lines(bytes: Uint8Array): Generator<Uint8Array> {
  let from = 0;
  for (let at = 0; at < bytes.length; at++) {
    if (bytes[at] !== 0x0a && bytes[at] !== 0x0d) continue;
    yield bytes.subarray(from, at + 1);
    from = at + 1;
  }
  yield bytes.subarray(from);
}
