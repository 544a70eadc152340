/** Drives one file through decoding and splitting into a sink. */
import { decode } from "./decode.js";
import type { InputSource } from "./load-request.js";
import { RecordReader, type RecordSink } from "./split-records.js";
import type { Encoding } from "./text-encoding.js";

/** `onChunk` is told the raw bytes so far, after each chunk has been dealt with, and waited for. */
export async function readSource(
  source: InputSource,
  encoding: Encoding | null,
  sink: RecordSink,
  onChunk?: (bytes: number) => unknown,
): Promise<void> {
  const reader = new RecordReader(source.name, sink);
  for await (const chunk of decode(source.name, counted(source.chunks, onChunk), encoding)) reader.push(chunk);
  reader.finish();
}

async function* counted(
  chunks: AsyncIterable<Uint8Array>,
  onChunk?: (bytes: number) => unknown,
): AsyncGenerator<Uint8Array> {
  let bytes = 0;
  for await (const chunk of chunks) {
    bytes += chunk.length;
    yield chunk;
    await onChunk?.(bytes);
  }
}

/** What stands in `Reject.file`: the base name, told apart where another file bears the log's, so that the log's own can be counted. */
export function fileLabel(source: InputSource, log: InputSource, role: string): string {
  return source !== log && source.baseName === log.baseName ? `${source.baseName} (${role})` : source.baseName;
}
