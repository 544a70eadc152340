/** A log or a table named on the command line, as a stream of its bytes. */
import { basename } from "node:path";
import { AccessError, UsageError } from "./exit-code.js";
import type { Host } from "./host.js";

/** What a path on the command line says for standard input. */
export const STANDARD_INPUT = "-";

export interface DataSource {
  /** Base name, which rejects and the report carry; `stdin` for standard input. */
  readonly name: string;
  /** Raw bytes, as they stand in the file; read once. */
  readonly chunks: AsyncIterable<Uint8Array>;
}

/**
 * Opens a path, `-` for standard input. `onBytes` hears how much of the file has been read, from 0 to 1, null where its size is unknown.
 * @throws AccessError now, not when it is read, for a path that is missing or a folder
 */
export async function openDataSource(
  host: Host,
  path: string,
  onBytes: (share: number | null) => void,
): Promise<DataSource> {
  if (path === STANDARD_INPUT) return { name: "stdin", chunks: host.readStdin() };
  const { kind, bytes } = await host.inspect(path);
  if (kind === "missing") throw new AccessError("read", path, "there is no such file or folder");
  if (kind === "folder") throw new AccessError("read", path, "it is a folder");
  return { name: basename(path), chunks: counted(host.streamFile(path), bytes, onBytes) };
}

/** Standard input can be read once: at most one path may ask for it. */
export function assertOneStandardInput(paths: readonly (string | undefined)[]): void {
  if (paths.filter((path) => path === STANDARD_INPUT).length > 1) {
    throw new UsageError('standard input ("-") can be read only once: give the other input as a file');
  }
}

async function* counted(
  chunks: AsyncIterable<Uint8Array>,
  total: number,
  onBytes: (share: number | null) => void,
): AsyncGenerator<Uint8Array> {
  let done = 0;
  for await (const chunk of chunks) {
    done += chunk.length;
    onBytes(total > 0 ? Math.min(1, done / total) : null); // a pipe by name has size 0
    yield chunk;
  }
}
