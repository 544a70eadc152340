/** Reads gzip as if it were not there: recognised by its first two bytes, inflated as it streams. */
import { Buffer } from "node:buffer";
import { Readable } from "node:stream";
import { createGunzip } from "node:zlib";
import { InputError } from "../domain/problem.js";
import { peek } from "./peek.js";

/** The bytes of a file, inflated if they are gzip (several members in a row included). A damaged one throws `InputError`. */
export async function* unzip(file: string, chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const { head, whole } = await peek(chunks, 2);
  if (head[0] === 0x1f && head[1] === 0x8b) yield* inflate(file, whole);
  else yield* whole;
}

async function* inflate(file: string, chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let readFailure: { readonly error: unknown } | null = null;
  async function* watched() {
    try {
      for await (const chunk of chunks) yield Buffer.from(chunk.buffer, chunk.byteOffset, chunk.length);
    } catch (error) {
      readFailure = { error };
      throw error;
    }
  }
  const source = Readable.from(watched(), { objectMode: true });
  const gunzip = createGunzip({ chunkSize: 256 * 1024 });
  source.on("error", (error) => gunzip.destroy(error));
  source.pipe(gunzip);
  try {
    for await (const chunk of gunzip) yield chunk as Uint8Array;
  } catch (error) {
    if (readFailure !== null) throw (readFailure as { error: unknown }).error;
    if (!isZlibError(error)) throw error;
    const truncated = error.code === "Z_BUF_ERROR";
    throw new InputError([
      {
        code: "damaged-gzip",
        severity: "error",
        message: truncated ? "the gzip file ends too early" : `the gzip file is damaged (${error.message})`,
        at: { file, line: 0, column: 0 },
        hint: "fetch or compress the file again; `gzip -t` tells whether it is whole",
      },
    ]);
  } finally {
    source.destroy();
  }
}

function isZlibError(error: unknown): error is Error & { code: string } {
  return error instanceof Error && "code" in error && typeof error.code === "string" && error.code.startsWith("Z_");
}
