/** Texts and streams as raw bytes whose SHA-256 is taken while they are read. */
import { Buffer } from "node:buffer";
import { createHash, type Hash } from "node:crypto";
import type { InputSummary } from "../report/document.js";
import type { InputSource } from "../transactions/load-transactions.js";
import type { DataInput } from "./request.js";

type Role = InputSummary["role"];

export class InputDigests {
  private readonly entries: { readonly role: Role; readonly file: string; readonly hash: Hash }[] = [];

  /** Bytes that are read already. */
  add(role: Role, name: string, bytes: Uint8Array): void {
    this.entries.push({ role, file: baseName(name), hash: createHash("sha256").update(bytes) });
  }

  /** The input as the loader takes it. */
  follow(role: Role, input: DataInput): InputSource {
    const hash = createHash("sha256");
    const file = baseName(input.name);
    this.entries.push({ role, file, hash });
    const chunks = "text" in input ? once(Buffer.from(input.text)) : input.chunks;
    return { name: input.name, baseName: file, chunks: hashed(chunks, hash) };
  }

  /** In the order in which they were added; called once, when all of them have been read. */
  finish(): InputSummary[] {
    return this.entries.map(({ role, file, hash }) => ({ role, file, sha256: hash.digest("hex") }));
  }
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

async function* hashed(chunks: AsyncIterable<Uint8Array>, hash: Hash): AsyncGenerator<Uint8Array> {
  for await (const chunk of chunks) {
    hash.update(chunk);
    yield chunk;
  }
}

/** Documents carry no paths: what comes after the last slash or backslash. */
function baseName(name: string): string {
  return name.slice(Math.max(name.lastIndexOf("/"), name.lastIndexOf("\\")) + 1);
}
