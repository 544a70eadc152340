/** The machine as the commands see it: the one place that touches files, streams, signals and the clock; a test can pass another. */
import { closeSync, createReadStream, openSync, unwatchFile, watchFile, writeSync } from "node:fs";
import { access, constants, mkdir, readdir, readFile, rename, rm, rmdir, stat } from "node:fs/promises";
import { availableParallelism } from "node:os";
import { dirname, resolve } from "node:path";
import { addAbortSignal } from "node:stream";
import { AccessError, type ExitCode, Interrupted, OutputClosed, systemCode } from "./exit-code.js";

export interface Output {
  readonly isTerminal: boolean;
  /** Width in characters; 80 where there is no terminal. */
  readonly columns: number;
  /** Resolves once the text is handed over; fails with `OutputClosed` or `AccessError`. */
  write(text: string): Promise<void>;
}

export interface FileWriter {
  write(text: string): void;
  /** A second call does nothing. */
  close(): void;
}

export interface PathInfo {
  readonly kind: "file" | "folder" | "missing";
  readonly bytes: number;
}

export interface FileWatch {
  /** Heeds changes of a file, or of what a folder lists, from now on; it need not be there yet. */
  add(path: string): void;
  /** A path that has changed since it was added, once all has been quiet for a moment; fails with `Interrupted`. */
  changed(): Promise<string>;
  close(): void;
}

export interface Host {
  readonly args: readonly string[];
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly stdout: Output;
  readonly stderr: Output;
  /** Aborted by Ctrl-C. */
  readonly interrupted: AbortSignal;
  /** Milliseconds from an arbitrary start, never going back. For progress alone: no result may depend on it. */
  nowMs(): number;
  /** Lets signals and finished writes through. */
  breathe(): Promise<void>;
  /** Threads that the machine runs at once. For speed alone: no result may depend on it. */
  readonly parallelism: number;
  /** A part of temporary names that no other running process has. */
  readonly processId: number;
  readStdin(): AsyncIterable<Uint8Array>;
  inspect(path: string): Promise<PathInfo>;
  readFile(path: string): Promise<Uint8Array>;
  streamFile(path: string): AsyncIterable<Uint8Array>;
  listFolder(path: string): Promise<string[]>;
  /** Makes the folder and those above it that are missing; the topmost that it made, or null. */
  makeFolder(path: string): Promise<string | null>;
  /** Removes an empty folder. */
  removeFolder(path: string): Promise<void>;
  assertWritable(path: string): Promise<void>;
  createFile(path: string): FileWriter;
  rename(from: string, to: string): Promise<void>;
  /** A file that is not there is fine. */
  removeFile(path: string): Promise<void>;
  watch(): FileWatch;
  setExitCode(code: ExitCode): void;
}

const READ_CHUNK_BYTES = 1 << 18;

/** The host of a real process. */
export function createHost(): Host {
  const interruption = new AbortController();
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    process.once(signal, () => interruption.abort(new Interrupted(signal)));
  }
  return {
    args: process.argv.slice(2),
    environment: process.env,
    stdout: createOutput(process.stdout, "standard output"),
    stderr: createOutput(process.stderr, "standard error"),
    interrupted: interruption.signal,
    nowMs: () => performance.now(),
    breathe: async () => {
      // The first ends the turn of the event loop that we are in, the second a whole one, in which signals are heard.
      for (let turn = 0; turn < 2; turn++) await new Promise((resolve) => setImmediate(resolve));
      interruption.signal.throwIfAborted();
    },
    parallelism: availableParallelism(),
    processId: process.pid,
    readStdin: () => readStdin(interruption.signal),
    inspect,
    readFile: (path) => attempt("read", path, () => readFile(path)),
    streamFile: (path) => streamFile(path, interruption.signal),
    listFolder: (path) => attempt("read", path, () => readdir(path)),
    makeFolder: (path) => attempt("write", path, () => makeFolders(path)),
    removeFolder: (path) => attempt("write", path, () => rmdir(path)),
    assertWritable: (path) => attempt("write", path, () => access(path, constants.W_OK)),
    createFile,
    rename: (from, to) => attempt("write", to, () => rename(from, to)),
    removeFile: (path) => attempt("write", path, () => rm(path, { force: true })),
    watch: () => watchFiles(interruption.signal),
    setExitCode: (code) => {
      process.exitCode = code;
    },
  };
}

async function attempt<T>(what: string, path: string, action: () => Promise<T>): Promise<T> {
  try {
    return await action();
  } catch (error) {
    throw error instanceof Error && error.name === "AbortError"
      ? new Interrupted()
      : new AccessError(what, path, error);
  }
}

async function inspect(path: string): Promise<PathInfo> {
  try {
    const found = await stat(path);
    return { kind: found.isDirectory() ? "folder" : "file", bytes: found.size };
  } catch (error) {
    if (systemCode(error) === "ENOENT") return { kind: "missing", bytes: 0 };
    throw new AccessError("read", path, error);
  }
}

async function* streamFile(path: string, signal: AbortSignal): AsyncGenerator<Uint8Array> {
  yield* attempted("read", path, createReadStream(path, { highWaterMark: READ_CHUNK_BYTES, signal }));
}

async function* readStdin(signal: AbortSignal): AsyncGenerator<Uint8Array> {
  yield* attempted("read", "standard input", addAbortSignal(signal, process.stdin));
}

async function* attempted(what: string, path: string, stream: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const chunks = stream[Symbol.asyncIterator]();
  let ended = false;
  try {
    while (true) {
      const next = await attempt(what, path, () => chunks.next());
      if (next.done === true) break;
      yield next.value;
    }
    ended = true;
  } finally {
    if (!ended) await chunks.return?.();
  }
}

/** How often files are looked at. Looking holds on every file system, and where an editor puts a new file in the place of the old. */
const LOOK_MS = 150;
/** A save of several files is one change. */
const QUIET_MS = 100;

function watchFiles(signal: AbortSignal): FileWatch {
  const paths = new Set<string>();
  let quiet: NodeJS.Timeout | undefined;
  let settle: { resolve(path: string): void; reject(reason: unknown): void };
  const settled = new Promise<string>((resolve, reject) => {
    settle = { resolve, reject };
  });
  settled.catch(() => {}); // an interruption before anybody waits is heard elsewhere
  const onAbort = () => settle.reject(signal.reason);
  if (signal.aborted) onAbort();
  signal.addEventListener("abort", onAbort);
  return {
    add: (path) => {
      if (paths.has(path)) return;
      paths.add(path);
      watchFile(path, { interval: LOOK_MS }, (now, before) => {
        if (now.mtimeMs === before.mtimeMs && now.ino === before.ino) return; // says once that a file is not there
        clearTimeout(quiet);
        quiet = setTimeout(() => settle.resolve(path), QUIET_MS);
      });
    },
    changed: () => settled,
    close: () => {
      clearTimeout(quiet);
      signal.removeEventListener("abort", onAbort);
      for (const path of paths) unwatchFile(path);
    },
  };
}

function createOutput(stream: NodeJS.WriteStream, name: string): Output {
  stream.on("error", () => {}); // every failure reaches the callback of the write that met it
  return {
    isTerminal: stream.isTTY === true,
    columns: stream.isTTY === true && stream.columns > 0 ? stream.columns : 80,
    write: (text) =>
      new Promise((resolve, reject) => {
        stream.write(text, (error) => {
          if (error === null || error === undefined) resolve();
          else reject(isClosed(error) ? new OutputClosed() : new AccessError("write", name, error));
        });
      }),
  };
}

function isClosed(error: Error): boolean {
  return ["EPIPE", "ERR_STREAM_DESTROYED", "ERR_STREAM_WRITE_AFTER_END"].includes(systemCode(error));
}

/** Synchronous, so that a file can be written while the replay runs. */
function createFile(path: string): FileWriter {
  const file = attemptNow("write", path, () => openSync(path, "w"));
  let open = true;
  return {
    write: (text) =>
      attemptNow("write", path, () => {
        const bytes = Buffer.from(text);
        for (let done = 0; done < bytes.length; ) done += writeSync(file, bytes, done);
      }),
    close: () => {
      if (open) attemptNow("write", path, () => closeSync(file));
      open = false;
    },
  };
}

function attemptNow<T>(what: string, path: string, action: () => T): T {
  try {
    return action();
  } catch (error) {
    throw new AccessError(what, path, error);
  }
}

// Node's own recursive mkdir never comes back from a file system that refuses with ENOENT, as /proc does: one level at a time.
async function makeFolders(path: string): Promise<string | null> {
  const missing: string[] = [];
  for (let at = resolve(path); (await stat(at).catch(() => null)) === null; at = dirname(at)) missing.unshift(at);
  for (const folder of missing) await mkdir(folder);
  if (missing.length === 0) await mkdir(path, { recursive: true }); // fails where a file bears the name
  return missing[0] ?? null;
}
