/** A log or a table named on the command line, as a stream of its bytes. */
import { AccessError, UsageError } from "./exit-code.js";
import type { Host } from "./host.js";

/** What a path on the command line says for standard input. */
const STANDARD_INPUT = "-";

export interface DataSource {
  /** The path as it was given; `stdin` for standard input. */
  readonly name: string;
  /** Raw bytes, as they stand in the file; read once. */
  readonly chunks: AsyncIterable<Uint8Array>;
  /** Size of the file; null where it is unknown. */
  readonly bytes: number | null;
}

/**
 * Opens a path, `-` for standard input.
 * @throws AccessError now, not when it is read, for a path that is missing or a folder
 */
export async function openDataSource(host: Host, path: string): Promise<DataSource> {
  if (path === STANDARD_INPUT) return { name: "stdin", chunks: host.readStdin(), bytes: null };
  const { kind, bytes } = await host.inspect(path);
  if (kind === "missing") throw new AccessError("read", path, "there is no such file");
  if (kind === "folder") throw new AccessError("read", path, "it is a folder");
  // A pipe with a name of its own has size 0.
  return { name: path, chunks: host.streamFile(path), bytes: bytes > 0 ? bytes : null };
}

/** Standard input can be read once: at most one path may ask for it. */
export function assertOneStandardInput(paths: readonly (string | undefined)[]): void {
  if (paths.filter((path) => path === STANDARD_INPUT).length > 1) {
    throw new UsageError('standard input ("-") can be read only once: give the other input as a file');
  }
}
