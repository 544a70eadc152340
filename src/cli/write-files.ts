/** Writes a set of files so that they appear whole or not at all: under other names first, then all renamed. */
import { basename, dirname, join } from "node:path";
import { AccessError } from "./exit-code.js";
import type { Host } from "./host.js";

export interface OutputFile {
  readonly path: string;
  /** The text in pieces, made while it is written. */
  readonly chunks: Iterable<string>;
}

const BUFFER_CHARS = 1 << 18;

/** Replaces or creates every file of `files`, and the folders that they need. On a failure none of them has changed. */
export async function writeFiles(host: Host, files: readonly OutputFile[]): Promise<void> {
  const written: { from: string; to: string }[] = [];
  try {
    for (const file of files) {
      await assertNoFolder(host, file.path);
      await host.makeFolder(dirname(file.path));
      const from = temporaryName(host, file.path);
      written.push({ from, to: file.path });
      await writeText(host, from, file.chunks);
    }
    for (const { from, to } of written) await host.rename(from, to);
  } catch (error) {
    for (const { from } of written) await host.removeFile(from).catch(() => {}); // the first failure is the one to report
    throw error;
  }
}

/** Fails early, before a long run, where the files could not be written in the end. */
export async function assertFolderIsWritable(host: Host, folder: string): Promise<void> {
  const found = await host.inspect(folder);
  if (found.kind === "file") throw new AccessError("write", folder, "it is a file, not a folder");
  if (found.kind === "folder") return host.assertWritable(folder);
  const above = dirname(folder);
  if (above !== folder) await assertFolderIsWritable(host, above);
}

async function assertNoFolder(host: Host, path: string): Promise<void> {
  if ((await host.inspect(path)).kind === "folder") throw new AccessError("write", path, "it is a folder");
}

function temporaryName(host: Host, path: string): string {
  return join(dirname(path), `.${basename(path)}.${host.processId}.tmp`);
}

async function writeText(host: Host, path: string, chunks: Iterable<string>): Promise<void> {
  const file = await host.createFile(path);
  try {
    for (const text of inPieces(chunks)) await file.write(text);
  } finally {
    await file.close();
  }
}

/** The same text in pieces of a size that is worth a call to the system. */
export function* inPieces(chunks: Iterable<string>): Generator<string> {
  let piece = "";
  for (const chunk of chunks) {
    piece += chunk;
    if (piece.length >= BUFFER_CHARS) {
      yield piece;
      piece = "";
    }
  }
  if (piece !== "") yield piece;
}
