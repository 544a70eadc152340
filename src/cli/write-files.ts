/** Files that appear whole or not at all: written under other names, and renamed together once all of them are complete. */
import { basename, dirname, join, resolve } from "node:path";
import { AccessError } from "./exit-code.js";
import type { FileWriter, Host } from "./host.js";

interface Draft {
  readonly from: string;
  readonly to: string;
  readonly writer: FileWriter;
}

/** Text per call to the system: less is slow, more is no faster. */
const BUFFER_CHARS = 1 << 16;

export class FileSet {
  private readonly drafts: Draft[] = [];
  /** Folders that were made for the files, the innermost first. */
  private readonly folders: string[] = [];

  constructor(private readonly host: Host) {}

  /** Makes a folder for files of the set, and those above it. */
  async makeFolder(path: string): Promise<void> {
    const topmost = await this.host.makeFolder(path);
    if (topmost === null) return;
    const made = [path];
    while (resolve(made[made.length - 1]) !== resolve(topmost)) made.push(dirname(resolve(made[made.length - 1])));
    this.folders.unshift(...made);
  }

  /**
   * Starts the file `path`, whose folder must exist; what it returns takes the text piece by piece.
   * @throws AccessError
   */
  open(path: string): (text: string) => void {
    const from = join(dirname(path), `.${basename(path)}.${this.host.processId}.tmp`);
    const writer = this.host.createFile(from);
    this.drafts.push({ from, to: path, writer });
    return (text) => writer.write(text);
  }

  /** Writes a whole file; lets signals through between its pieces. */
  async write(path: string, chunks: Iterable<string>): Promise<void> {
    const write = this.open(path);
    for (const piece of inPieces(chunks)) {
      write(piece);
      await this.host.breathe();
    }
  }

  /** Puts all files in their places. If one cannot be placed, those before it stay. */
  async commit(): Promise<void> {
    for (const { writer } of this.drafts) writer.close();
    for (const { to } of this.drafts) {
      if ((await this.host.inspect(to)).kind === "folder") throw new AccessError("write", to, "it is a folder");
    }
    for (const { from, to } of this.drafts) await this.host.rename(from, to);
    this.drafts.length = 0;
    this.folders.length = 0;
  }

  /** Removes what has been written and made so far. After `commit` there is nothing to remove. */
  async discard(): Promise<void> {
    for (const { from, writer } of this.drafts) {
      writer.close();
      await this.host.removeFile(from).catch(() => {}); // why the files are given up is the error to report
    }
    this.drafts.length = 0;
    for (const folder of this.folders) await this.host.removeFolder(folder).catch(() => {});
  }
}

/** Runs `action`, which fills the set; the files appear if it succeeds, and nothing is left of them if it fails. */
export async function writeFiles<T>(host: Host, action: (files: FileSet) => Promise<T>): Promise<T> {
  const files = new FileSet(host);
  try {
    const result = await action(files);
    await files.commit();
    return result;
  } finally {
    await files.discard();
  }
}

/** Fails early, before a long run, where a folder could not be made or written to in the end. */
export async function assertFolderIsWritable(host: Host, folder: string): Promise<void> {
  const { kind } = await host.inspect(folder).catch((error: unknown) => {
    throw error instanceof AccessError ? new AccessError("write", folder, error.cause) : error;
  });
  if (kind === "file") throw new AccessError("write", folder, "it is a file, not a folder");
  if (kind === "folder") return host.assertWritable(folder);
  if (dirname(folder) !== folder) await assertFolderIsWritable(host, dirname(folder));
}

/** The same text in pieces of a size that is worth a call to the system. */
export function* inPieces(chunks: Iterable<string>): Generator<string> {
  let piece = "";
  for (const chunk of chunks) {
    piece += chunk;
    if (piece.length < BUFFER_CHARS) continue;
    yield piece;
    piece = "";
  }
  if (piece !== "") yield piece;
}
